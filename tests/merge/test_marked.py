"""Marked mentions of a corpus: how it is read, and what a group of documents says of two words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from dateline.errors import UsageError
from dateline.merge.marked import cluster_gold
from dateline.merge.marked.reading import read_marked
from dateline.merge.marked.usage import features, usage

SENTENCES = (
    "Fire swept the Orlow mill on Tuesday .",
    "The blaze at the Orlow mill was put out .",
    "Owners blamed a cable .",
)
ELSEWHERE = ("Voters chose a mayor .", "She thanked them in a speech .", "Her rival blamed the rain .")


def _corpus(folder: Path, missing: int = 0) -> Path:
    """Write three documents of ECB+'s layout, two of one happening; the marks count without the first `missing` tokens."""
    (folder / "articles" / "1").mkdir(parents=True)
    marks = []
    for name, texts in (("1_1ecb.xml", SENTENCES), ("1_2ecb.xml", SENTENCES), ("1_3ecb.xml", ELSEWHERE)):
        rows, number = [], 0
        for sentence, text in enumerate(texts):
            for word in text.split():
                rows.append(f'<token t_id="{number + 1}" sentence="{sentence}">{word}</token>')
                if word in {"Fire", "blaze", "blamed"}:
                    marks.append(
                        {
                            "mention_id": f"{name} {word}", "doc_id": name, "sent_id": sentence, "tokens_str": word,
                            "tokens_number": [number - missing], "mention_head": word, "mention_head_pos": "NOUN",
                            "mention_head_lemma": word.lower(), "coref_chain": word,
                        }
                    )  # fmt: skip
                number += 1
        (folder / "articles" / "1" / name).write_text(f"<Document>{''.join(rows)}</Document>", encoding="utf-8")
    (folder / "mentions-dev.json").write_text(json.dumps(marks), encoding="utf-8")
    return folder


@pytest.mark.parametrize("missing", [0, 1, 3])
def test_marks_are_found_wherever_their_count_begins(tmp_path: Path, missing: int) -> None:
    mentions, documents = read_marked(_corpus(tmp_path, missing), "dev")
    found = [documents[m.document][m.sentence][m.places[0]] for m in mentions]
    assert found == ["Fire", "blaze", "blamed"] * 2 + ["blamed"]


def test_every_mark_has_a_cluster_and_twins_share_one(tmp_path: Path) -> None:
    clusters = cluster_gold(_corpus(tmp_path), "dev")
    assert len(clusters) == 7
    assert clusters["1_1ecb.xml blamed"] == clusters["1_2ecb.xml blamed"]
    assert clusters["1_1ecb.xml blamed"] not in (clusters["1_1ecb.xml Fire"], clusters["1_3ecb.xml blamed"])


def test_a_split_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="mentions-test"):
        read_marked(tmp_path, "test")


def test_words_of_one_sentence_tell_two_events() -> None:
    """Words 0 and 1 stand together in a sentence of both documents, 0 and 2 never and in like company."""
    key, document = np.asarray([0, 1, 0, 1, 2]), np.asarray([0, 0, 1, 1, 2])
    company = sparse.csr_matrix(np.asarray([[1, 0], [0, 1], [1, 0], [0, 1], [1, 0]], dtype=np.float32))
    used = usage(np.zeros(5, np.int64), key, document, np.zeros(5, np.int64), (company,) * 3, np.asarray([3]))
    found = features(used, np.asarray([0, 0, 0]), np.asarray([1, 4, 2]))
    assert found["usage_one_sentence"].tolist() == [1, 0, 0]
    assert found["usage_context"].tolist() == [0, 1, 0]
    assert found["usage_share_same_key"].round(2).tolist() == pytest.approx([0, 0, 2 / 3], abs=0.01)
