"""What did each experiment measure, what does the model say, and did it pay?"""

from datetime import date

import polars as pl

from revops.alignment.returned.verdicts import COSTS_MORE, EARNS, TEST_OPEN
from revops.metrics.grouping import exact_sum

_OWN = ("experiment_id", "kind", "starts_on", "ends_on", "lift", "low", "high", "source")
_ORDER = (
    *_OWN[:-1], "test_verdict", "credited_share", "credit_ratio", "spend", "break_even_share",
    "n_won_then", "converted_value", "source",
)  # fmt: skip


def experiments_beside(
    credits: pl.DataFrame,
    experiments: pl.DataFrame,
    spend: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: str = "channel",
) -> pl.DataFrame:
    """What did each experiment measure, what does the model say, and did it pay?

    One row is one experiment on a channel (or campaign) that has ended: its lift (the share of
    conversions that would be missing without it) with its 95 % interval; credited_share, what
    the model credits it with in the same days as a share of their conversions; credit_ratio =
    lift / credited_share; spend of the same days, and break_even_share = spend / converted
    value: the lift at which it pays. test_verdict: earns_its_cost where the whole interval of
    the lift lies above break-even, costs_more where it lies below, test_undecided where it holds
    it; null where no spend is known. It takes wins that are missing to be worth what wins are.

    >>> credits = pl.DataFrame({"conversion_id": ["d1", "d1"], "channel": ["email", "webinar"],
    ...     "converted_at": [date(2026, 3, 2)] * 2, "credit": [0.4, 0.6],
    ...     "credited_value": [400.0, 600.0]})
    >>> tests = pl.DataFrame({"experiment_id": ["E1"], "channel": ["email"], "kind": ["geo"],
    ...     "starts_on": [date(2026, 3, 1)], "ends_on": [date(2026, 3, 31)], "lift": [0.2],
    ...     "low": [0.1], "high": [0.3], "source": [None]})
    >>> spend = pl.DataFrame({"channel": ["email"], "spent_on": [date(2026, 3, 1)],
    ...     "cost_base": [50.0]})
    >>> experiments_beside(credits, tests, spend, as_of=date(2026, 6, 30)).select(
    ...     "credit_ratio", "break_even_share", "test_verdict").row(0)
    (0.5, 0.05, 'earns_its_cost')
    """
    ended = experiments.filter(pl.col(by).is_not_null(), pl.col("ends_on") <= as_of)
    tests = ended.select(by, *(name for name in _OWN if name in ended.columns))
    beside = tests.join(_credited(credits, tests, by), on="experiment_id", how="left").join(
        _spent(spend, tests, by), on="experiment_id", how="left"
    )
    value, cost = pl.col("converted_value"), pl.col("spend")
    told = beside.with_columns(
        _divided(pl.col("lift"), pl.col("credited_share")).alias("credit_ratio"),
        pl.when(cost > 0).then(_divided(cost, value)).alias("break_even_share"),
    )
    judged = told.with_columns(_verdict().alias("test_verdict"))
    first = [name for name in _ORDER if name in judged.columns]
    return judged.sort("starts_on", "experiment_id").select(by, *first)


def _credited(credits: pl.DataFrame, tests: pl.DataFrame, by: str) -> pl.DataFrame:
    """Give each experiment the conversions of its days, and its own part of them."""
    within = _during(credits, tests, "converted_at", by)
    own, credit = pl.col("is_own"), pl.col("credit")
    sums = within.group_by("experiment_id").agg(
        pl.col("conversion_id").n_unique().cast(pl.Int64).alias("n_won_then"),
        exact_sum(credit).alias("conversions"),
        exact_sum(credit.filter(own)).alias("credited"),
        exact_sum(pl.col("credited_value")).alias("converted_value"),
    )
    part = _divided(pl.col("credited"), pl.col("conversions")).alias("credited_share")
    return sums.select("experiment_id", "n_won_then", "converted_value", part)


def _spent(spend: pl.DataFrame | None, tests: pl.DataFrame, by: str) -> pl.DataFrame:
    """Give each experiment what its channel or campaign cost in its days."""
    if spend is None:
        return pl.DataFrame(schema={"experiment_id": pl.String, "spend": pl.Float64})
    within = _during(spend, tests, "spent_on", by).filter("is_own")
    return within.group_by("experiment_id").agg(exact_sum(pl.col("cost_base")).alias("spend"))


def _during(frame: pl.DataFrame, tests: pl.DataFrame, day: str, by: str) -> pl.DataFrame:
    """Keep what happened in an experiment's days; `is_own` where it is the channel's own."""
    spans = tests.select("experiment_id", pl.col(by).alias("tested"), "starts_on", "ends_on")
    crossed = frame.with_columns(pl.col(day).dt.date().alias("day")).join(spans, how="cross")
    inside = crossed.filter(pl.col("day").is_between("starts_on", "ends_on"))
    return inside.with_columns((pl.col(by) == pl.col("tested")).fill_null(False).alias("is_own"))


def _divided(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Divide; null where there is nothing to divide by."""
    return pl.when(whole > 0).then(part / whole)


def _verdict() -> pl.Expr:
    """Say on which side of break-even the whole interval lies."""
    even = pl.col("break_even_share")
    return (
        pl.when(even.is_null())
        .then(pl.lit(None, pl.String))
        .when(pl.col("low") > even)
        .then(pl.lit(EARNS))
        .when(pl.col("high") < even)
        .then(pl.lit(COSTS_MORE))
        .otherwise(pl.lit(TEST_OPEN))
    )
