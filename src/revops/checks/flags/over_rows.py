"""Flags over many rows: only their true, false and null are kept, not what they are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from revops import store

#: How many rows are judged at a time, where a row is judged by itself.
ROWS_AT_A_TIME = 500_000


@dataclass(frozen=True, eq=False)
class Wide:
    """A flag that must see several rows to judge one: the columns it reads, and how."""

    reads: frozenset[str]
    judge: Callable[[pl.LazyFrame], pl.Series]


Flag = pl.Expr | Wide


def reads(flag: Flag) -> frozenset[str]:
    """List the columns of its own table that a flag reads."""
    return flag.reads if isinstance(flag, Wide) else frozenset(flag.meta.root_names())


def row_by_row(frame: pl.LazyFrame, exprs: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """Compute what a row says by itself, some rows at a time, of the columns it is said of.

    >>> row_by_row(pl.LazyFrame({"clicks": [1, None]}), {"any": pl.col("clicks") > 0})["any"]
    shape: (2,)
    Series: 'any' [bool]
    [
        true
        null
    ]
    """
    starts = range(0, max(store.height_of(frame), 1), ROWS_AT_A_TIME)
    parts = (frame.slice(start, ROWS_AT_A_TIME) for start in starts)
    said = [part.with_columns(**exprs).select(*exprs).collect() for part in parts]
    return pl.concat(said, rechunk=True)


def judged(frame: pl.LazyFrame, flag: Flag) -> pl.Series:
    """Compute one flag."""
    if isinstance(flag, Wide):
        return flag.judge(frame)
    return row_by_row(frame, {"flag": flag})["flag"]


def all_judged(frame: pl.LazyFrame, flags: Mapping[str, Flag]) -> list[pl.Series]:
    """Compute flags: all that need one row only together, each of the others by itself."""
    alone = {name: flag for name, flag in flags.items() if isinstance(flag, pl.Expr)}
    found = row_by_row(frame, alone) if alone else pl.DataFrame()
    return [
        flag.judge(frame).alias(name) if isinstance(flag, Wide) else found[name]
        for name, flag in flags.items()
    ]


def whole(expr: pl.Expr) -> Wide:
    """Compute an expression over all rows at once: it counts them, or looks at the next one."""

    def judge(frame: pl.LazyFrame) -> pl.Series:
        return frame.with_columns(flag=expr).select("flag").collect()["flag"]

    return Wide(frozenset(expr.meta.root_names()), judge)
