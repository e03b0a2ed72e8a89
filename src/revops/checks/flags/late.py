"""Flags that need other tables, which are read only once the flag is asked for."""

from collections.abc import Callable

import polars as pl

from revops.checks.flags.over_rows import Wide, row_by_row


def late(make: Callable[[], pl.Expr], *columns: str) -> Wide:
    """Judge a row by itself, by an expression that is made when it is needed.

    `columns` are those of its own table that the expression reads.
    """

    def judge(frame: pl.LazyFrame) -> pl.Series:
        return row_by_row(frame.select(columns), {"flag": make()})["flag"]

    return Wide(frozenset(columns), judge)


def valued(ids: pl.Expr, pairs: pl.DataFrame) -> pl.Expr:
    """Give the second column's value for an id of the first; null where there is none.

    >>> pairs = pl.DataFrame({"owner_id": ["U1"], "is_active": [True]})
    >>> leads = pl.DataFrame({"owner_id": ["U1", "U2", None]})
    >>> leads.select(valued(pl.col("owner_id"), pairs))["owner_id"].to_list()
    [True, None, None]
    """
    known, values = pairs.get_columns()
    return ids.replace_strict(known, values, default=None, return_dtype=values.dtype)
