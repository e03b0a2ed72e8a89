"""How does the share of leads touched grow with the hours since they were handed over?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.elapsed import Clock
from revops.metrics.first_touches import MINUTE, first_touches
from revops.metrics.handover_segments import handover_segments
from revops.metrics.handovers import Start
from revops.metrics.incidence import incidence
from revops.metrics.outbound import Activities
from revops.workspace.agreement import Sla


def speed_to_lead_curve(
    leads: pl.DataFrame,
    activities: Activities,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    start: Start = "routed",
    clock: Clock = "business",
    max_hours: int = 72,
) -> pl.DataFrame:
    """How does the share of leads touched grow with the hours since they were handed over?

    The curve behind `speed_to_lead_share`, read every minute of the first hour, then every quarter
    of an hour until `max_hours`, or until nobody is watched any more: a row has the share touched
    by then, exactly. Columns: *by, hours, value, low, high, n_at_risk (not touched before then,
    and still watched).

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [noon] * 2,
    ...     "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "kind": ["call"],
    ...     "occurred_at": [datetime(2026, 6, 22, 12, 30)], "direction": ["outbound"],
    ...     "is_automated": [False]})
    >>> curve = speed_to_lead_curve(leads, activities, Sla(), as_of=date(2026, 6, 30))
    >>> curve.filter(pl.col("hours").is_in([0.0, 0.5, 1.0])).select(
    ...     "hours", "value", "n_at_risk").rows()
    [(0.0, 0.0, 2), (0.5, 0.5, 2), (1.0, 0.5, 1)]
    """
    found = first_touches(leads, activities, sla, visits, as_of=as_of, start=start, clock=clock)
    steps = incidence(handover_segments(found, users, sla, by), by)
    asked = steps.select(by).unique() if by else pl.DataFrame({"all": [True]})
    grid = asked.join(_grid(max_hours), how="cross").sort("days")
    shares = steps.select(*by, "days", *_NAMES).sort("days")
    risks = steps.select(*by, "days", "n_at_risk").sort("days")
    keys = list(by) or None
    read = grid.join_asof(shares, on="days", by=keys, check_sortedness=False).join_asof(
        risks, on="days", by=keys, strategy="forward", check_sortedness=False
    )
    hours = (pl.col("days") / (60 * MINUTE)).alias("hours")
    shown = read.filter(pl.col("n_at_risk").is_not_null()).select(
        *by, hours, *(pl.col(name).alias(as_) for name, as_ in _NAMES.items()), "n_at_risk"
    )
    return shown.sort(*by, "hours")


def _grid(max_hours: int) -> pl.DataFrame:
    """List the times at which the curve is read."""
    minutes = [*range(60), *range(60, max_hours * 60 + 1, 15)]
    return pl.DataFrame({"days": [minute * MINUTE for minute in minutes]}, {"days": pl.Int64})


_NAMES = {"won_share": "value", "won_low": "low", "won_high": "high"}
