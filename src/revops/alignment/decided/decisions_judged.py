"""Did the metric move since we decided, by more than it moves anyway?

The eight weeks before the decision say what is usual; from all earlier weeks `own_limits` says
where the weeks since then would lie if nothing had changed. It says whether the metric moved, never
why: whatever else happened in those weeks is in it too.
"""

from datetime import date

import polars as pl

from revops.alignment.decided.current import current
from revops.alignment.decided.own_limits import own_limits
from revops.alignment.decided.own_weeks import own_weeks

FEWEST_SINCE = 4
_SHOWN = (
    "decision_id",
    "decision",
    "owner_id",
    "metric",
    "params",
    "direction",
    "expected_change",
    "baseline",
    "metric_now",
    "usual",
    "usual_low",
    "usual_high",
    "seen",
    "moved_by",
    "weeks_before",
    "weeks_since",
    "made_on",
    "review_on",
    "verdict",
    "why",
)


def decisions_judged(
    decisions: pl.DataFrame, metric_weeks: pl.DataFrame, *, as_of: date
) -> pl.DataFrame:
    """One row a decision, newest first: whether its metric moved, by its own usual variation.

    Columns: decision_id, decision, owner_id, metric, params, direction, expected_change, baseline
    (the metric on the day of the decision), metric_now (the same in the last week looked at), usual
    (mean of the eight weeks before), usual_low, usual_high (where what is seen would lie if nothing
    changed), seen, moved_by (seen less usual), weeks_before, weeks_since, made_on, review_on,
    verdict and why.
    The verdict is moved (in the direction decided), moved_other_way, did_not_move, too_early
    (before the review, or with fewer than 4 weeks since) or cannot_say (too few weeks before to say
    how the metric moves anyway). Decisions closed more than 13 weeks ago are left out. Takes the
    input `metric_weeks`.

    >>> events = pl.DataFrame({"decision_id": ["D1"], "event": ["made"], "text": ["Call at once"],
    ...     "event_at": [date(2026, 4, 1)], "owner_id": ["Sofia"], "metric_id": ["n_stuck_deals"],
    ...     "params": ["{}"], "baseline": [20.0], "direction": ["down"], "expected_change": [-5.0],
    ...     "review_on": [date(2026, 6, 1)], "outcome": [None]},
    ...     schema_overrides={"outcome": pl.String})
    >>> weeks = pl.DataFrame({"decision_id": "D1", "metric_id": "n_stuck_deals", "params": "{}",
    ...     "day": pl.date_range(date(2025, 4, 22), date(2026, 5, 26), "1w", eager=True),
    ...     "value": [20.0, 22.0, 20.0, 21.0, 20.0] * 10 + [9.0, 10.0] * 4})
    >>> weeks = weeks.with_columns(is_before=pl.col("day") < date(2026, 4, 1),
    ...     numerator="value", denominator=pl.lit(None, pl.Float64))
    >>> decisions_judged(events, weeks, as_of=date(2026, 6, 30)).select(
    ...     pl.col("usual", "seen").round(1), "verdict").row(0)
    (20.6, 9.6, 'moved')
    """
    told = current(decisions, as_of=as_of)
    seen = own_limits(own_weeks(metric_weeks))
    latest = metric_weeks.sort("decision_id", "day").group_by("decision_id").last()
    now = latest.select("decision_id", metric_now="value")
    judged = told.join(now, on="decision_id", how="inner", maintain_order="left").join(
        seen, on="decision_id", how="left", maintain_order="left"
    )
    return (
        judged.with_columns(pl.col("weeks_before", "weeks_since").fill_null(0))
        .with_columns(why=_why(as_of))
        .with_columns(verdict=_verdict(), decision="text", metric="metric_id")
        .sort("made_on", "decision_id", descending=[True, False])
        .select(_SHOWN)
    )


def _why(as_of: date) -> pl.Expr:
    """Say why a decision cannot be judged, where it cannot."""
    reviewed = (pl.col("reviewed_on") >= pl.col("review_on")).fill_null(False)
    is_over = reviewed | pl.col("closed_on").is_not_null()
    return (
        pl.when(pl.col("weeks_since") < FEWEST_SINCE)
        .then(pl.lit("few_weeks_since"))
        .when((pl.col("review_on") > as_of).fill_null(False) & ~is_over)
        .then(pl.lit("before_review"))
        .when(pl.col("usual_low").is_null())
        .then(pl.lit("few_weeks_before"))
    )


def _verdict() -> pl.Expr:
    """Say moved, did not move or too early; where the direction is unknown, any move is one."""
    down = pl.col("direction") == "down"
    fell, rose = pl.col("seen") < pl.col("usual_low"), pl.col("seen") > pl.col("usual_high")
    wanted = pl.when(down).then(fell).otherwise(rose)
    return (
        pl.when(pl.col("why") == "few_weeks_before")
        .then(pl.lit("cannot_say"))
        .when(pl.col("why").is_not_null())
        .then(pl.lit("too_early"))
        .when(wanted)
        .then(pl.lit("moved"))
        .when(fell | rose)
        .then(pl.lit("moved_other_way"))
        .otherwise(pl.lit("did_not_move"))
    )
