"""Control totals: what the CRM's own dashboard says, beside ours, and what explains the rest.

People type them into agreement/control_totals.csv: which metric, on which day, the value, and
where they read it. Each is compared with our number as of that day. A difference in a count of
records is explained where steps of the bridge add up to it exactly; any other stays open.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import combinations

import polars as pl

from revops.metrics.metric import NotComputable
from revops.report.bridge import ON_PAGE, READ, Step

TOTALS = pl.Schema(
    {"metric_id": pl.String(), "day": pl.Date(), "value": pl.Float64(), "seen_in": pl.String()}
)
COMPARED = pl.Schema(
    {
        "metric_id": pl.String(),
        "day": pl.Date(),
        "seen_in": pl.String(),
        "theirs": pl.Float64(),
        "ours": pl.Float64(),
        "difference": pl.Float64(),
        "steps": pl.List(pl.String()),
    }
)
#: Which table's records a metric counts, all of them.
COUNTS: Mapping[str, str] = {"n_leads": "leads", "n_opportunities": "opportunities"}


def explained(difference: int, steps: Sequence[Step]) -> tuple[str, ...] | None:
    """Name the fewest steps of a bridge that add up to a difference; nothing where none do.

    >>> none = pl.DataFrame()
    >>> steps = [Step("read", 9, none), Step("merged", 2, none), Step("deleted", 1, none)]
    >>> explained(3, [*steps, Step("on this page", 6, none)])
    ('merged', 'deleted')
    >>> explained(5, steps) is None
    True
    """
    taken = [step for step in steps if step.name not in (READ, ON_PAGE)]
    for size in range(len(taken) + 1):
        for some in combinations(taken, size):
            if sum(step.n for step in some) == difference:
                return tuple(step.name for step in some)
    return None


def latest(totals: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Keep the newest total of each metric, typed on or before the as-of day."""
    return (
        totals.filter(pl.col("day") <= as_of)
        .sort("metric_id", "day")
        .unique("metric_id", keep="last", maintain_order=True)
    )


def _one(row: Mapping[str, object], ours: float | None, steps: Sequence[Step]) -> dict[str, object]:
    """Set one total beside our number."""
    theirs = float(str(row["value"]))
    gap = None if ours is None else theirs - ours
    whole = gap is not None and gap == int(gap) and bool(steps)
    why = explained(int(gap), steps) if whole and gap is not None else None
    told = {name: row[name] for name in ("metric_id", "day", "seen_in")}
    return {**told, "theirs": theirs, "ours": ours, "difference": gap, "steps": why}


def compare(
    totals: pl.DataFrame,
    ours: Callable[[str, date], float],
    steps: Callable[[str, date], Sequence[Step]],
) -> pl.DataFrame:
    """One row a control total: theirs, ours, the difference, and the steps that explain it.

    `ours` computes a metric as of a day, `steps` gives the bridge of a table on that day.
    `steps` is null where nothing adds up to the difference, and empty where there is none.

    >>> totals = pl.DataFrame({"metric_id": ["n_leads"], "day": [date(2026, 6, 30)],
    ...     "value": [6.0], "seen_in": ["dashboard"]})
    >>> merged = [Step("read", 6, pl.DataFrame()), Step("merged", 1, pl.DataFrame())]
    >>> compare(totals, lambda *_: 5.0, lambda *_: merged).select("difference", "steps").row(0)
    (1.0, ['merged'])
    """
    rows = []
    # a handful of totals, each of which asks for numbers of its own day
    for row in totals.to_dicts():
        metric, day = row["metric_id"], row["day"]
        try:
            value = ours(metric, day)
        except NotComputable:
            value = None
        table = COUNTS.get(metric)
        rows.append(_one(row, value, steps(table, day) if table else ()))
    return pl.DataFrame(rows, schema=COMPARED, orient="row")
