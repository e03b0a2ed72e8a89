"""At which age does what customers brought reach what they cost? With its doubt."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.metrics.account_bootstrap import account_totals
from revops.metrics.account_means import ENDS, no_interval
from revops.metrics.grouping import exact_sum

Numbers = npt.NDArray[np.float64]


def days_to_cover(
    shares: pl.DataFrame,
    money: pl.DataFrame,
    priced: pl.DataFrame,
    by: Sequence[str],
    *,
    fewest: int,
) -> pl.DataFrame:
    """One row is one segment: value, low and high of the first age that covers its cost.

    `shares` is of `credited_customers`, `money` of `accrued`, `priced` has spend and credit of
    each segment. Null where no watched age covers it.
    """
    if shares.is_empty():
        return no_interval(shares, by).with_columns(pl.lit(None, pl.Float64).alias("value"))
    ages = _ages(shares, money, by, fewest)
    segments, brought = account_totals(ages, [*by, "at"], "brought")
    old = account_totals(ages, [*by, "at"], "old")[1]
    names, credit = account_totals(shares, by, "credit")
    costs = names.join(priced, on=list(by), maintain_order="left") if by else priced
    spend = costs["spend"].to_numpy()[:, None]
    drawn = np.sort(_first(brought, old, spend / _positive(credit), segments), axis=1)
    low, high = (drawn[:, round(end * (drawn.shape[1] - 1))] for end in ENDS)
    means = _plain(ages, by)
    value = _first(*means, spend / costs["credit"].to_numpy()[:, None], segments)[:, 0]
    days = pl.DataFrame({"value": value, "low": low, "high": high})
    seen = pl.all().is_finite()
    return pl.concat(
        [names.select(by), days.select(pl.when(seen).then(pl.all()))], how="horizontal"
    )


def _plain(ages: pl.DataFrame, by: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Give what was brought, and by how many, at each age: what the replicates are drawn around."""
    sums = ages.group_by(*by, "at").agg(exact_sum(pl.col(n)).alias(n) for n in ("brought", "old"))
    ordered = sums.sort(*by, "at")
    brought, old = (ordered[name].to_numpy()[:, None] for name in ("brought", "old"))
    return brought, old


def _ages(
    shares: pl.DataFrame, money: pl.DataFrame, by: Sequence[str], fewest: int
) -> pl.DataFrame:
    """Give each customer's part in each segment at each age that enough customers have reached."""
    is_old, credit = pl.col("age") >= pl.col("at"), pl.col("credit")
    every = shares.join(money, on="account_id").with_columns(
        pl.when(is_old).then(credit * pl.col("accrued")).otherwise(0.0).alias("brought"),
        pl.when(is_old).then(credit).otherwise(0.0).alias("old"),
    )
    reached = (pl.col("old") > 0).sum().over(*by, "at")
    return every.filter(reached >= fewest)


def _positive(numbers: Numbers) -> Numbers:
    """Give the numbers, not a number where there is nothing to divide by."""
    return np.where(numbers > 0, numbers, np.nan)


def _first(brought: Numbers, old: Numbers, cost: Numbers, segments: pl.DataFrame) -> Numbers:
    """Give the first age whose mean reaches the cost, segment after segment, else infinity."""
    at = segments["at"].to_numpy().astype(float)[:, None]
    starts = np.flatnonzero(at == 0)
    wanted = np.repeat(cost, np.diff([*starts, len(at)]), axis=0)
    with np.errstate(invalid="ignore"):
        reached = brought / _positive(old) >= wanted
    days: Numbers = np.minimum.reduceat(np.where(reached, at, np.inf), starts, axis=0)
    return days
