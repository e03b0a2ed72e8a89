"""Which decisions do we look at again? Those whose day of review has come."""

from datetime import date, timedelta

import polars as pl

from revops.alignment.decided.current import current


def decisions_due(decisions: pl.DataFrame, *, as_of: date, ahead_days: int = 0) -> pl.DataFrame:
    """One row a decision that is open and due for review, the one that waits longest first.

    A review without a new day of review asks for no other. `ahead_days` adds those that fall due
    so many days later. Columns: decision_id, decision,
    owner_id, metric, made_on, review_on, days_waiting.

    >>> events = pl.DataFrame({"decision_id": ["D1"], "event": ["made"], "text": ["Call at once"],
    ...     "event_at": [date(2026, 3, 2)], "owner_id": ["Sofia"], "metric_id": ["n_won"],
    ...     "params": ["{}"], "baseline": [4.0], "direction": ["up"], "expected_change": [2.0],
    ...     "review_on": [date(2026, 6, 1)], "outcome": [None]},
    ...     schema_overrides={"outcome": pl.String})
    >>> decisions_due(events, as_of=date(2026, 6, 30)).select("decision", "days_waiting").rows()
    [('Call at once', 29)]
    >>> decisions_due(events, as_of=date(2026, 5, 31)).height
    0
    """
    due_by = as_of + timedelta(days=ahead_days)
    is_looked_at = (pl.col("reviewed_on") >= pl.col("review_on")).fill_null(False)
    return (
        current(decisions, as_of=as_of)
        .filter(pl.col("closed_on").is_null(), pl.col("review_on") <= due_by, ~is_looked_at)
        .sort("review_on", "decision_id")
        .select(
            "decision_id",
            pl.col("text").alias("decision"),
            "owner_id",
            pl.col("metric_id").alias("metric"),
            "made_on",
            "review_on",
            days_waiting=(pl.lit(as_of) - pl.col("review_on")).dt.total_days(),
        )
    )
