"""How long did each lead wait for its first touch, or has it waited so far?"""

from datetime import date

import polars as pl

from revops.metrics.deadline import end_of
from revops.metrics.elapsed import Clock, elapsed
from revops.metrics.handovers import Start, handed_over
from revops.metrics.outbound import Activities, with_first_contact
from revops.metrics.outcomes import OPEN, WON
from revops.metrics.shared import shared
from revops.workspace.agreement import Sla

MINUTE = 60_000_000  # microseconds


@shared
def first_touches(
    leads: pl.DataFrame,
    activities: Activities,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    start: Start = "routed",
    clock: Clock = "business",
) -> pl.DataFrame:
    """How long did each lead wait for its first touch, or has it waited so far?

    One row per lead that was handed over by the as-of day: the lead, start_at,
    first_contact_at, `days` (the wait, in microseconds of the clock) and `cause`: 1 touched,
    0 not touched so far. Who was not touched is censored at the end of the as-of day, or at the
    opt-out: after it nobody may touch them.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 30, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [noon] * 2,
    ...     "routed_at": [noon] * 2})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "kind": ["call"],
    ...     "occurred_at": [datetime(2026, 6, 30, 13)], "direction": ["outbound"],
    ...     "is_automated": [False]})
    >>> found = first_touches(leads, activities, Sla(), as_of=date(2026, 6, 30))
    >>> found.select("lead_id", "cause", pl.col("days") / MINUTE).rows()
    [('ana', 1, 60.0), ('bruno', 0, 360.0)]
    """
    started = handed_over(leads, visits, as_of=as_of, start=start)
    touched = with_first_contact(started, activities, as_of)
    zone = getattr(touched.schema["start_at"], "time_zone", None)
    watched = touched.with_columns(_opted_out(touched), end_of(as_of, zone).alias("until"))
    timed = watched.with_columns(
        pl.min_horizontal("first_contact_at", "stopped_at", "until").alias("until"),
        pl.when(_is_touched()).then(WON).otherwise(OPEN).alias("cause"),
    )
    wait = elapsed(timed["start_at"], timed["until"], sla, clock=clock)
    return timed.with_columns(
        wait.alias("days"), pl.col("start_at").dt.date().alias("started_on")
    ).drop("stopped_at", "until")


def _opted_out(touched: pl.DataFrame) -> pl.Expr:
    """Give the instant from which on nobody may touch a lead; never before its start."""
    nothing = pl.lit(None, touched.schema["start_at"])
    given = pl.col("opted_out_at") if "opted_out_at" in touched.columns else nothing
    later = pl.max_horizontal(given, "start_at")
    return pl.when(given.is_not_null()).then(later).alias("stopped_at")


def _is_touched() -> pl.Expr:
    """Say whether a lead was touched while it might be."""
    allowed = (pl.col("first_contact_at") <= pl.col("stopped_at")).fill_null(True)
    return pl.col("first_contact_at").is_not_null() & allowed
