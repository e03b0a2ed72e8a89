"""How does each decision stand? Its events, folded into one row.

A later event overrules an earlier one in what it says; what it leaves blank stays. An apostrophe
that keeps a spreadsheet from running a text is no part of it, and is taken off.
"""

from datetime import date

import polars as pl

from revops import known

_LATEST = (
    "text",
    "owner_id",
    "metric_id",
    "params",
    "direction",
    "expected_change",
    "review_on",
    "outcome",
)
#: An apostrophe before what a spreadsheet would run.
_QUOTED = r"^'([=+\-@＝＋－＠])"


def current(decisions: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """One row a decision, by its id, as its events up to the as-of day tell it.

    Columns: decision_id, text, owner_id, metric_id, params (JSON, `{}` where blank), baseline (the
    latest that was written), direction, expected_change (signed), review_on, outcome, made_on,
    reviewed_on (the last review), closed_on.

    >>> events = pl.DataFrame({"decision_id": ["D1", "D1"], "event": ["made", "closed"],
    ...     "event_at": [date(2026, 3, 2), date(2026, 6, 1)], "text": ["'-Call at once", None],
    ...     "owner_id": ["Sofia", None], "metric_id": ["n_won", None], "params": [None, None],
    ...     "baseline": [4.0, None], "direction": ["up", None], "expected_change": [2.0, None],
    ...     "review_on": [date(2026, 6, 1), None], "outcome": [None, None]},
    ...     schema_overrides={"params": pl.String, "outcome": pl.String})
    >>> current(events, as_of=date(2026, 6, 30)).select("text", "made_on", "closed_on").row(0)
    ('-Call at once', datetime.date(2026, 3, 2), datetime.date(2026, 6, 1))
    """
    known_by_now = known.events(decisions, "event_at", as_of)
    texts = pl.col(pl.String).str.replace(_QUOTED, "${1}")
    day = pl.col("event_at").dt.date()
    ordered = known_by_now.with_columns(texts).sort("event_at", maintain_order=True)
    return (
        ordered.group_by("decision_id", maintain_order=True)
        .agg(
            *(pl.col(name).drop_nulls().last() for name in _LATEST),
            baseline=pl.col("baseline").cast(pl.Float64).drop_nulls().last(),
            made_on=day.first(),
            reviewed_on=day.filter(pl.col("event") == "reviewed").last(),
            closed_on=day.filter(pl.col("event") == "closed").last(),
        )
        .with_columns(params=pl.col("params").fill_null("{}"))
        .sort("decision_id")
    )
