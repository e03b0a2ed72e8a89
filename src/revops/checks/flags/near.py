"""Rows that come close together: what is looked for among neighbours is looked for there only.

Whoever repeats a touch, or floods, does so within one minute. Rows of which no other is of the
same person and minute are found once, by hashes of eight bytes a row; all flags about repeats pass
over them.
"""

from collections.abc import Sequence

import polars as pl

from revops.checks.flags.over_rows import row_by_row


class Near:
    """Which rows share a rough key with others: at least those that share any finer one.

    `key` is a number that rows of the same rough key have in common, and null for rows that are
    not asked about.

    >>> touches = pl.LazyFrame({"minute": [1, 1, 2, None]})
    >>> Near(pl.col("minute"), [2]).rows(touches, 2).to_list()
    [True, True, False, False]
    """

    def __init__(self, key: pl.Expr, times: Sequence[int]) -> None:
        """Take the key, and how many times it comes in what is looked for."""
        self._key, self._times = key, times
        self._frame: pl.LazyFrame | None = None
        self._found: dict[int, pl.Series] = {}

    def rows(self, frame: pl.LazyFrame, times: int) -> pl.Series:
        """Say which rows have a key that comes at least so many times."""
        return self._look(frame)[times]

    def known(self, frame: pl.LazyFrame) -> pl.Series:
        """Say true of the rows that are asked about, and nothing of the others."""
        return pl.select(pl.when(self._look(frame)[0]).then(True)).to_series()

    def _look(self, frame: pl.LazyFrame) -> dict[int, pl.Series]:
        if self._frame is not frame:
            keys = row_by_row(frame, {"key": self._key})["key"]
            in_order = keys.drop_nulls().sort()
            often = {n: keys.is_in(many(in_order, n).implode()) for n in self._times}
            self._found = {n: rows.fill_null(False) for n, rows in often.items()}
            self._found[0], self._frame = keys.is_not_null(), frame
        return self._found


def many(in_order: pl.Series, times: int) -> pl.Series:
    """List the keys, of keys in order, that come at least so many times.

    >>> many(pl.Series([1, 1, 2]), 2).to_list()
    [1]
    """
    return in_order.filter((in_order == in_order.shift(times - 1)).fill_null(False)).unique()
