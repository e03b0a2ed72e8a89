"""What became of each lead and each deal, and after how many days.

Won and lost exclude one another; what is neither is open, and open is not lost: it is
censored on the as-of day. Days are differences of calendar dates.
"""

from datetime import date

import polars as pl

from revops import known
from revops.metrics.beside import beside
from revops.metrics.people import people
from revops.metrics.shared import shared

OPEN, WON, LOST = 0, 1, 2


@shared
def deal_outcomes(opportunities: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add to each deal: cause (0 open, 1 won, 2 lost), started_on, ended_on and days.

    A deal without a creation date, and a closed one without a closing date, is left out: its
    time is not known.

    >>> frame = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "created_at": [date(2026, 1, 5)], "closed_at": [date(2026, 1, 19)]})
    >>> deal_outcomes(frame, date(2026, 6, 30)).select("cause", "days").row(0)
    (1, 14)
    >>> deal_outcomes(frame, date(2026, 1, 18)).select("cause", "days").row(0)
    (0, 13)
    """
    deals = known.deals(opportunities, as_of).with_columns(_cause(), _closed_on())
    return _timed(deals, as_of)


@shared
def lead_outcomes(leads: pl.DataFrame, opportunities: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add to each lead: cause, started_on, ended_on and days, from its deals.

    Won at its first won deal; lost at its last loss when all its deals are lost; else open.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [date(2026, 1, 5)] * 2})
    >>> deals = pl.DataFrame({"lead_id": ["ana", "ana", "bruno"], "status": ["lost", "won", "lost"],
    ...     "created_at": [date(2026, 1, 5)] * 3,
    ...     "closed_at": [date(2026, 1, 9), date(2026, 1, 19), date(2026, 2, 4)]})
    >>> lead_outcomes(leads, deals, date(2026, 6, 30)).select("lead_id", "cause", "days").rows()
    [('ana', 1, 14), ('bruno', 2, 30)]
    """
    deals = known.deals(opportunities, as_of).with_columns(_cause(), _closed_on())
    ends = (
        deals.filter(pl.col("lead_id").is_not_null())
        .group_by("lead_id")
        .agg(
            pl.col("cause").eq(WON).any().alias("is_won"),
            pl.col("cause").eq(LOST).all().alias("is_lost"),
            pl.col("closed_on").filter(pl.col("cause") == WON).min().alias("won_on"),
            pl.col("closed_on").max().alias("last_on"),
        )
        .select(
            "lead_id",
            pl.when("is_won").then(WON).when("is_lost").then(LOST).otherwise(OPEN).alias("cause"),
            pl.when("is_won").then("won_on").otherwise("last_on").alias("closed_on"),
        )
    )
    joined = beside(people(leads, as_of), ends, "lead_id")
    return _timed(joined.with_columns(pl.col("cause").fill_null(OPEN)), as_of)


def _cause() -> pl.Expr:
    """Turn a deal's status into its cause."""
    status = pl.col("status")
    return (
        pl.when(status == "won")
        .then(WON)
        .when(status == "lost")
        .then(LOST)
        .otherwise(OPEN)
        .alias("cause")
    )


def _closed_on() -> pl.Expr:
    """Give the calendar date of the close, null while open."""
    return pl.col("closed_at").dt.date().alias("closed_on")


def _timed(frame: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add the days from the start to the end, or to the as-of day while open."""
    is_open = pl.col("cause") == OPEN
    timed = (
        frame.with_columns(
            pl.col("created_at").dt.date().alias("started_on"),
            pl.when(is_open).then(pl.lit(as_of)).otherwise("closed_on").alias("ended_on"),
        )
        .drop("closed_on")
        .with_columns((pl.col("ended_on") - pl.col("started_on")).dt.total_days().alias("days"))
    )
    return known.where(timed, pl.col("days").is_not_null())
