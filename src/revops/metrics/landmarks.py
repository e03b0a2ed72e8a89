"""From each stage on, what became of a deal, and after how many days? The clock starts anew there.

A landmark is an entry into a stage: whatever came before, a deal that is in a proposal today is
like those that were in a proposal once. Source: van Houwelingen 2007, "Dynamic prediction by
landmarking in event history analysis", Scand. J. Statist. 34.
"""

from datetime import date

import polars as pl

from revops.metrics.entries import known_visits
from revops.metrics.late_entry import ENTRY, entry_age, first_day, watched_from
from revops.metrics.observed import first_state
from revops.metrics.outcomes import OPEN, deal_outcomes
from revops.metrics.shared import shared

#: The landmark of every deal, with or without a stage history: its creation.
CREATED = "(created)"
_COLUMNS = ("opportunity_id", "account_id", "landmark", "days", "cause", ENTRY)


@shared
def landmarks(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None,
    *,
    as_of: date,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """Give one row a deal and landmark: opportunity_id, account_id, landmark, days, cause, entry.

    `days` runs from the entry to the close, or to the as-of day while open (cause 0); 1 is won and
    2 lost. Each visit is a landmark of its own, `(created)` is one of every deal. `entry` is the
    day from which on it was watched there: not 0 for what began before `observed_from`.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "created_at": [date(2026, 1, 5)], "closed_at": [date(2026, 3, 1)]})
    >>> landmarks(deals, None, as_of=date(2026, 6, 30)).row(0)
    ('d1', None, '(created)', 55, 1, 0)
    """
    outcomes = watched_from(deal_outcomes(opportunities, as_of), observed_from)
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
        entry_age("entered_on", first_day(observed_from)),
        pl.col("stage").alias("landmark"),
    )
    return pl.concat([created, timed.filter(pl.col("days") >= 0).select(_COLUMNS)])


@shared
def stage_entries(visits: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give each visit of a deal to an open stage: opportunity_id, stage, entered_on, in order.

    What stood in the first of successive states entered its stage before, nobody knows when.
    """
    seen = known_visits(visits, as_of=as_of, object="opportunity")
    ends = pl.col("status").is_in(["won", "lost"]).fill_null(False)
    first = first_state(seen, "opportunity")
    is_dated = pl.lit(True) if first is None else pl.col("entered_at").dt.date() > first
    told = seen.lazy().filter(~pl.col("is_derived"), ~ends, is_dated)
    in_order = told.sort("object_id", "entered_at", maintain_order=True).select(
        pl.col("object_id").alias("opportunity_id"),
        "stage",
        pl.col("entered_at").dt.date().alias("entered_on"),
    )
    return in_order.collect()


@shared
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
