"""Which leads were won within so many days of a day of theirs, and for how much?"""

from datetime import date

import polars as pl

from revops import known
from revops.metrics.grouping import exact_sum

#: How long a lead is given to be won, before one asks whether it was.
WITHIN_DAYS = 90


def with_wins(
    frame: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    after: str,
    within_days: int = WITHIN_DAYS,
) -> pl.DataFrame:
    """Add is_matured, is_won and won_value, counted from the day in the column `after`.

    Matured: the day lies at least `within_days` before the as-of day, so that every lead had as
    long. Won: a deal whose primary lead it is was won later than that day and at most
    `within_days` after it; won_value is what those deals were worth (workspace currency).

    >>> frame = pl.DataFrame({"lead_id": ["ana", "bruno"], "on": [date(2026, 1, 5)] * 2})
    >>> deals = pl.DataFrame({"lead_id": ["ana", "bruno"], "status": ["won"] * 2,
    ...     "amount_base": [900.0] * 2, "created_at": [date(2026, 1, 5)] * 2,
    ...     "closed_at": [date(2026, 3, 1), date(2026, 6, 1)]})
    >>> told = with_wins(frame, deals, as_of=date(2026, 6, 30), after="on")
    >>> told.select("lead_id", "is_matured", "is_won", "won_value").rows()
    [('ana', True, True, 900.0), ('bruno', True, False, 0.0)]
    """
    won = known.deals(opportunities, as_of).filter(pl.col("status") == "won")
    closed = won.select("lead_id", "amount_base", pl.col("closed_at").dt.date().alias("won_on"))
    waited = (pl.col("won_on") - pl.col(after)).dt.total_days()
    sums = (
        frame.select("lead_id", after)
        .join(closed, on="lead_id")
        .filter(waited > 0, waited <= within_days)
        .group_by("lead_id")
        .agg(exact_sum(pl.col("amount_base")).alias("won_value"), pl.len().alias("n_won"))
    )
    age = (pl.lit(as_of) - pl.col(after)).dt.total_days()
    told = frame.join(sums, on="lead_id", how="left", maintain_order="left")
    return told.with_columns(
        (age >= within_days).alias("is_matured"),
        pl.col("n_won").is_not_null().alias("is_won"),
        pl.col("won_value").fill_null(0.0),
    ).drop("n_won")


def not_won_between(
    frame: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date, start: str, end: str
) -> pl.DataFrame:
    """Leave out the leads of which a deal was won from one day of theirs to another.

    >>> frame = pl.DataFrame({"lead_id": ["ana"], "a": [date(2026, 1, 5)], "b": [date(2026, 1, 6)]})
    >>> deals = pl.DataFrame({"lead_id": ["ana"], "status": ["won"],
    ...     "created_at": [date(2026, 1, 5)], "closed_at": [date(2026, 1, 6)]})
    >>> not_won_between(frame, deals, as_of=date(2026, 6, 30), start="a", end="b").height
    0
    """
    won = known.deals(opportunities, as_of).filter(pl.col("status") == "won")
    closed = won.select("lead_id", pl.col("closed_at").dt.date().alias("won_on"))
    between = frame.join(closed, on="lead_id").filter(pl.col("won_on").is_between(start, end))
    return frame.join(between, on="lead_id", how="anti", maintain_order="left")
