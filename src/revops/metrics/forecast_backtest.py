"""How good were the forecasts that would have been made, and how good the familiar ones?"""

from datetime import date, timedelta
from typing import Any

import polars as pl

from revops.metrics.forecast_totals import forecast_totals
from revops.metrics.landmarks import open_places
from revops.metrics.late_entry import first_day
from revops.metrics.metric import NotComputable
from revops.metrics.past_deals import deals_on, returned
from revops.metrics.rows import HORIZON
from revops.metrics.shared import sharing
from revops.metrics.win_chances import placed, prepared
from revops.text import N_

#: Four weeks, so that past days fall on the same day of the week.
EVERY_DAYS = 28
_SCHEMA = {
    "day": pl.Date,
    HORIZON: pl.Int64,
    "n_open": pl.Int64,
    "open_value": pl.Float64,
    "expected_value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "crm_value": pl.Float64,
    "last_rate_value": pl.Float64,
    "actual_value": pl.Float64,
    "is_held": pl.Boolean,
}


@sharing(None)  # what is made of past days is needed once
def forecast_backtest(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    horizon: int = 90,
    n_days: int = 12,
    replicates: int = 200,
    seed: int = 0,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """How good were the forecasts that would have been made, and how good the familiar ones?

    One row a past day, four weeks apart, the last one `horizon` days before the as-of day. Each
    forecast uses only what was known on its day, on which a deal that was lost and opened again
    later was lost; what came of the deals open on it is
    `actual_value`, the amounts of those won within the horizon. Beside `expected_value` with its
    95 % interval stand `crm_value`, amount x probability as the CRM has it, and
    `last_rate_value`, the share of the open value that was won in the horizon before. A
    probability is what the CRM shows today for an open deal in that stage: exports do not tell
    what it was. Amounts are today's too. `is_held`: the interval holds what came. Days before ten
    wins were known are left out. `observed_from`: as in `expected_wins`.
    """
    days = [as_of - timedelta(days=horizon + EVERY_DAYS * n) for n in range(n_days)]
    usual = _usual_probability(opportunities, visits, as_of)
    moved, span, rows = returned(visits), timedelta(days=horizon), []
    for day in sorted(days):
        then = deals_on(opportunities, moved, day)
        forecast = _forecast(then, visits, day, horizon, replicates, seed, observed_from)
        if forecast is None:
            continue
        places, row = forecast
        row["crm_value"] = _by_probability(places, usual)
        earlier = _open_on(deals_on(opportunities, moved, day - span), day - span, observed_from)
        before = _won_share(earlier, then)
        row["last_rate_value"] = None if before is None else before * row["open_value"]
        actual = _worth(won_of(places, deals_on(opportunities, moved, day + span)))
        row["actual_value"], row["is_held"] = actual, row["low"] <= actual <= row["high"]
        rows.append({"day": day, HORIZON: horizon, **row})
    if not rows:
        raise NotComputable(N_("too little was known on past days to test a forecast on them"))
    return pl.DataFrame(rows, schema=_SCHEMA)


def _forecast(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None,
    day: date,
    horizon: int,
    replicates: int,
    seed: int,
    observed_from: date | str | None,
) -> tuple[pl.DataFrame, dict[str, Any]] | None:
    """Make the forecast of a past day: the deals open then, and its row; null where it cannot."""
    try:
        places, found = prepared(
            opportunities,
            visits,
            day,
            replicates=replicates,
            seed=seed,
            observed_from=observed_from,
        )
    except NotComputable:
        return None
    if places.is_empty():
        return None
    total = forecast_totals(
        placed(places, found), found, by=[], horizon_days=[horizon], worths=["worth"], seed=seed
    ).row(0, named=True)
    told = {"expected_value": total["value"], "low": total["low"], "high": total["high"]}
    return places, {"n_open": places.height, "open_value": _worth(places), **told}


def _worth(places: pl.DataFrame) -> float:
    return float(places.select(pl.col("worth").sort().sum()).item())


def won_of(places: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Keep the deals that are won in the deals as they stood on a later day."""
    won = later.filter(pl.col("status") == "won").select("opportunity_id")
    return places.join(won, on="opportunity_id", how="semi", maintain_order="left")


def _open_on(then: pl.DataFrame, day: date, observed_from: date | str | None) -> pl.DataFrame:
    """Give the deals open on a day; none where closings were not recorded yet."""
    first = first_day(observed_from)
    amount = pl.col("amount_base").cast(pl.Float64)
    places = open_places(then, None, as_of=day).with_columns(worth=amount)
    return places.clear() if first and day < first else places


def _won_share(places: pl.DataFrame, later: pl.DataFrame) -> float | None:
    """Give the share of the value open on a day that was won by a later one."""
    whole = _worth(places)
    return _worth(won_of(places, later)) / whole if whole else None


def _usual_probability(
    opportunities: pl.DataFrame, visits: pl.DataFrame | None, as_of: date
) -> pl.DataFrame:
    """Give the mean probability that the CRM shows of the open deals of each stage."""
    if "probability" not in opportunities.columns:
        return pl.DataFrame(schema={"landmark": pl.String, "usual": pl.Float64})
    today = open_places(opportunities, visits, as_of=as_of)
    mean = pl.col("probability").cast(pl.Float64).sort().mean().alias("usual")
    return today.group_by("landmark").agg(mean).drop_nulls("usual")


def _by_probability(places: pl.DataFrame, usual: pl.DataFrame) -> float | None:
    """Add up amount x probability; null where some stage has none."""
    joined = places.join(usual, on="landmark", how="left", maintain_order="left")
    if joined["usual"].null_count():
        return None
    return _worth(joined.with_columns(pl.col("worth") * pl.col("usual")))
