"""How sure are we of a sum, or a ratio of two sums, over customers? Bootstrap over accounts.

Both sums of a replicate are of the same drawn accounts, so that they move together. Fewer than
five accounts have no interval, nor have accounts that are all alike: drawing among them would
look like certainty.
"""

from collections.abc import Sequence
from warnings import catch_warnings

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.metrics.account_bootstrap import account_totals

ENDS = (0.025, 0.975)
FEWEST = 5
_BOTH = ("low", "high")


def ratio_intervals(frame: pl.DataFrame, by: Sequence[str], top: str, bottom: str) -> pl.DataFrame:
    """One row is one segment with the low and high end of sum(top) / sum(bottom).

    >>> kept = pl.DataFrame({"account_id": ["a", "b", "c", "d", "e", "f"], "conversion_id": None,
    ...     "kept": [900.0, 400.0, 0.0, 300.0, 250.0, 500.0],
    ...     "start": [900.0, 400.0, 600.0, 300.0, 300.0, 500.0]})
    >>> ratio_intervals(kept, [], "kept", "start").select(pl.all().round(2)).row(0)
    (0.35, 1.0)
    """
    if frame.is_empty():
        return no_interval(frame, by)
    sums = {"above": pl.col(top), "below": pl.col(bottom)}
    whose = list(dict.fromkeys(("account_id", "conversion_id", *by)))
    long = frame.select(*whose, **sums).unpivot([*sums], index=whose, variable_name="__sum")
    rows, totals = account_totals(long, [*by, "__sum"], "value")
    above, below = totals[0::2], totals[1::2]  # each segment's two sums, by their names
    segments = rows.filter(pl.col("__sum") == "above")
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = np.where(below > 0, above / below, np.nan)
    return ends_of(drawn, segments, frame, by)


def sum_intervals(frame: pl.DataFrame, by: Sequence[str], column: str) -> pl.DataFrame:
    """One row is one segment with the low and high end of the sum of a column."""
    if frame.is_empty():
        return no_interval(frame, by)
    segments, drawn = account_totals(frame, by, column)
    return ends_of(drawn, segments, frame, by)


def no_interval(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Give no interval: no row by segment, one row of nulls for the whole."""
    ends = dict.fromkeys(_BOTH, pl.Float64())
    empty = pl.DataFrame(schema={**{name: frame.schema[name] for name in by}, **ends})
    return empty if by else pl.DataFrame([dict.fromkeys(_BOTH)], schema=ends)


def ends_of(
    drawn: npt.NDArray[np.float64], segments: pl.DataFrame, frame: pl.DataFrame, by: Sequence[str]
) -> pl.DataFrame:
    """Give both ends of the replicates of each segment, where they say anything."""
    with catch_warnings(action="ignore"):
        low, high = np.nanquantile(drawn, ENDS, axis=1)
    ends = pl.DataFrame({"low": low, "high": high}).fill_nan(None)
    n = pl.col("account_id").n_unique().alias("n")
    sizes = frame.group_by(by).agg(n) if by else frame.select(n)
    beside = pl.concat([segments.select(by), ends], how="horizontal")
    joined = beside.join(sizes, on=list(by), how="left") if by else beside.hstack(sizes)
    told = (pl.col("n") >= FEWEST) & (pl.col("high") - pl.col("low") > 1e-12)
    return joined.select(*by, *(pl.when(told).then(pl.col(end)).alias(end) for end in _BOTH))
