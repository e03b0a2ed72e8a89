"""Journeys that did not convert: lost at the loss, expired when nothing came of them, or open."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from revops import known
from revops.errors import UnknownName

CONVERTED, LOST, EXPIRED, OPEN = "converted", "lost", "expired", "open"
#: outcome -> when a journey has it
OUTCOMES = {
    LOST: "its opportunity was lost, at the loss",
    EXPIRED: "no opportunity, and the lookback has passed since the last touch",
    OPEN: "an open opportunity, or none and a touch inside the lookback",
}


def unconverted(
    opportunities: pl.DataFrame,
    touches: pl.LazyFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    target: str = "won",
    outcomes: Sequence[str] = (LOST, EXPIRED),
    by: str = "buying_group",
    lookback_days: int = 180,
    converted: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row is one journey's end without a conversion, in the shape of `conversions`.

    Columns: conversion_id, converted_at (the loss, the last touch, or the as-of day's end),
    value 0, account_id, lead_id, opportunity_at, outcome. A lost or open opportunity is a journey
    of its own, for the target won; everyone else on an account (or a lead without an account)
    without any opportunity is one; for the target mql, without any lead among the `converted`.
    Every known lead was created: the target lead has none.

    Errors: UnknownName where an outcome is none of lost, expired and open.
    """
    for outcome in outcomes:
        if outcome not in OUTCOMES:
            raise UnknownName("outcome", outcome, OUTCOMES)
    deals = known.deals(opportunities, as_of)
    parts = []
    if target == "won":
        parts = [_of_deals(deals, outcome, as_of) for outcome in outcomes if outcome != EXPIRED]
    if target != "lead":
        qualified = converted if target == "mql" else None
        reached = deals if qualified is None else qualified.rename({"converted_at": "created_at"})
        found = _of_nobody(reached, touches, leads, as_of, by, lookback_days)
        parts.append(found.with_columns(_named("opportunity" if qualified is None else "mql")))
    ends = pl.concat(parts, how="vertical_relaxed") if parts else _none(deals)
    return ends.filter(pl.col("outcome").is_in(list(outcomes)))


def _none(deals: pl.DataFrame) -> pl.DataFrame:
    """Give no journey at all."""
    moment = deals.schema["created_at"]
    return pl.DataFrame(
        schema={
            "conversion_id": pl.String(),
            "converted_at": moment,
            "value": pl.Float64(),
            "account_id": pl.String(),
            "lead_id": pl.String(),
            "opportunity_at": moment,
            "outcome": pl.String(),
        }
    )


def _of_deals(deals: pl.DataFrame, outcome: str, as_of: date) -> pl.DataFrame:
    """Give the deals that were lost, or that are open on the day."""
    moment = deals.schema["created_at"]
    ended = pl.col("closed_at") if outcome == LOST else end_of(as_of, moment)
    return _shaped(
        deals.filter(pl.col("status") == outcome),
        conversion_id=pl.col("opportunity_id"),
        converted_at=ended.cast(moment),
        opportunity_at=pl.col("created_at"),
        outcome=pl.lit(outcome),
    )


def _of_nobody(
    reached: pl.DataFrame,
    touches: pl.LazyFrame,
    leads: pl.DataFrame | None,
    as_of: date,
    by: str,
    lookback_days: int,
) -> pl.DataFrame:
    """Give the accounts, and the leads without one, that were touched and reached nothing."""
    moment = reached.schema["created_at"]
    last = (
        _grouped(touches.filter(pl.col("occurred_at") <= end_of(as_of, moment)), leads, by)
        .join(_taken(reached, by).lazy(), on="group", how="anti")
        .group_by("group", "account_id")
        .agg(pl.col("occurred_at").max().alias("last_at"), pl.col("lead_id").min())
        .sort("group")
        .collect(engine="streaming")
    )
    is_over = pl.col("last_at").dt.date() < as_of - timedelta(days=lookback_days)
    over = pl.when(is_over)
    return _shaped(
        last,
        conversion_id=pl.col("group"),
        converted_at=over.then("last_at").otherwise(end_of(as_of, moment)).cast(moment),
        opportunity_at=pl.lit(None, moment),
        outcome=over.then(pl.lit(EXPIRED)).otherwise(pl.lit(OPEN)),
    )


def _grouped(touches: pl.LazyFrame, leads: pl.DataFrame | None, by: str) -> pl.LazyFrame:
    """Name the group of each touch: the account, else the lead."""
    touched = touches.drop_nulls("lead_id").select("lead_id", "occurred_at")
    if by == "lead" or leads is None:
        found = touched.with_columns(pl.lit(None, pl.String).alias("account_id"))
    else:
        once = leads.unique("lead_id", keep="first", maintain_order=True)
        accounts = once.lazy().select("lead_id", "account_id")
        found = touched.join(accounts, on="lead_id", how="left")
    return found.with_columns(pl.coalesce("account_id", "lead_id").alias("group"))


def _named(without: str) -> pl.Expr:
    """Name a journey by what it is without."""
    return pl.concat_str(pl.lit(f"without {without}: "), "conversion_id").alias("conversion_id")


def _taken(reached: pl.DataFrame, by: str) -> pl.DataFrame:
    """List the groups that reached what the journey was about."""
    columns = ("lead_id",) if by == "lead" else ("account_id", "lead_id")
    every = pl.concat([reached.select(group=column) for column in columns])
    return every.drop_nulls().unique()


def end_of(day: date, moment: pl.DataType) -> pl.Expr:
    """Give the last moment of a day, in the type and zone of the moments."""
    zone = getattr(moment, "time_zone", None)
    ended = pl.lit(day + timedelta(days=1)).cast(pl.Datetime("us")) - pl.duration(microseconds=1)
    return ended.dt.replace_time_zone(zone) if zone else ended


def _shaped(frame: pl.DataFrame, **made: pl.Expr) -> pl.DataFrame:
    """Give the columns of `conversions`, and the outcome."""
    return frame.select(
        made["conversion_id"].alias("conversion_id"),
        made["converted_at"].alias("converted_at"),
        pl.lit(0.0).alias("value"),
        "account_id",
        "lead_id",
        made["opportunity_at"].alias("opportunity_at"),
        made["outcome"].alias("outcome"),
    )
