"""Which rows repeat a key, within bounds of memory.

A hash of the key, eight bytes a row, is sorted: a key whose hash comes once comes once. Only the
rows whose hash repeats are compared by the key itself, some at a time.
"""

from dataclasses import dataclass

import polars as pl

#: How many rows are compared by their keys at a time.
ROWS_AT_A_TIME = 2_000_000


@dataclass(frozen=True, eq=False)
class Repeated:
    """The hashes that repeat, the number of rows whose key does, and whether the two agree."""

    hashes: pl.Series
    n_rows: int
    hashes_tell: bool


def _collect(frame: pl.LazyFrame) -> pl.DataFrame:
    return frame.collect(engine="streaming")


def _hashes(frame: pl.LazyFrame, key: pl.Expr) -> tuple[pl.Series, int]:
    """List the hashes that more than one row has, and count the rows that have them."""
    every = _collect(frame.select(key.hash().alias("hash")))["hash"].sort()
    same_as_before = (every == every.shift(1)).fill_null(False)
    same_as_next = (every == every.shift(-1)).fill_null(False)
    again = every.filter(same_as_before).unique(maintain_order=True)
    return again, int((same_as_before | same_as_next).sum())


def suspects(frame: pl.LazyFrame, key: pl.Expr, hashes: pl.Series) -> pl.LazyFrame:
    """Keep the rows whose hash repeats."""
    return frame.filter(key.hash().is_in(hashes.implode()))


def _repeating(frame: pl.LazyFrame, key: pl.Expr) -> int:
    counts = frame.group_by(key.alias("key")).len()
    return int(_collect(counts.filter(pl.col("len") > 1).select(pl.col("len").sum())).item() or 0)


def repeated(frame: pl.LazyFrame, key: pl.Expr) -> Repeated:
    """Find out which keys repeat.

    >>> found = repeated(pl.LazyFrame({"lead_id": ["L1", "L2", "L1"]}), pl.col("lead_id"))
    >>> found.n_rows, found.hashes_tell
    (2, True)
    """
    hashes, n_suspects = _hashes(frame, key)
    if not n_suspects:
        return Repeated(hashes, 0, hashes_tell=True)
    n_parts = -(-n_suspects // ROWS_AT_A_TIME)
    among = suspects(frame, key, hashes) if n_parts == 1 else frame
    parts = (among.filter(key.hash() % n_parts == part) for part in range(n_parts))
    n_rows = sum(_repeating(part, key) for part in parts)
    return Repeated(hashes, n_rows, hashes_tell=n_rows == n_suspects)
