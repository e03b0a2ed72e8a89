"""Of the leads handed to a person, how many were touched within 5 minutes, an hour, a day?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.elapsed import Clock
from revops.metrics.first_touches import MINUTE, first_touches
from revops.metrics.handover_segments import handover_segments
from revops.metrics.handovers import Start
from revops.metrics.horizons import won_within
from revops.metrics.metric import Metric
from revops.metrics.outbound import Activities
from revops.metrics.rows import HORIZON
from revops.workspace.agreement import Sla

WITHIN_MINUTES = (5, 60, 24 * 60, 72 * 60)


def speed_to_lead_share(
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
    within_minutes: Sequence[int] = WITHIN_MINUTES,
) -> pl.DataFrame:
    """Of the leads handed to a person, how many were touched within 5 minutes, an hour, a day?

    From the moment a lead was routed to its first human outbound contact (call, e-mail, meeting,
    message), in business hours of the agreement's calendar; with `clock="calendar"` every hour
    counts. One minus Kaplan-Meier: a lead not touched so far is censored on the as-of day, one that
    opted out at its opt-out; neither is dropped. 95 % interval, complementary log-log, pointwise.
    Numerator: touched within the time so far; denominator: all leads handed over. A rejection by
    sales does not stop this clock. Unit: share 0 to 1.

    `by` takes a lead's columns, owner_team (of today's owner), arrival_hour, arrival_window and
    arrival_month. Also: within ("5 min", "24 h"), n_waiting (watched for that long, untouched
    before).

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [noon] * 2,
    ...     "routed_at": [noon] * 2})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "kind": ["call"],
    ...     "occurred_at": [datetime(2026, 6, 22, 12, 40)], "direction": ["outbound"],
    ...     "is_automated": [False]})
    >>> shown = speed_to_lead_share(leads, activities, Sla(), as_of=date(2026, 6, 30))
    >>> shown.select("within", "value").rows()
    [('5 min', 0.0), ('1 h', 0.5), ('24 h', 0.5), ('72 h', None)]
    """
    found = first_touches(leads, activities, sla, visits, as_of=as_of, start=start, clock=clock)
    read = won_within(
        handover_segments(found, users, sla, by),
        as_of=as_of,
        by=by,
        cohort=None,
        horizon_days=[minutes * MINUTE for minutes in within_minutes],
    )
    return read.select(*by, _within(), *_FIGURES, pl.col("n_at_risk").alias("n_waiting"))


def _within() -> pl.Expr:
    """Write a time as people say it: minutes below the hour, else hours."""
    minutes = pl.col(HORIZON) // MINUTE
    hours = (minutes / 60).round(2).cast(pl.String).str.strip_suffix(".0") + " h"
    short = minutes.cast(pl.String) + " min"
    return pl.when(minutes < 60).then(short).otherwise(hours).alias("within")


_FIGURES = ("value", "low", "high", "numerator", "denominator")

SPEED_TO_LEAD_SHARE = Metric(
    speed_to_lead_share,
    unit="share",
    needs={"leads": ("lead_id",), "activities": ("lead_id", "occurred_at", "kind")},
    agreement=("sla.toml", "stages.csv"),
    param_columns=("within",),
)
