"""Which rows repeat a key, within bounds of memory.

A key is told by its hash, eight bytes a row. A key whose hash comes once comes once; only rows
whose hash repeats are compared by the key itself, some at a time.
"""

from collections.abc import Callable

import polars as pl

from revops.checks.flags.near import Near
from revops.checks.flags.over_rows import Flag, Wide, judged, reads, row_by_row
from revops.checks.rows import picked

#: How many rows are compared by their keys at a time.
COMPARED_AT_A_TIME = 2_000_000


def _shared(hashes: pl.Series) -> pl.Series:
    """Say whether another row has the same hash; not where there is none."""
    ordered = hashes.sort()
    again = ordered.filter((ordered == ordered.shift(1)).fill_null(False))
    return hashes.is_in(again.unique().implode()).fill_null(False)


Holds = Callable[[pl.Expr], pl.Expr]


def _compare_near(
    frame: pl.LazyFrame, key: pl.Expr, known: pl.Expr, holds: Holds, near: Near
) -> pl.Series | None:
    """Say the same of rows that are near each other, and are compared; null where they are many."""
    rows, told = near.rows(frame, 2), near.known(frame)
    if int(rows.sum()) > COMPARED_AT_A_TIME:
        return None
    if rows.any():
        of_key = frame.select(*dict.fromkeys(key.meta.root_names()))
        among = picked(of_key, rows).select(pl.when(known).then(holds(key)))
        told.scatter(rows.arg_true(), among.collect(engine="streaming").to_series())
    return told


def _compare(frame: pl.LazyFrame, key: pl.Expr, known: pl.Expr, holds: Holds) -> pl.Series:
    """Say of which rows it holds that their key is not repeated; null where it is not known."""
    of_key = frame.select(*dict.fromkeys(key.meta.root_names()))
    hashes = row_by_row(of_key, {"hash": pl.when(known).then(key.hash())})["hash"]
    shared = _shared(hashes)
    told = hashes.is_not_null().replace_strict(False, None, default=True, return_dtype=pl.Boolean)
    n_parts = -(-int(shared.sum()) // COMPARED_AT_A_TIME)
    for part in range(n_parts):
        # rows of one key have one hash: they are in one part
        here = shared if n_parts == 1 else shared & (hashes % n_parts == part)
        among = picked(of_key, here).collect(engine="streaming")
        told.scatter(here.arg_true(), among.select(holds(key)).to_series())
    return told


def _unrepeated(
    parts: tuple[pl.Expr | str, ...], where: Flag | None, holds: Holds, near: Near | None = None
) -> Wide:
    exprs = [pl.col(part) if isinstance(part, str) else part for part in parts]
    key, known = pl.struct(*exprs), pl.all_horizontal(*(expr.is_not_null() for expr in exprs))

    def judge(frame: pl.LazyFrame) -> pl.Series:
        told = None if near is None else _compare_near(frame, key, known, holds, near)
        if told is None:
            told = _compare(frame, key, known, holds)
        if where is None:
            return told
        asked = judged(frame, where)
        return pl.select(pl.when(asked).then(told)).to_series()

    named = frozenset(key.meta.root_names())
    return Wide(named if where is None else named | reads(where), judge)


def alone(*parts: pl.Expr | str) -> Wide:
    """Say whether no other row has the same parts; every row that shares them is false."""
    return _unrepeated(parts, None, lambda key: ~key.is_duplicated())


def first_of(*parts: pl.Expr | str, where: Flag | None = None, near: Near | None = None) -> Wide:
    """Say whether a row is the first with its parts; only the repeats are false.

    `where` says which rows are judged; the others can still come first. With `near`, whose key is
    known where all parts of the rows that are judged are, only rows near another are compared.
    """
    return _unrepeated(parts, where, pl.Expr.is_first_distinct, near)
