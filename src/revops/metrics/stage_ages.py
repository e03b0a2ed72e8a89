"""How long has each open deal been where it is, and how long is long?

Long is what nine in ten of the deals that were won later took, in the same stage of the same
pipeline; where fewer than ten of those are known, or the deal has no stage history, the age
of the whole deal is held against the whole cycle of the won ones.
"""

from datetime import date

import polars as pl

from revops.metrics.entries import known_visits
from revops.metrics.outcomes import OPEN, WON, deal_outcomes
from revops.metrics.shared import shared

PLACE = ["pipeline", "stage"]


@shared
def open_ages(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None,
    *,
    as_of: date,
    quantile: float,
    fewest: int,
) -> pl.DataFrame:
    """Add to each open deal: basis ("stage" or "age"), days, limit_days, n_behind, is_stuck.

    limit_days is null, and nothing is stuck, where fewer than `fewest` won deals are known.
    """
    outcomes = deal_outcomes(opportunities, as_of)
    won, is_open = (outcomes.filter(pl.col("cause") == cause) for cause in (WON, OPEN))
    cycles = won.select(
        _long("days", quantile, "age_limit"), pl.len().cast(pl.Int64).alias("age_behind")
    )
    deals = is_open.join(cycles, how="cross").drop("stage", "pipeline", strict=False)
    deals = deals.join(_stages(won, visits, as_of, quantile), on="opportunity_id", how="left")
    by_stage = (pl.col("stage_behind") >= fewest).fill_null(False)
    enough = pl.col("age_behind") >= fewest
    return deals.with_columns(
        pl.when(by_stage).then(pl.lit("stage")).otherwise(pl.lit("age")).alias("basis"),
        pl.when(by_stage).then("stage_days").otherwise("days").alias("days"),
        pl.when(by_stage).then("stage_limit").when(enough).then("age_limit").alias("limit_days"),
        pl.when(by_stage).then("stage_behind").otherwise("age_behind").alias("n_behind"),
    ).with_columns((pl.col("days") > pl.col("limit_days")).fill_null(False).alias("is_stuck"))


def _stages(
    won: pl.DataFrame, visits: pl.DataFrame | None, as_of: date, quantile: float
) -> pl.DataFrame:
    """Give each deal's stage, its days there over all visits, and what is long there."""
    if visits is None:
        return pl.DataFrame(schema=_STAGES)
    spent = _days_spent(visits, as_of)
    of_won = spent.join(won.select("opportunity_id"), on="opportunity_id", how="semi")
    limits = of_won.group_by(*PLACE).agg(
        _long("stage_days", quantile, "stage_limit"),
        pl.len().cast(pl.Int64).alias("stage_behind"),
    )
    here = spent.filter("is_here").unique("opportunity_id", keep="last", maintain_order=True)
    joined = here.join(limits, on=PLACE, how="left", nulls_equal=True)
    return joined.select(pl.col(name).cast(dtype) for name, dtype in _STAGES.items())


def _days_spent(visits: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add up each deal's days in each open stage, and say whether it is there now."""
    left_on = pl.col("left_at").dt.date().fill_null(as_of)
    days = (left_on - pl.col("entered_at").dt.date()).dt.total_days()
    seen = known_visits(visits, as_of=as_of, object="opportunity")
    is_stage = ~pl.col("is_derived") & ~pl.col("status").is_in(["won", "lost"]).fill_null(False)
    return (
        seen.lazy()
        .filter(is_stage)
        .group_by(pl.col("object_id").alias("opportunity_id"), *PLACE, maintain_order=True)
        .agg(days.sum().alias("stage_days"), pl.col("left_at").is_null().any().alias("is_here"))
        .collect()
    )


def _long(days: str, quantile: float, name: str) -> pl.Expr:
    """Give the days that so large a share of the deals stayed below."""
    return pl.col(days).quantile(quantile, "linear").alias(name)


_STAGES = {
    "opportunity_id": pl.String,
    "pipeline": pl.String,
    "stage": pl.String,
    "stage_days": pl.Int64,
    "stage_limit": pl.Float64,
    "stage_behind": pl.Int64,
}
