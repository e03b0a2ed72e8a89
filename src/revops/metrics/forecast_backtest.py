"""How good were the forecasts that would have been made, and how good the familiar ones?"""

from datetime import date, timedelta
from typing import Any

import polars as pl

from revops.metrics.forecast_totals import forecast_totals
from revops.metrics.landmarks import open_places
from revops.metrics.metric import NotComputable
from revops.metrics.rows import HORIZON
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


def forecast_backtest(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    horizon: int = 90,
    n_days: int = 12,
    replicates: int = 200,
    seed: int = 0,
) -> pl.DataFrame:
    """How good were the forecasts that would have been made, and how good the familiar ones?

    One row a past day, four weeks apart, the last one `horizon` days before the as-of day. Each
    forecast uses only what was known on its day; what came of the deals open on it is
    `actual_value`, the amounts of those won within the horizon. Beside `expected_value` with its
    95 % interval stand `crm_value`, amount x probability as the CRM has it, and
    `last_rate_value`, the share of the open value that was won in the horizon before. A
    probability is what the CRM shows today for an open deal in that stage: exports do not tell
    what it was. Amounts are today's too. `is_held`: the interval holds what came. Days before ten
    wins were known are left out.
    """
    days = [as_of - timedelta(days=horizon + EVERY_DAYS * n) for n in range(n_days)]
    usual = _usual_probability(opportunities, visits, as_of)
    rows = []
    for day in sorted(days):
        forecast = _forecast(opportunities, visits, day, horizon, replicates, seed)
        if forecast is None:
            continue
        places, row = forecast
        before = _won_share(opportunities, day - timedelta(days=horizon), horizon)
        actual = _worth(places.filter(won_by(horizon, day)))
        open_value = row["open_value"]
        row["last_rate_value"] = None if before is None else before * open_value
        row["crm_value"] = _by_probability(places, usual)
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
) -> tuple[pl.DataFrame, dict[str, Any]] | None:
    """Make the forecast of a past day: the deals open then, and its row; null where it cannot."""
    try:
        places, found, _ = prepared(opportunities, visits, day, replicates=replicates, seed=seed)
    except NotComputable:
        return None
    if places.is_empty():
        return None
    total = forecast_totals(
        placed(places, found), found, by=[], horizon_days=[horizon], worth="worth", seed=seed
    ).row(0, named=True)
    told = {"expected_value": total["value"], "low": total["low"], "high": total["high"]}
    later = with_ends(places, opportunities)
    return later, {"n_open": places.height, "open_value": _worth(places), **told}


def _worth(places: pl.DataFrame) -> float:
    return float(places.select(pl.col("worth").sort().sum()).item())


def with_ends(places: pl.DataFrame, opportunities: pl.DataFrame) -> pl.DataFrame:
    """Say what became of deals that were open on a day: status and ended_on, as known today."""
    ends = opportunities.select("opportunity_id", "status", ended_on=pl.col("closed_at").dt.date())
    return places.drop("status", "ended_on").join(
        ends, on="opportunity_id", how="left", maintain_order="left"
    )


def won_by(horizon: int, day: date) -> pl.Expr:
    """Say whether a deal that was open on a day was won within the horizon."""
    in_time = pl.col("ended_on") <= day + timedelta(days=horizon)
    return (pl.col("status") == "won") & in_time.fill_null(False)


def _won_share(opportunities: pl.DataFrame, day: date, horizon: int) -> float | None:
    """Give the share of the value open on a day that was won within the horizon."""
    amount = pl.col("amount_base").cast(pl.Float64)
    places = open_places(opportunities, None, as_of=day).with_columns(worth=amount)
    later = with_ends(places, opportunities)
    whole = _worth(places)
    return _worth(later.filter(won_by(horizon, day))) / whole if whole else None


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
