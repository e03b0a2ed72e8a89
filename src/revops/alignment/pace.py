"""Are we on pace for what both teams agreed?

A target belongs to a period. Up to the as-of day, `actual` is what happened since the period
began; `expected` is the target times the share of the period's days that have passed. It assumes
that every day is alike, so a gap early in a period says little. `chance` says how likely the
target is reached if the rest of the period goes as the weeks of the last year went (see chance).
"""

from datetime import date

import polars as pl

from revops.alignment.chance import chance
from revops.alignment.flows import flows
from revops.alignment.period import days_of
from revops.alignment.weekly import weekly

_SCHEMA = pl.Schema(
    {
        "measure": pl.String(),
        "period": pl.String(),
        "target": pl.Float64(),
        "actual": pl.Float64(),
        "expected": pl.Float64(),
        "gap": pl.Float64(),
        "elapsed_share": pl.Float64(),
        "chance": pl.Float64(),
    }
)


def pace(
    targets: pl.DataFrame, leads: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date
) -> pl.DataFrame:
    """One row a target whose period holds the as-of day, for the measures that count events.

    A target with parameters (of one source, say) is left out: these measures are of the whole.
    Columns: measure, period, target, actual, expected, gap, elapsed_share, chance.

    >>> from datetime import datetime
    >>> goals = pl.DataFrame({"metric_id": ["n_leads"], "params": ["{}"], "period": ["2026-06"],
    ...     "value": [4.0]})
    >>> people = pl.DataFrame({"lead_id": ["L1"], "created_at": [datetime(2026, 6, 2)]})
    >>> deals = pl.DataFrame(schema={"created_at": pl.Datetime, "closed_at": pl.Datetime,
    ...     "status": pl.String, "amount_base": pl.Float64})
    >>> found = pace(goals, people, deals, as_of=date(2026, 6, 15))
    >>> found.select("actual", "expected", "gap").row(0)
    (1.0, 2.0, -1.0)
    """
    whole = pl.col("params").is_null() | pl.col("params").str.strip_chars().is_in(["", "{}"])
    past = weekly(leads, opportunities, as_of=as_of)
    rows = []
    for goal in targets.filter(whole).select("metric_id", "period", "value").to_dicts():
        first, last = days_of(goal["period"])
        if not first <= as_of <= last:
            continue
        counted = flows(leads, opportunities, as_of=as_of, days=(first, as_of))
        actual = counted.get(goal["metric_id"])
        if actual is None:
            continue
        share = ((as_of - first).days + 1) / ((last - first).days + 1)
        expected = goal["value"] * share
        left = chance(goal["value"] - actual, (last - as_of).days / 7, past[goal["metric_id"]])
        figures = (goal["value"], actual, expected, actual - expected, share, left)
        rows.append((goal["metric_id"], goal["period"], *figures))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("period", "measure")
