"""How many hours does it take until half of the leads are touched?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.elapsed import Clock
from revops.metrics.figures import figures
from revops.metrics.first_touches import MINUTE, first_touches
from revops.metrics.grouping import summed
from revops.metrics.handover_segments import handover_segments
from revops.metrics.handovers import Start
from revops.metrics.incidence import incidence
from revops.metrics.metric import Metric
from revops.metrics.outbound import Activities
from revops.workspace.agreement import Sla


def median_hours_to_touch(
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
) -> pl.DataFrame:
    """How many hours does it take until half of the leads are touched?

    The half is of all leads handed over, not of those that were touched: it is read off the curve
    of `speed_to_lead_share`, as the first wait by which half or more are touched, and is null
    while fewer are. Its 95 % interval are the waits at which the ends of the curve's interval reach
    a half. Business hours unless `clock="calendar"`. Numerator: leads touched so far; denominator:
    all handed over. Unit: hours.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [noon] * 2,
    ...     "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "kind": ["call"],
    ...     "occurred_at": [datetime(2026, 6, 22, 12, 30)], "direction": ["outbound"],
    ...     "is_automated": [False]})
    >>> median_hours_to_touch(leads, activities, Sla(), as_of=date(2026, 6, 30))["value"].item()
    0.5
    """
    found = first_touches(leads, activities, sla, visits, as_of=as_of, start=start, clock=clock)
    medians = summed(
        incidence(handover_segments(found, users, sla, by), by),
        by,
        _reaches("won_share").alias("median"),
        _reaches("won_high").alias("soonest"),
        _reaches("won_low").alias("latest"),
        pl.col("n_won").sum().alias("n_touched"),
        pl.col("n_at_risk").max().alias("n_leads"),
    )
    is_known = pl.col("median").is_not_null()
    shown = figures(
        pl.col("median"),
        low=pl.when(is_known).then("soonest"),
        high=pl.when(is_known).then("latest"),
        numerator=pl.col("n_touched"),
        denominator=pl.col("n_leads"),
    )
    return medians.select(*by, *shown)


def _reaches(share: str) -> pl.Expr:
    """Give the first wait, in hours, by which a share is a half; null where it never is."""
    half = pl.col(share) >= 0.5 - 1e-12
    return pl.col("days").filter(half.fill_null(False)).min() / (60 * MINUTE)


MEDIAN_HOURS_TO_TOUCH = Metric(
    median_hours_to_touch,
    unit="hours",
    needs={"leads": ("lead_id",), "activities": ("lead_id", "occurred_at", "kind")},
    agreement=("sla.toml", "stages.csv"),
)
