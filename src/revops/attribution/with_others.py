"""Everyone who was touched and came to nothing: journeys too, for the models that learn."""

import numpy as np
import polars as pl

from revops.attribution.in_parts import in_parts

_SPARSEST = 4  # numbers up to the largest key, for each touch, that a table of keys may have


def with_others(ends: pl.LazyFrame, touches: pl.LazyFrame) -> pl.DataFrame:
    """One row is one journey: those of `ends`, then one of each other key that was touched.

    `ends` has key, ended_at, converted and what else it may; of the others, in order of key, all
    is null but `converted`, which is false. A null key is nobody's.

    >>> ends = pl.LazyFrame({"key": [7], "ended_at": [9], "converted": [True]})
    >>> with_others(ends, pl.LazyFrame({"key": [8, 7, 5, 8]})).rows()
    [(7, 9, True), (5, None, False), (8, None, False)]
    """
    known = ends.collect()
    touched = touches.select("key").drop_nulls().collect(engine="streaming").to_series()
    others = _others(touched, known.get_column("key"))
    rest = pl.select(key=others.cast(known.schema["key"]), converted=False)
    return pl.concat([known, rest], how="diagonal")


def _others(touched: pl.Series, known: pl.Series) -> pl.Series:
    """Give the keys that are touched and not known, once each, in order."""
    most = _most(touched)
    if most is None or most >= _SPARSEST * len(touched):
        found = touched.unique()
        return found.filter(~found.is_in(known.drop_nulls().implode())).sort()
    there = np.zeros(most + 1, bool)
    for _, keys in in_parts(touched):
        there[keys] = True
    there[known.filter(known.is_between(0, most)).to_numpy()] = False
    return pl.Series(np.flatnonzero(there))


def _most(keys: pl.Series) -> int | None:
    """Give the largest of whole numbers from 0; None where they are anything else."""
    if not keys.dtype.is_integer():
        return None
    least, most = keys.min(), keys.max()
    return most if isinstance(least, int) and least >= 0 and isinstance(most, int) else None
