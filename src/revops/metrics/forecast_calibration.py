"""Of the deals given a chance of so much, how many were won?"""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from revops.metrics.chance_table import chances
from revops.metrics.forecast_backtest import EVERY_DAYS, won_of
from revops.metrics.metric import NotComputable
from revops.metrics.past_deals import deals_on, returned
from revops.metrics.shared import sharing
from revops.metrics.win_chances import placed, prepared
from revops.text import N_


@sharing(None)  # what is made of past days is needed once
def forecast_calibration(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    horizon: int = 90,
    n_days: int = 12,
    n_bins: int = 5,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """Of the deals given a chance of so much, how many were won?

    One row a fifth of the deals by their chance, over the past days of `forecast_backtest`: bin,
    n, mean_chance, won_share. Right forecasts have both alike. One deal that was open on several
    days counts on each.
    """
    days = (as_of - timedelta(days=horizon + EVERY_DAYS * n) for n in range(n_days))
    every = list(_told(opportunities, visits, days, horizon, observed_from))
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
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None,
    days: Iterator[date],
    horizon: int,
    observed_from: date | str | None,
) -> Iterator[pl.DataFrame]:
    """Give each past day's chances, and whether the deal was won."""
    moved = returned(visits)
    for day in days:
        then = deals_on(opportunities, moved, day)
        try:
            places, found = prepared(
                then, visits, day, replicates=0, seed=0, observed_from=observed_from
            )
        except NotComputable:
            continue
        there = placed(places, found)
        won = won_of(there, deals_on(opportunities, moved, day + timedelta(days=horizon)))
        yield there.select(
            "opportunity_id",
            pl.lit(day).alias("day"),
            pl.Series("chance", chances(there, found, horizon)[:, 0]).fill_nan(None),
            pl.col("opportunity_id").is_in(won["opportunity_id"].implode()).alias("is_won"),
        ).drop_nulls("chance")
