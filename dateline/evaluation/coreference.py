"""Scores event coreference over gold mentions: MUC, B3, CEAF-e and their mean, CoNLL F1.

All documents count as one and singletons count, as in the literature on ECB+. Sources: Vilain et al. 1995 (MUC), Bagga and
Baldwin 1998 (B3), Luo 2005 (CEAF), Pradhan et al. 2012 (CoNLL).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from scipy.optimize import linear_sum_assignment  # pyright: ignore  # noqa: PGH003 - scipy ships no types

from dateline.errors import UsageError
from dateline.evaluation.scores import Score

Cluster = frozenset[str]


@dataclass(frozen=True, slots=True)
class CoreferenceScores:
    """The three measures of a clustering against the gold one."""

    mentions: int
    gold_clusters: int
    system_clusters: int
    muc: Score
    b3: Score
    ceafe: Score

    @property
    def conll(self) -> float:
        return (self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3

    def as_dict(self) -> dict[str, float]:
        f1 = {"muc": self.muc.f1, "b3": self.b3.f1, "ceafe": self.ceafe.f1, "conll": self.conll}
        return {measure: round(value, 2) for measure, value in f1.items()}


def evaluate_coreference(folder: Path, split: str = "dev", system_out: Path | None = None) -> CoreferenceScores:
    """Cluster the gold mentions of an ECB+ folder (`articles/`, `mentions-SPLIT.json`) and score the clusters."""
    from dateline.merge.marked import cluster_gold

    gold = gold_chains(folder, split)
    system = dict(cluster_gold(folder, split))
    if system_out:
        system_out.parent.mkdir(parents=True, exist_ok=True)
        system_out.write_text(json.dumps(system, indent=0), encoding="utf-8")
    return score(gold, system)


def lemma_baseline(folder: Path, split: str = "dev") -> CoreferenceScores:
    """Score the baseline of the field: one cluster per head lemma inside each group of documents on one happening.

    The groups are the gold ones (a topic's ecb or ecbplus half), which the published baseline finds by clustering.
    """
    mentions = _mentions(folder, split)
    system = {m["mention_id"]: f"{m['topic_id']} {str(m['mention_head_lemma']).lower()}" for m in mentions}
    return score(gold_chains(folder, split), system)


def gold_chains(folder: Path, split: str) -> dict[str, str]:
    return {mention["mention_id"]: mention["coref_chain"] for mention in _mentions(folder, split)}


def score(gold: Mapping[str, str], system: Mapping[str, object]) -> CoreferenceScores:
    """Score a clustering, {mention: cluster}, against the gold one; mentions that the gold lacks do not count."""
    missing = [mention for mention in gold if mention not in system]
    if missing:
        raise UsageError(f"{len(missing)} gold mentions are in no cluster, e.g. {missing[0]}")
    key = _clusters(gold)
    response = _clusters({mention: system[mention] for mention in gold})
    return CoreferenceScores(
        mentions=len(gold),
        gold_clusters=len(key),
        system_clusters=len(response),
        muc=Score(*_muc(response, key), *_muc(key, response)),
        b3=Score(*_b3(response, key), *_b3(key, response)),
        ceafe=_ceafe(key, response),
    )


def describe(scores: CoreferenceScores, baseline: CoreferenceScores | None = None) -> str:
    lines = [f"mentions {scores.mentions}  gold clusters {scores.gold_clusters}  ours {scores.system_clusters}"]
    named = {"MUC": scores.muc, "B3": scores.b3, "CEAF-e": scores.ceafe}
    lines += [f"{name:7} {measure}" for name, measure in named.items()]
    lines.append(f"CoNLL   F1 {scores.conll:6.2f}")
    if baseline:
        lines.append(f"        F1 {baseline.conll:6.2f}  one cluster per head lemma inside gold document clusters")
    return "\n".join(lines)


def _mentions(folder: Path, split: str) -> list[dict[str, Any]]:
    path = folder / f"mentions-{split}.json"
    if not path.exists():
        raise UsageError(f"no {path.name} in {folder}")
    return json.loads(path.read_text(encoding="utf-8"))


def _clusters(names: Mapping[str, object]) -> list[Cluster]:
    members: defaultdict[object, set[str]] = defaultdict(set)
    for mention, name in names.items():
        members[name].add(mention)
    return [frozenset(cluster) for cluster in members.values()]


def _muc(clusters: Sequence[Cluster], against: Sequence[Cluster]) -> tuple[float, float]:
    """Count the links of the clusters that the other side keeps, and all of them."""
    home = {mention: i for i, cluster in enumerate(against) for mention in cluster}
    kept = sum(len(cluster) - len({home[mention] for mention in cluster}) for cluster in clusters)
    return kept, sum(len(cluster) - 1 for cluster in clusters)


def _b3(clusters: Sequence[Cluster], against: Sequence[Cluster]) -> tuple[float, float]:
    home = {mention: cluster for cluster in against for mention in cluster}
    shared = (len(cluster & home[mention]) / len(cluster) for cluster in clusters for mention in cluster)
    return sum(shared), sum(map(len, clusters))


def _ceafe(key: Sequence[Cluster], response: Sequence[Cluster]) -> Score:
    home = {mention: j for j, cluster in enumerate(response) for mention in cluster}
    similarity = np.zeros((len(key), len(response)))
    for i, cluster in enumerate(key):
        for j, shared in Counter(home[mention] for mention in cluster).items():
            similarity[i, j] = 2 * shared / (len(cluster) + len(response[j]))
    rows, columns = cast("tuple[Any, Any]", linear_sum_assignment(similarity, maximize=True))
    total = float(similarity[rows, columns].sum())
    return Score(total, len(response), total, len(key))
