"""Touches: marketing's touchpoints and sales' activities as one list."""

import polars as pl

MARKETING, SALES = "marketing", "sales"
DIRECTIONS = ("outbound", "inbound")
NO_CONTACT = ("task", "note")

COLUMNS = {
    "touchpoint_id": pl.String(),
    "lead_id": pl.String(),
    "opportunity_id": pl.String(),
    "occurred_at": pl.Datetime("us", "UTC"),
    "channel": pl.String(),
    "campaign_id": pl.String(),
    "content_id": pl.String(),
    "team": pl.String(),
}


def touches(
    touchpoints: pl.DataFrame | pl.LazyFrame | None = None,
    activities: pl.DataFrame | pl.LazyFrame | None = None,
) -> pl.LazyFrame:
    """One row is one dated contact by either team, numbered in file order.

    A sales touch is an activity that went out to or came in from a person and that no machine
    did; a meeting needs no direction, since both sides are there; a task is a plan and a note is
    ours alone: no touch. The campaign of a touch that names none is the one of its utm tag.
    Its channel is `sales_` and its kind. Marketing's rows come first, so that at the very same
    moment a touchpoint stands before a call.

    >>> calls = pl.DataFrame(
    ...     {"activity_id": ["a1", "a2"], "kind": ["call", "email"], "lead_id": ["Ana", "Ana"],
    ...      "direction": ["outbound", "outbound"], "opportunity_id": [None, None],
    ...      "occurred_at": [None, None], "is_automated": [None, True]}
    ... )
    >>> touches(None, calls).collect().select("touchpoint_id", "channel", "team").rows()
    [('a1', 'sales_call', 'sales')]
    """
    parts = []
    if touchpoints is not None:
        parts.append(_marketing(touchpoints.lazy()))
    if activities is not None:
        parts.append(_sales(activities.lazy()))
    if not parts:
        parts.append(pl.LazyFrame(schema=COLUMNS))
    return pl.concat(parts).with_row_index("file_order")


def _marketing(touchpoints: pl.LazyFrame) -> pl.LazyFrame:
    made = {"opportunity_id": pl.lit(None, pl.String), "team": pl.lit(MARKETING)}
    if "utm_campaign" in touchpoints.collect_schema():
        made["campaign_id"] = pl.coalesce("campaign_id", "utm_campaign")
    return touchpoints.select(made.get(name, pl.col(name)).alias(name) for name in COLUMNS)


def _sales(activities: pl.LazyFrame) -> pl.LazyFrame:
    made = {
        "touchpoint_id": pl.col("activity_id"),
        "channel": pl.concat_str(pl.lit("sales_"), pl.col("kind").fill_null("activity")),
        "campaign_id": pl.lit(None, pl.String),
        "content_id": pl.lit(None, pl.String),
        "team": pl.lit(SALES),
    }
    by_a_person = ~pl.col("is_automated").fill_null(False)
    meets = (pl.col("kind") == "meeting") & pl.col("direction").is_null()
    contact = (pl.col("direction").is_in(DIRECTIONS) | meets) & ~pl.col("kind").is_in(NO_CONTACT)
    return activities.filter(by_a_person, contact).select(
        made.get(name, pl.col(name)).alias(name) for name in COLUMNS
    )
