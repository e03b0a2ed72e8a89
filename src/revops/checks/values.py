"""The few texts of a long column: what is asked of a text is asked of each of them once.

A medium or a page comes a million times; whether it is a paid one need be asked once. Columns of
few texts are found by a look into the table; only those are counted, once a table.
"""

from collections.abc import Callable
from weakref import finalize

import polars as pl
import polars.selectors as cs

from revops import store
from revops.checks.gx_polars.expected.by_value import by_distinct

#: From how many rows on it pays to know the texts beforehand.
MANY_ROWS = 200_000
#: How many rows are looked into, at how many spots, and how few of their texts may differ.
_SPOTS, _OF_A_SPOT, FEW = 20, 500, 0.05
Question = Callable[[pl.Expr], pl.Expr]
#: What was found of a table, as long as the table is there.
_FOUND: dict[int, "Values"] = {}


class Values:
    """The texts of one table's columns, counted where they are few.

    >>> Values(pl.LazyFrame({"medium": ["email", None]})).counted("medium") is None  # a short table
    True
    """

    def __init__(self, frame: pl.LazyFrame) -> None:
        """Take a table; nothing is read yet."""
        self._frame = frame.select(cs.string())  # the table itself would keep itself alive
        self._counted: dict[str, pl.DataFrame | None] = {}
        self._few: frozenset[str] | None = None

    def counted(self, column: str) -> pl.DataFrame | None:
        """Give each `text` of a column and its `len`; null where it's of many, or not of texts."""
        if column not in self._counted:
            is_few = column in self._columns_of_few()
            ways = self._frame.select(text=pl.col(column)).drop_nulls().group_by("text").len()
            self._counted[column] = ways.collect(engine="streaming") if is_few else None
        return self._counted[column]

    def distinct(self, column: str) -> pl.Series | None:
        """List the texts of a column, in their order; null where they are many."""
        found = self.counted(column)
        return None if found is None else found["text"].sort()

    def _columns_of_few(self) -> frozenset[str]:
        if self._few is None:
            self._few = frozenset(self._look())
        return self._few

    def _look(self) -> list[str]:
        """Name the columns that hold few texts, by some rows from all over the table."""
        height = store.height_of(self._frame)
        if height < MANY_ROWS:
            return []
        starts = (spot * height // _SPOTS for spot in range(_SPOTS))
        seen = pl.concat([self._frame.slice(start, _OF_A_SPOT).collect() for start in starts])
        differ = seen.select(pl.all().n_unique()).row(0, named=True)
        return [name for name, n in differ.items() if n <= FEW * seen.height]


def values_of(frame: pl.LazyFrame) -> Values:
    """Give what is known of a table's texts: the same each time, as long as the table is there."""
    key = id(frame)
    if key not in _FOUND:
        _FOUND[key] = Values(frame)
        finalize(frame, _FOUND.pop, key, None)
    return _FOUND[key]


def asked_of(frame: pl.LazyFrame, column: str, question: Question) -> pl.Expr:
    """Say of each row what a question about its text finds; of few texts, each is asked once.

    The question judges a text by itself, and a missing one too.

    >>> rows = pl.LazyFrame({"medium": ["cpc", None]})
    >>> paid = asked_of(rows, "medium", lambda text: text.str.contains("cpc"))
    >>> rows.select(paid).collect()["medium"].to_list()
    [True, None]
    """
    distinct = values_of(frame).distinct(column)
    text = pl.col(column)
    return question(text) if distinct is None else by_distinct(text, distinct, question)
