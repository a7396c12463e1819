"""Finds from their words alone which documents tell one happening."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage

from dateline.merge import wording
from dateline.merge.columns import Floats, Ids
from dateline.merge.marked.reading import Document

DISTANCE = 0.86
"""One minus the cosine at which two groups of documents are no longer one; chosen on ECB+ train."""
LEAD = 3
"""Sentences at the head of a document that count thrice."""
NAMED = 2.0
RARITY = 1.5


def group_documents(documents: Sequence[Document]) -> tuple[Floats, Ids]:
    """Return the similarity of each two documents and the group of each: those that tell one happening."""
    bags = [_words(document) for document in documents]
    index: dict[str, int] = {}
    cells = [(k, index.setdefault(word, len(index)), n) for k, bag in enumerate(bags) for word, n in bag.items()]
    rows, columns, counts = (np.asarray(column) for column in zip(*cells, strict=True))
    seen = np.bincount(columns.astype(np.int64), minlength=len(index))
    rarity = np.where(seen > 1, np.log((1 + len(bags)) / (1 + seen)) ** RARITY, 0)
    weight = (1 + np.log(counts)) * rarity[columns.astype(np.int64)]
    matrix = wording.unit_rows(sparse.csr_matrix((weight, (rows, columns)), shape=(len(bags), len(index))))
    similarity = np.asarray((matrix @ matrix.T).todense(), dtype=np.float32)
    if len(bags) < 2:
        return similarity, np.zeros(len(bags), dtype=np.int64)
    distance = np.clip(1.0 - similarity[np.triu_indices(len(bags), 1)], 0, 2)
    return similarity, fcluster(linkage(distance, "average"), DISTANCE, "distance").astype(np.int64)


def _words(document: Document) -> Counter[str]:
    """Count stems and pairs of neighbours; what stands first and what is a name counts more."""
    bag: Counter[str] = Counter()
    for number, sentence in enumerate(document.values()):
        boost = 3 if number < LEAD else 1
        stems: list[str] = []
        for word in sentence:
            for stem in wording.words(word):
                bag[stem] += boost * (NAMED if word[:1].isupper() else 1.0)  # pyright: ignore[reportArgumentType]
                stems.append(stem)
        for left, right in itertools.pairwise(stems):
            bag[f"{left} {right}"] += boost
    return bag
