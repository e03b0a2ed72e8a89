"""Which journey does each touch belong to? Keys looked up; touches of others fall away."""

import numpy as np
import polars as pl

_NONE = 2**32 - 1
_SPARSEST = 64  # numbers up to the largest key, for each key that is there


def placed(touches: pl.LazyFrame, matter: pl.DataFrame) -> pl.DataFrame:
    """One row is one touch of a journey, in the order of the file.

    Columns: journey, occurred_at, code, ended_at.

    `matter` has key, ended_at and the journey's number, 0, 1, ... in order. Where keys are small
    whole numbers that come once, a table by key tells the journey; else it is a join, which takes
    several times as long because rows must stay as they stood.

    >>> touches = pl.LazyFrame({"key": [7, 8, 7], "occurred_at": [1, 2, 3], "code": [1, 1, 2]})
    >>> matter = pl.DataFrame({"journey": [0], "key": [7], "ended_at": [9]})
    >>> placed(touches, matter)["occurred_at"].to_list()
    [1, 3]
    """
    known = touches.select("key", "occurred_at", "code").drop_nulls("key")
    if not _is_dense(matter.get_column("key"), known.collect_schema()["key"]):
        joined = known.join(matter.lazy(), on="key", maintain_order="left")
        columns = ("journey", "occurred_at", "code", "ended_at")
        return joined.select(columns).collect(engine="streaming")
    found = known.collect(engine="streaming")
    journey = _looked_up(matter.get_column("key"), found.get_column("key"))
    kept = found.select(journey, "occurred_at", "code").filter(pl.col("journey") != _NONE)
    ended = matter.get_column("ended_at").gather(kept.get_column("journey"))
    return kept.with_columns(ended.alias("ended_at"))


def _is_dense(keys: pl.Series, touched: pl.DataType) -> bool:
    """Say whether keys are whole numbers, once each, with few gaps."""
    if keys.is_empty() or not (keys.dtype.is_unsigned_integer() and touched.is_unsigned_integer()):
        return False
    largest = keys.max()
    few_gaps = isinstance(largest, int) and largest < _SPARSEST * len(keys)
    return few_gaps and not keys.has_nulls() and keys.n_unique() == len(keys)


def _looked_up(keys: pl.Series, asked: pl.Series) -> pl.Series:
    """Give the place of each key that is asked for; a key that is not there has none."""
    known = keys.to_numpy()
    table = np.full(int(known.max()) + 2, _NONE, np.uint32)
    table[known] = np.arange(len(known), dtype=np.uint32)
    return pl.Series("journey", table[np.minimum(asked.to_numpy(), len(table) - 1)])
