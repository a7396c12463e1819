"""Writes synonyms.tsv from the database files of WordNet 3.0 (Debian's package `wordnet-base`).

    python -m dateline.merge.wordnet /usr/share/wordnet > dateline/merge/synonyms.tsv

Only verbs and the nouns derived from them are kept. A noun's key is the verb it derives from; its groups are the verb
synsets it is derived from; a verb's are the synsets of its most frequent senses. Source: Fellbaum (1998), WordNet.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HAPPENINGS = frozenset({4, 10, 11, 14, 19, 21, 22, 26})
"""Lexicographer files of nouns that name happenings: act, communication, event, group, phenomenon, possession, ..."""
VERB_SENSES = 4
NOUN_SENSES = 3


@dataclass(frozen=True, slots=True)
class Synset:
    offset: str
    file: int
    words: tuple[str, ...]
    derived: tuple[tuple[int, str, int], ...]
    """(position of the word here, offset of the other synset, position of the word there), 1-based."""


def main(folder: Path) -> None:
    verbs = {s.offset: s for s in _synsets(folder / "data.verb", "n")}
    nouns = {s.offset: s for s in _synsets(folder / "data.noun", "v")}
    verb_senses = dict(_senses(folder / "index.verb"))
    print(
        "# lemma\tkey\tgroups; from WordNet 3.0, (c) 2006 Princeton University, by `python -m dateline.merge.wordnet`"
    )
    rows = {lemma: (lemma, offsets[:VERB_SENSES]) for lemma, offsets in verb_senses.items() if _usable(lemma)}
    for lemma, offsets in _senses(folder / "index.noun"):
        if lemma in rows or not _usable(lemma):
            continue
        sources = list(_sources(lemma, [nouns[o] for o in offsets[:NOUN_SENSES]], verbs))
        if sources:
            key = max(sources, key=lambda s: (_alike(lemma, s[0]), -sources.index(s)))[0]
            rows[lemma] = (key, list(dict.fromkeys(offset for _, offset in sources))[:VERB_SENSES])
    for lemma, (key, groups) in sorted(rows.items()):
        print(lemma, key, " ".join(_short(offset) for offset in groups), sep="\t")


def _usable(lemma: str) -> bool:
    return lemma.isalpha() or lemma.replace("_", "").replace("-", "").isalpha()


def _short(offset: str) -> str:
    return format(int(offset), "x")


def _alike(noun: str, verb: str) -> int:
    return len(os.path.commonprefix([noun, verb]))  # noqa: RUF071  # letters are what is compared


def _sources(lemma: str, synsets: list[Synset], verbs: dict[str, Synset]) -> Iterator[tuple[str, str]]:
    """Yield (verb, synset offset) of every verb that a happening sense of the noun is derived from."""
    for synset in synsets:
        if synset.file not in HAPPENINGS:
            continue
        for here, offset, there in synset.derived:
            if synset.words[here - 1] == lemma and offset in verbs:
                yield verbs[offset].words[there - 1], offset


def _senses(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            count = int(fields[2])
            yield fields[0], fields[-count:]


def _synsets(path: Path, other: str) -> Iterator[Synset]:
    """Read the synsets, with their derivational pointers to part of speech `other`."""
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        size = int(fields[3], 16)
        words = tuple(w.lower() for w in fields[4 : 4 + 2 * size : 2])
        at = 5 + 2 * size
        pointers = [fields[at + 4 * i : at + 4 * i + 4] for i in range(int(fields[at - 1]))]
        halves = [(p[1], p[3][:2], p[3][2:]) for p in pointers if p[0] == "+" and p[2] == other]
        derived = [(int(source, base=16), offset, int(target, base=16)) for offset, source, target in halves]
        yield Synset(fields[0], int(fields[1]), words, tuple(derived))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
