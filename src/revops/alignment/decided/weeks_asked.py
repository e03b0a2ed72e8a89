"""On which days does a decision's metric have to be known, to say whether it moved?

Weeks end on the as-of day, or whole weeks before it. The eight latest since the decision say what
is; the sixty-four before it say what is usual, and how much the metric moves anyway: a year and a
quarter, so that all seasons are among them. The week of the decision is neither. What comes more
than half a year after a decision is told of other things.
"""

from datetime import date

import polars as pl

from revops.alignment.decided.current import current

BEFORE, SINCE = 64, 8
#: For so many days a decision is looked at.
WITHIN = 182
#: A decision that was closed longer ago is history: it is not judged again.
LATELY = 91


def weeks_asked(decisions: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """One row a decision and day: the ends of its weeks, and that before the first of each run.

    Columns: decision_id, metric_id, params, day, is_before. A closed decision is judged up to the
    day on which it was closed.

    >>> events = pl.DataFrame({"decision_id": ["D1"], "event": ["made"], "text": ["Call at once"],
    ...     "event_at": [date(2026, 6, 2)], "owner_id": ["Sofia"], "metric_id": ["n_won"],
    ...     "params": ["{}"], "baseline": [4.0], "direction": ["up"], "expected_change": [2.0],
    ...     "review_on": [date(2026, 9, 1)], "outcome": [None]},
    ...     schema_overrides={"outcome": pl.String})
    >>> days = weeks_asked(events, as_of=date(2026, 6, 30))
    >>> days.filter(~pl.col("is_before"))["day"].dt.to_string().to_list()
    ['2026-06-02', '2026-06-09', '2026-06-16', '2026-06-23', '2026-06-30']
    """
    told = current(decisions, as_of=as_of)
    recent = told.filter(
        pl.col("closed_on").is_null()
        | ((pl.lit(as_of) - pl.col("closed_on")).dt.total_days() <= LATELY)
    )
    half_a_year = pl.col("made_on") + pl.duration(days=WITHIN)
    last = pl.min_horizontal(pl.coalesce("closed_on", pl.lit(as_of)), half_a_year)
    ends = pl.date_ranges(
        pl.col("made_on").dt.offset_by(f"-{BEFORE + 2}w"), pl.lit(as_of), interval="1d"
    )
    days = recent.select("decision_id", "metric_id", "params", "made_on", last=last, day=ends)
    weekly = days.explode("day").filter(
        ((pl.lit(as_of) - pl.col("day")).dt.total_days() % 7 == 0)
        & (pl.col("day") <= pl.col("last"))
    )
    is_before = pl.col("day") < pl.col("made_on")
    before = weekly.filter(is_before).group_by("decision_id", maintain_order=True).tail(BEFORE + 1)
    since = weekly.filter(~is_before).group_by("decision_id", maintain_order=True).tail(SINCE + 1)
    both = pl.concat([before.with_columns(is_before=True), since.with_columns(is_before=False)])
    return both.sort("decision_id", "day").select(
        "decision_id", "metric_id", "params", "day", "is_before"
    )
