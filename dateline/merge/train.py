"""Trains the weights of the corpus model on ECB+ train and writes them to weights.json.

    python -m dateline.merge.train ../shared/data/ecbplus

Prints the CoNLL F1 of five-fold cross-validation over topics, by threshold, then trains on the whole split.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline.merge.cluster import partition
from dateline.merge.marked.clusters import pairs_within
from dateline.merge.marked.features import features
from dateline.merge.marked.reading import Marked, read_marked
from dateline.merge.marked.table import tabulate

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
THRESHOLDS = (-1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25)
SHRINKAGE = 20.0
FOLDS = 5
WEIGHTS = Path(__file__).with_name("weights.json")


def main(corpus_dir: Path) -> None:
    mentions, documents = read_marked(corpus_dir, "train")
    table = tabulate(mentions, documents)
    chains = _chains(corpus_dir, "train")
    chain = np.asarray([chains[m.id] for m in mentions])
    i, j = pairs_within(table.group)
    columns = features(table, i, j)
    names = list(columns)
    x = np.stack([columns[name] for name in names], axis=1).astype(np.float64)
    y = chain[i] == chain[j]
    topic = np.asarray([int(m.document.split("_")[0]) for m in mentions])
    score = _cross_validated(x, y, topic[i])
    found = {t: _conll(mentions, chains, i, j, score, t) for t in THRESHOLDS}
    print("threshold -> CoNLL F1, cross-validated on train:", {t: round(f1, 2) for t, f1 in found.items()})
    threshold = max(found, key=lambda t: found[t])
    model = _fit(x, y)
    values = dict(zip([*names, "bias"], (round(float(w), 3) for w in model), strict=True)) | {"threshold": threshold}
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    stored["corpus"] = {"about": "log odds that two marked mentions corefer; trained on ECB+ train", "weights": values}
    WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def _chains(corpus_dir: Path, split: str) -> dict[str, str]:
    marked = json.loads((corpus_dir / f"mentions-{split}.json").read_text(encoding="utf-8"))
    return {m["mention_id"]: m["coref_chain"] for m in marked}


def _cross_validated(x: Floats, y: NDArray[np.bool_], topic: Ids) -> Floats:
    score = np.zeros(len(y))
    for fold in range(FOLDS):
        held = topic % FOLDS == fold
        model = _fit(x[~held], y[~held])
        score[held] = x[held] @ model[:-1] + model[-1]
    return score


def _fit(x: Floats, y: NDArray[np.bool_]) -> Floats:
    """Return logistic regression's weights and bias; each feature is shrunk in units of its own spread."""
    centre, spread = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    scaled = np.column_stack([(x - centre) / spread, np.ones(len(x))])
    sign = np.where(y, 1.0, -1.0)

    def loss(w: Floats) -> tuple[float, Floats]:
        margin = sign * (scaled @ w)
        pull = -sign / (1 + np.exp(np.clip(margin, -30, 30)))
        shrink = np.append(w[:-1], 0.0)
        total = np.logaddexp(0, -margin).sum() + 0.5 * SHRINKAGE * (shrink @ shrink)
        return float(total), scaled.T @ pull + SHRINKAGE * shrink

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    return np.append(found[:-1] / spread, found[-1] - (found[:-1] * centre / spread).sum())


def _conll(mentions: list[Marked], chains: Mapping[str, str], i: Ids, j: Ids, score: Floats, cut: float) -> float:
    from dateline.evaluation.coreference import score as evaluate

    size = len(mentions)
    cell = np.full(size * size, -9.0, dtype=np.float32)
    cell[i * size + j] = score

    def known(a: Ids, b: Ids) -> NDArray[np.float32]:
        return cell[np.minimum(a, b) * size + np.maximum(a, b)]

    groups = partition(known, (i, j), size, threshold=cut)
    return evaluate(chains, {mentions[row].id: k for k, rows in enumerate(groups) for row in rows}).conll


if __name__ == "__main__":
    main(Path(sys.argv[1]))
