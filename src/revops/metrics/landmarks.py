"""From each stage on, what became of a deal, and after how many days? The clock starts anew there.

A landmark is an entry into a stage: whatever came before, a deal that is in a proposal today is
like those that were in a proposal once. Source: van Houwelingen 2007, "Dynamic prediction by
landmarking in event history analysis", Scand. J. Statist. 34.
"""

from datetime import date

import polars as pl

from revops.metrics.entries import known_visits
from revops.metrics.outcomes import OPEN, deal_outcomes

#: The landmark of every deal, with or without a stage history: its creation.
CREATED = "(created)"
_COLUMNS = ("opportunity_id", "account_id", "landmark", "days", "cause")


def landmarks(
    opportunities: pl.DataFrame, visits: pl.DataFrame | None, *, as_of: date
) -> pl.DataFrame:
    """Give one row a deal and landmark: opportunity_id, account_id, landmark, days, cause.

    `days` runs from the entry to the close, or to the as-of day while open (cause 0); 1 is won and
    2 lost. Each visit is a landmark of its own, and `(created)` is one of every deal.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "created_at": [date(2026, 1, 5)], "closed_at": [date(2026, 3, 1)]})
    >>> landmarks(deals, None, as_of=date(2026, 6, 30)).row(0)
    ('d1', None, '(created)', 55, 1)
    """
    outcomes = deal_outcomes(opportunities, as_of)
    if "account_id" not in outcomes.columns:
        outcomes = outcomes.with_columns(account_id=pl.lit(None, pl.String))
    clipped = pl.col("days").clip(lower_bound=0)  # closed before it was created: on day 0
    created = outcomes.with_columns(clipped, landmark=pl.lit(CREATED)).select(_COLUMNS)
    if visits is None:
        return created
    known = outcomes.select("opportunity_id", "account_id", "ended_on", "cause")
    entered = stage_entries(visits, as_of).join(known, on="opportunity_id")
    timed = entered.with_columns(
        (pl.col("ended_on") - pl.col("entered_on")).dt.total_days().alias("days"),
        pl.col("stage").alias("landmark"),
    )
    return pl.concat([created, timed.filter(pl.col("days") >= 0).select(_COLUMNS)])


def stage_entries(visits: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give each visit of a deal to an open stage: opportunity_id, stage, entered_on, in order."""
    seen = known_visits(visits, as_of=as_of, object="opportunity")
    ends = pl.col("status").is_in(["won", "lost"]).fill_null(False)
    told = seen.filter(~pl.col("is_derived"), ~ends)
    return told.sort("object_id", "entered_at", maintain_order=True).select(
        pl.col("object_id").alias("opportunity_id"),
        "stage",
        pl.col("entered_at").dt.date().alias("entered_on"),
    )


def open_places(
    opportunities: pl.DataFrame, visits: pl.DataFrame | None, *, as_of: date
) -> pl.DataFrame:
    """Say of each open deal where it is and since how many days: all its columns, and
    landmark, days (since it entered the stage) and age (since it was created).

    A deal without a stage history is at `(created)`.
    """
    is_open = deal_outcomes(opportunities, as_of).filter(pl.col("cause") == OPEN)
    aged = is_open.rename({"days": "age"}).drop("stage", strict=False)
    if visits is None:
        return aged.with_columns(landmark=pl.lit(CREATED), days=pl.col("age"))
    last = stage_entries(visits, as_of).unique("opportunity_id", keep="last", maintain_order=True)
    joined = aged.join(last, on="opportunity_id", how="left", maintain_order="left")
    since = (pl.lit(as_of) - pl.col("entered_on")).dt.total_days()
    return joined.with_columns(
        pl.col("stage").fill_null(CREATED).alias("landmark"),
        pl.coalesce(since, "age").alias("days"),
    ).drop("stage", "entered_on")
