"""Did each lead reach an outcome from a day on, and after how many days?

The outcome is a lead's first opportunity, or its first won one. Who has not reached it so far is
open, not failed; for `won` a lead is lost when all its deals are.
"""

from datetime import date
from typing import Literal

import polars as pl

from revops import known
from revops.metrics.metric import NotComputable
from revops.metrics.outcomes import LOST, OPEN, WON
from revops.text import N_

Outcome = Literal["opportunity", "won"]


def reached(
    members: pl.DataFrame, opportunities: pl.DataFrame, *, outcome: Outcome, as_of: date
) -> pl.DataFrame:
    """Add to each member what became of it from its `met_on` on: cause, days, started_on.

    cause: 1 reached, 2 lost for good, 0 neither so far; days since met_on, to the as-of day while
    0. `reached_on` is the day of the outcome, `was_before` says that it came before met_on: then
    there was nothing left to predict.

    >>> members = pl.DataFrame({"lead_id": ["ana", "bruno"], "met_on": [date(2026, 1, 9)] * 2})
    >>> deals = pl.DataFrame({"lead_id": ["ana"], "status": ["open"],
    ...     "created_at": [date(2026, 1, 19)], "closed_at": [None]},
    ...     schema_overrides={"closed_at": pl.Date})
    >>> reached(members, deals, outcome="opportunity", as_of=date(2026, 6, 30)).select(
    ...     "lead_id", "cause", "days").rows()
    [('ana', 1, 10), ('bruno', 0, 172)]
    """
    ends = _first_days(opportunities, outcome, as_of)
    told = members.join(ends, on="lead_id", how="left", maintain_order="left")
    is_reached = pl.col("reached_on").is_not_null()
    is_lost = (pl.col("lost_on") >= pl.col("met_on")).fill_null(False)
    ended = pl.when(is_reached).then("reached_on").when(is_lost).then("lost_on")
    cause = pl.when(is_reached).then(WON).when(is_lost).then(LOST).otherwise(OPEN)
    return told.with_columns(
        cause.alias("cause"),
        (ended.otherwise(pl.lit(as_of)) - pl.col("met_on")).dt.total_days().alias("days"),
        pl.col("met_on").alias("started_on"),
        (pl.col("reached_on") < pl.col("met_on")).fill_null(False).alias("was_before"),
    ).drop("lost_on")


def _first_days(opportunities: pl.DataFrame, outcome: Outcome, as_of: date) -> pl.DataFrame:
    """Give the first day on which each lead reached the outcome, and that of its last loss."""
    deals = known.deals(opportunities, as_of).filter(pl.col("lead_id").is_not_null())
    if (
        outcome == "opportunity"
        and deals.height
        and deals["created_at"].null_count() == deals.height
    ):
        raise NotComputable(N_("no deal says when it was opened: predict a won one instead"))
    made, closed = (pl.col(name).dt.date() for name in ("created_at", "closed_at"))
    if outcome == "opportunity":
        first, lost = made.min(), pl.lit(None, pl.Date)
    else:
        first = closed.filter(pl.col("status") == "won").min()
        lost = pl.when(pl.col("status").eq_missing("lost").all()).then(closed.max())
    return deals.group_by("lead_id").agg(first.alias("reached_on"), lost.alias("lost_on"))
