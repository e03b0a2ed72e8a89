"""Which journey does each touch belong to? Keys looked up; touches of others belong to nobody."""

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution.in_parts import in_parts

#: The journey of a touch that belongs to none.
NOBODY = 2**31 - 1
_DATED = np.uint32(2**31)  # added to the number of a journey that has an end
_SPARSEST = 64  # numbers up to the largest key, for each key that is there
Numbers = npt.NDArray[np.uint32]


def placed(touches: pl.LazyFrame, matter: pl.DataFrame, *, lookback_days: int) -> pl.DataFrame:
    """One row is one touch, in the order of the file: journey (or `NOBODY`), occurred_at, code.

    `matter` has key, ended_at and the journey's number, 0, 1, ... in order. A journey that ended
    has the touches of so many days before. Where keys are small whole numbers that come once, a
    table by key tells the journey; else it is a join, which takes several times as long because
    rows must stay as they stood.

    >>> from datetime import datetime
    >>> touches = pl.LazyFrame({"key": [7, 8, 7], "code": [1, 1, 2],
    ...     "occurred_at": [datetime(2026, 3, 2), datetime(2026, 3, 2), datetime(2026, 3, 9)]})
    >>> matter = pl.DataFrame({"journey": [0], "key": [7], "ended_at": [datetime(2026, 3, 4)]})
    >>> placed(touches, matter, lookback_days=180)["code"].to_list()
    [1]
    """
    known = touches.select("key", "occurred_at", "code").drop_nulls("key")
    since = pl.col("ended_at") - pl.duration(days=lookback_days)
    inside = pl.col("occurred_at").is_between(since, "ended_at", closed="both")
    table = _table(
        matter.get_column("key"), matter.get_column("ended_at"), known.collect_schema()["key"]
    )
    if table is None:
        joined = known.join(matter.lazy(), on="key", maintain_order="left")
        kept = joined.filter(inside | pl.col("ended_at").is_null())
        return kept.select("journey", "occurred_at", "code").collect(engine="streaming")
    found = known.collect(engine="streaming")
    ended = matter.get_column("ended_at")
    journey, rows = _looked_up(table, found.get_column("key"))
    dated = pl.DataFrame(
        [found.get_column("occurred_at").gather(rows), ended.gather(journey[rows])]
    )
    outside = ~dated.select(inside.fill_null(False)).to_series().to_numpy()
    journey[rows[outside]] = NOBODY
    return found.select(pl.Series("journey", journey), "occurred_at", "code")


def _table(keys: pl.Series, ended: pl.Series, touched: pl.DataType) -> Numbers | None:
    """Give the journey of every number up to the largest key; None where that would not do.

    It does where keys are whole numbers, once each, with few gaps. The last number is nobody's.
    """
    if keys.is_empty() or not (keys.dtype.is_unsigned_integer() and touched.is_unsigned_integer()):
        return None
    largest = keys.max()
    if keys.has_nulls() or not isinstance(largest, int) or largest >= _SPARSEST * len(keys):
        return None
    table = np.full(largest + 2, NOBODY, np.uint32)
    number = np.arange(len(keys), dtype=np.uint32)
    table[keys.to_numpy()] = np.where(ended.is_not_null().to_numpy(), number | _DATED, number)
    return table if np.count_nonzero(table != NOBODY) == len(keys) else None


def _looked_up(table: Numbers, asked: pl.Series) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Give the journey of each key that is asked for, and the rows whose journey has an end."""
    journey, rows = np.empty(len(asked), np.uint32), [np.zeros(0, np.int64)]
    for part, keys in in_parts(asked):
        own = table.take(keys, mode="clip", out=journey[part])
        dated = own >= _DATED
        own &= NOBODY
        rows.append(np.flatnonzero(dated & (own != NOBODY)) + part.start)
    return journey, np.concatenate(rows)
