"""Touches that no person makes: a flood within a minute, or every link of an e-mail at once."""

import polars as pl

from revops.checks.flags.over_rows import Wide, row_by_row


def fewer_than(times: int, *parts: pl.Expr, where: pl.Expr) -> Wide:
    """Say whether a key comes fewer times than that, among the rows that are asked about.

    >>> touches = pl.LazyFrame({"who": ["a", "a", "b"], "asked": [True, True, True]})
    >>> fewer_than(2, pl.col("who"), where=pl.col("asked")).judge(touches).to_list()
    [False, False, True]

    A key is told by its hash, eight bytes a row: two of millions that share one are not worth
    another pass.
    """
    known = where & pl.all_horizontal(part.is_not_null() for part in parts)
    key = pl.when(known).then(pl.struct(*parts).hash())
    names = [name for part in (*parts, where) for name in part.meta.root_names()]

    def judge(frame: pl.LazyFrame) -> pl.Series:
        hashes = row_by_row(frame, {"key": key})["key"]
        in_order = hashes.drop_nulls().sort()
        many = in_order.filter((in_order == in_order.shift(times - 1)).fill_null(False)).unique()
        few = ~pl.col("key").is_in(many.implode())
        return hashes.to_frame().select(pl.when(pl.col("key").is_not_null()).then(few)).to_series()

    return Wide(frozenset(names), judge)
