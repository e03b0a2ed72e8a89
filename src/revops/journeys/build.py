"""Build journeys: one row per conversion and touch, in time order."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.errors import BadParameter
from revops.journeys.conversions import OF_LEADS, conversions
from revops.journeys.milestones import last_until, milestone_days
from revops.journeys.people import people
from revops.journeys.touches import touches
from revops.journeys.unconverted import CONVERTED, LOST, end_of
from revops.journeys.unconverted import unconverted as unconverted_ends

UNATTRIBUTED = "unattributed"
_DAY = 86_400_000_000  # microseconds
_COLUMNS = (
    "conversion_id", "converted_at", "value", "account_id",
    "touchpoint_id", "lead_id", "occurred_at", "channel", "campaign_id", "content_id", "team",
    "position", "path_length", "days_before",
    "is_first", "is_lead_creation", "is_opportunity_creation", "is_close",
)  # fmt: skip


def build(
    opportunities: pl.DataFrame,
    touchpoints: pl.DataFrame | pl.LazyFrame | None = None,
    activities: pl.DataFrame | pl.LazyFrame | None = None,
    opportunity_people: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: str = "buying_group",
    lookback_days: int = 180,
    target: str = "won",
    value: float = 1.0,
    unconverted: Sequence[str] = (),
    mqls: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row is one touch of one conversion's journey, in time order.

    A journey holds every touch of the conversion's people (see `people`) from `lookback_days`
    before the conversion to the conversion, both ends included. An activity that is logged on
    the deal without a person was with its people. Touches at the same moment stay in file
    order, marketing's first. A conversion without touches has one row, on the channel
    `unattributed`, so that no value is ever lost. Touches of nobody known are in no journey.

    `position` counts from 1 to `path_length`; `days_before` is in days. Milestones: `is_first`
    is the group's earliest touch; the others are the last touch at or before the group's
    earliest lead was created, the opportunity was created, the deal was won.

    `unconverted` asks for journeys that did not convert as well (`lost`, `expired`, `open`; see
    `unconverted`), which models learn from. Then each row says its `outcome`, `n_converted` (1 or
    0) and `n_lost` (1 or 0; an open journey counts as lost, which is why it is left out unless
    asked for), `days_ago` (from the touch to the end of the as-of day) and `exposure_days` (from
    the touch to the conversion or loss, else `days_ago`), and a journey without a conversion and
    without touches has no row.

    >>> from datetime import datetime
    >>> deals = pl.DataFrame(
    ...     {"opportunity_id": ["Aurora's"], "account_id": ["Aurora"], "lead_id": ["Ana"],
    ...      "created_at": [datetime(2026, 2, 2)], "closed_at": [datetime(2026, 3, 2)],
    ...      "status": ["won"], "amount_base": [900.0]}
    ... )
    >>> touchpoints = pl.DataFrame(
    ...     {"touchpoint_id": ["t1", "t2"], "lead_id": ["Ana", "Ana"],
    ...      "occurred_at": [datetime(2026, 2, 20), datetime(2026, 1, 31)],
    ...      "channel": ["webinar", "paid_search"], "campaign_id": [None, "c1"],
    ...      "content_id": [None, None]}
    ... )
    >>> walk = build(deals, touchpoints, as_of=date(2026, 6, 30))
    >>> walk.select("position", "channel", "days_before", "is_opportunity_creation").rows()
    [(1, 'paid_search', 30.0, True), (2, 'webinar', 10.0, False)]
    """
    if lookback_days < 0:
        raise BadParameter(f"lookback_days is {lookback_days}; it must be 0 or more days.")
    events = conversions(opportunities, leads, as_of=as_of, target=target, value=value, mqls=mqls)
    every = touches(touchpoints, activities)
    if unconverted:
        ends = unconverted_ends(
            opportunities, every, leads, as_of=as_of, target=target, outcomes=unconverted, by=by,
            lookback_days=lookback_days, converted=events,
        )  # fmt: skip
        events = _with_others(events, ends)
    group = people(events, opportunity_people, leads, by=by)
    found = _inside(_of_people(every, group, events), lookback_days)
    if by != "lead" and target not in OF_LEADS:
        found = pl.concat([found, _inside(_on_the_deal(every, events), lookback_days)])
    days = milestone_days(events, group, leads, target=target)
    dated = events.drop("lead_id", "opportunity_at", "outcome", strict=False).join(
        days, on="conversion", how="left", maintain_order="left"
    )
    walk = _walk(dated, found)
    return _with_outcome(walk, events, as_of) if unconverted else walk


def _with_others(events: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """Put the ends of journeys that did not convert behind the conversions."""
    converted = events.drop("conversion").with_columns(pl.lit(CONVERTED).alias("outcome"))
    return pl.concat([converted, ends], how="vertical_relaxed").with_row_index("conversion")


def _with_outcome(walk: pl.DataFrame, events: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Say of each row how its journey ended; untouched ones that did not convert say nothing."""
    is_won = pl.col("outcome") == CONVERTED
    ago = end_of(as_of, walk.schema["occurred_at"]) - pl.col("occurred_at")
    days_ago = ago.dt.total_microseconds() / _DAY
    is_over = pl.col("outcome").is_in([CONVERTED, LOST])
    told = walk.join(events.select("conversion_id", "outcome"), on="conversion_id",
                     how="left", maintain_order="left")  # fmt: skip
    return told.with_columns(
        is_won.cast(pl.Float64).alias("n_converted"),
        (~is_won).cast(pl.Float64).alias("n_lost"),
        pl.when(is_over).then("days_before").otherwise(days_ago).alias("exposure_days"),
        days_ago.alias("days_ago"),
    ).filter(is_won | (pl.col("channel").ne_missing(UNATTRIBUTED)))


def _of_people(every: pl.LazyFrame, group: pl.DataFrame, events: pl.DataFrame) -> pl.LazyFrame:
    """Pair touches with the conversions of the people they touched."""
    known = group.join(events.select("conversion", "converted_at"), on="conversion")
    return every.join(known.lazy(), on="lead_id").drop("opportunity_id")


def _on_the_deal(every: pl.LazyFrame, events: pl.DataFrame) -> pl.LazyFrame:
    """Pair touches of nobody with the conversion of the deal they are logged on."""
    deals = events.select("conversion", "converted_at", opportunity_id="conversion_id")
    nobodys = every.filter(pl.col("lead_id").is_null())
    return nobodys.join(deals.lazy(), on="opportunity_id").drop("opportunity_id")


def _inside(pairs: pl.LazyFrame, lookback_days: int) -> pl.LazyFrame:
    """Keep the touches inside the window, both ends included."""
    since = pl.col("converted_at") - pl.duration(days=lookback_days)
    inside = pl.col("occurred_at").is_between(since, "converted_at", closed="both")
    return pairs.filter(inside).drop("converted_at")


def _walk(events: pl.DataFrame, found: pl.LazyFrame) -> pl.DataFrame:
    """Put touches in order under their conversions and number them."""
    few = found.collect(engine="streaming").lazy()  # of all touches, those before a conversion
    ordered = few.sort("conversion", "occurred_at", "file_order")
    walk = events.lazy().join(ordered, on="conversion", how="left", maintain_order="left_right")
    missing = pl.col("file_order").is_null()
    before = pl.col("converted_at") - pl.col("occurred_at")
    return (
        walk.with_columns(
            pl.when(missing).then(pl.lit(UNATTRIBUTED)).otherwise(pl.col(name)).alias(name)
            for name in ("channel", "team")
        )
        .with_columns(
            pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("conversion").alias("position"),
            pl.len().over("conversion").cast(pl.Int64).alias("path_length"),
            (before.dt.total_microseconds() / _DAY).alias("days_before"),
            last_until("lead_at").alias("is_lead_creation"),
            last_until("opportunity_at").alias("is_opportunity_creation"),
            last_until("close_at").alias("is_close"),
        )
        .with_columns((pl.col("position") == 1).alias("is_first"))
        .select(_COLUMNS)
        .collect()
    )
