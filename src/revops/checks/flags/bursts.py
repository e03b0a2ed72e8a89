"""Touches that no person makes: a flood within a minute, or every link of an e-mail at once."""

import polars as pl

from revops.checks.flags.near import Near, many
from revops.checks.flags.over_rows import Wide, row_by_row
from revops.checks.rows import picked


def _told(keys: pl.Series, times: int) -> pl.Series:
    """Say whether a key comes fewer times than that; null where there is none."""
    often = many(keys.drop_nulls().sort(), times)
    return pl.select(pl.when(keys.is_not_null()).then(~keys.is_in(often.implode()))).to_series()


def fewer_than(times: int, *parts: pl.Expr, where: pl.Expr, near: Near | None = None) -> Wide:
    """Say whether a key comes fewer times than that, among the rows that are asked about.

    >>> touches = pl.LazyFrame({"who": ["a", "a", "b"], "asked": [True, True, True]})
    >>> fewer_than(2, pl.col("who"), where=pl.col("asked")).judge(touches).to_list()
    [False, False, True]

    A key is told by its hash, eight bytes a row: two of millions that share one are not worth
    another pass. With `near`, whose key is known where all parts are, only rows that are near so
    many others are looked at.
    """
    known = where & pl.all_horizontal(part.is_not_null() for part in parts)
    key = pl.when(known).then(pl.struct(*parts).hash())
    names = dict.fromkeys(name for part in (*parts, where) for name in part.meta.root_names())

    def judge(frame: pl.LazyFrame) -> pl.Series:
        if near is None:
            return _told(row_by_row(frame, {"key": key})["key"], times)
        rows, told = near.rows(frame, times), near.known(frame)
        asked = row_by_row(frame, {"asked": where})["asked"]
        if rows.any():
            among = picked(frame.select(*names), rows).select(key=key).collect(engine="streaming")
            told.scatter(rows.arg_true(), _told(among["key"], times))
        return pl.select(pl.when(asked).then(told)).to_series()

    return Wide(frozenset(names), judge)
