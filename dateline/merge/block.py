"""Finds the pairs of mentions that are worth comparing: those that share a key which few others have.

The keys are SQL over two narrow tables, so that the same text runs on DuckDB here and on Spark elsewhere. A block of
more than `MOST` rows is dropped, of a coarse key one of more than `FEW`: it has finer ones beside it, which split the block
that it would have been.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dateline.merge.barred import DAYS_APART
from dateline.merge.table import MentionTable

MOST, FEW = 200, 60
"""Rows of a block at most: of pairs that share the kind of their deeds alone, or that and a word, hardly any tell one event."""
LONG = 7
"""Days: a longer interval is blocked by the months it touches instead of its days."""
RARE = 12
"""A word or number told by at most so many mentions can bring them together by itself."""

FINE = """
with spread as (
    select m.id, m.kind, m.lemma, m.place, m.start_day + d.i as day
    from mention m, range(0, {long}) d(i)
    where m.start_day > 0 and m.end_day - m.start_day < {long} and m.start_day + d.i <= m.end_day
), monthly as (
    select distinct m.id, m.kind, m.lemma, m.place, (m.start_day + 15 * d.i) // 31 as month
    from mention m, range(0, 26) d(i)
    where m.start_day > 0 and m.start_day + 15 * d.i <= m.end_day + 14
)
select hash(1, p.entity, s.day) as key, s.id from spread s join participant p using (id)
union all select hash(2, p.entity, s.kind, s.day), s.id from spread s join participant p using (id) where s.kind >= 0
union all select hash(3, p.entity, s.lemma, s.day), s.id from spread s join participant p using (id)
union all select hash(4, p.entity, s.kind, s.month), s.id from monthly s join participant p using (id) where s.kind >= 0
union all select hash(5, p.entity, s.lemma, s.month), s.id from monthly s join participant p using (id)
union all select hash(6, p.entity, m.kind), m.id from mention m join participant p using (id) where m.kind >= 0
union all select hash(7, p.entity, m.lemma), m.id from mention m join participant p using (id)
union all select hash(8, s.place, s.kind, s.day), s.id from spread s where s.place >= 0 and s.kind >= 0
union all select hash(9, s.place, s.lemma, s.day), s.id from spread s where s.place >= 0
union all select hash(10, s.kind, s.day), s.id from spread s where s.kind >= 0
union all select hash(11, s.lemma, s.day), s.id from spread s
union all select hash(13, m.lemma), m.id from mention m
union all select hash(14, g.synonym, p.entity), g.id from synonym g join participant p using (id)
union all select hash(16, w.word, m.lemma), m.id from mention m join word w using (id)
union all select hash(17, w.word), w.id from word w join rare r using (word)
union all select hash(18, m.target), m.id from mention m where m.target >= 0
union all select hash(18, m.id), m.id from mention m
union all select hash(19, m.kind), m.id from mention m where m.first and m.kind >= 0
"""
COARSE = """
select hash(12, m.kind) as key, m.id from mention m where m.kind >= 0
union all select hash(15, w.word, m.kind), m.id from mention m join word w using (id) where m.kind >= 0
"""
PAIRS = """
with fine as (select distinct key, id from ({fine})),
coarse as (select distinct key, id from ({coarse})),
block as (
    select key from fine group by key having count(*) between 2 and {most}
    union all select key from coarse group by key having count(*) between 2 and {few}
),
member as (select key, id from (from fine union all from coarse) semi join block using (key)),
pair as (select distinct a.id as i, b.id as j from member a join member b on a.key = b.key and a.id < b.id)
select i, j from pair join mention x on x.id = i join mention y on y.id = j
where (x.first and y.first) or (x.once and y.once and (x.lemma = y.lemma or x.kind = y.kind) and abs(x.start_day - y.start_day) <= {apart})
   or x.start_day = 0 or y.start_day = 0 or not (x.firm and y.firm)
   or (x.start_day <= y.end_day + 1 and y.start_day <= x.end_day + 1)
"""


def candidate_pairs(table: MentionTable) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows `i < j` of every pair that shares a small enough block and whose dates do not contradict."""
    import duckdb  # heavy to load, and not needed to import the package

    asked = PAIRS.format(fine=FINE.format(long=LONG), coarse=COARSE, most=MOST, few=FEW, apart=DAYS_APART)
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1}) as connection:
        for name, columns in _tables(table).items():
            connection.register(name, columns)
        found = connection.execute(asked).fetchnumpy()
    i, j = np.asarray(found["i"], dtype=np.int64), np.asarray(found["j"], dtype=np.int64)
    return np.divmod(np.sort(i * len(table) + j), len(table))


def _tables(table: MentionTable) -> dict[str, pa.Table]:
    rows = np.arange(len(table))
    mention = {
        "id": rows, "kind": table.kind, "lemma": table.lemma, "place": table.place, "start_day": table.start,
        "end_day": table.end, "firm": table.firm, "target": table.target, "first": table.first,
        "once": table.once,
    }  # fmt: skip
    id_, entity = _long(table.participants)
    words = table.words.tocoo()
    synonyms = table.synonyms.tocoo()
    rare = np.flatnonzero(np.diff(table.words.tocsc().indptr) <= RARE)
    return {
        "mention": _laid(mention),
        "participant": _laid({"id": id_, "entity": entity}),
        "word": _laid({"id": words.row, "word": words.col}),
        "rare": _laid({"word": rare}),
        "synonym": _laid({"id": synonyms.row, "synonym": synonyms.col}),
    }


def _laid(columns: Mapping[str, NDArray[Any]]) -> pa.Table:
    """Lay columns out for Arrow by their bytes: asked to convert them, it loads all of pandas first."""
    return pa.Table.from_arrays([_column(values) for values in columns.values()], list(columns))


def _column(values: NDArray[Any]) -> pa.Array[Any]:
    held = np.packbits(values, bitorder="little") if values.dtype == bool else np.ascontiguousarray(values)
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, pa.py_buffer(held)])


def _long(matrix: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    rows, columns = np.nonzero(matrix >= 0)
    return rows, matrix[rows, columns]
