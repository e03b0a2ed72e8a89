"""Of the deals given a chance of so much, how many were won?"""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from revops.metrics.forecast_backtest import EVERY_DAYS, with_ends, won_by
from revops.metrics.metric import NotComputable
from revops.metrics.win_chances import chances, placed, prepared
from revops.text import N_


def forecast_calibration(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    horizon: int = 90,
    n_days: int = 12,
    n_bins: int = 5,
) -> pl.DataFrame:
    """Of the deals given a chance of so much, how many were won?

    One row a fifth of the deals by their chance, over the past days of `forecast_backtest`: bin,
    n, mean_chance, won_share. Right forecasts have both alike. One deal that was open on several
    days counts on each.
    """
    days = (as_of - timedelta(days=horizon + EVERY_DAYS * n) for n in range(n_days))
    every = list(_told(opportunities, visits, days, horizon))
    if not every:
        raise NotComputable(N_("too little was known on past days to test a forecast on them"))
    ranked = pl.concat(every).sort("chance", "opportunity_id", "day")
    place = pl.int_range(pl.len()) * n_bins // pl.len() + 1
    return (
        ranked.group_by(place.alias("bin"))
        .agg(
            pl.len().cast(pl.Int64).alias("n"),
            pl.col("chance").mean().alias("mean_chance"),
            pl.col("is_won").mean().alias("won_share"),
        )
        .sort("bin")
    )


def _told(
    opportunities: pl.DataFrame, visits: pl.DataFrame | None, days: Iterator[date], horizon: int
) -> Iterator[pl.DataFrame]:
    """Give each past day's chances, and whether the deal was won."""
    for day in days:
        try:
            places, found, _ = prepared(opportunities, visits, day, replicates=0, seed=0)
        except NotComputable:
            continue
        there = placed(places, found)
        yield (
            with_ends(there, opportunities)
            .select(
                "opportunity_id",
                pl.lit(day).alias("day"),
                pl.Series("chance", chances(there, found, horizon)[:, 0]).fill_nan(None),
                won_by(horizon, day).alias("is_won"),
            )
            .drop_nulls("chance")
        )
