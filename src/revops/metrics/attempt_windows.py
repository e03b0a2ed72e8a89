"""How often was each lead tried within the agreed time?"""

from datetime import date

import numpy as np
import polars as pl

from revops.metrics.deadline import with_deadline
from revops.metrics.handovers import Start, handed_over
from revops.metrics.outbound import Activities, contacts_since, with_first_contact
from revops.metrics.shared import shared
from revops.workspace.agreement import Sla


@shared
def attempt_windows(
    leads: pl.DataFrame,
    activities: Activities,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    start: Start = "routed",
    within_hours: float | None = None,
) -> pl.DataFrame:
    """How often was each lead tried within the agreed time?

    One row per lead handed over: start_at, deadline_at (`within_hours` business hours later; the
    agreement's outer limit unless given), n_attempts (human outbound contacts from the start to
    then) and is_due: that time has passed, and nobody opted out in it.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana"], "created_at": [noon], "routed_at": [noon],
    ...     "opted_out_at": [None]}, schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"] * 2, "kind": ["call"] * 2,
    ...     "occurred_at": [noon, datetime(2026, 6, 25)], "direction": ["outbound"] * 2,
    ...     "is_automated": [False] * 2})
    >>> attempt_windows(leads, activities, Sla(), as_of=date(2026, 6, 30), within_hours=9).select(
    ...     "n_attempts", "is_due").rows()
    [(1, True)]
    """
    started = handed_over(leads, visits, as_of=as_of, start=start)
    touched = with_first_contact(started, activities, as_of)
    timed = with_deadline(touched, with_hours(sla, within_hours), as_of)
    return with_attempts(timed, contacts_since(started, activities, as_of), until="deadline_at")


def with_hours(sla: Sla, hours: float | None) -> Sla:
    """Give the agreement with its outer limit as the deadline, or with other hours."""
    limit = max(sla.outer_limit_hours, sla.deadline_hours) if hours is None else hours
    return sla.model_copy(update={"deadline_hours": limit})


def with_attempts(started: pl.DataFrame, contacts: pl.DataFrame, *, until: str) -> pl.DataFrame:
    """Add n_attempts: the contacts from start_at to the instant in `until`.

    `contacts` is of `contacts_since`, for the same leads in the same order.
    """
    limits = started.get_column(until).gather(contacts["row"])
    in_time = contacts.select((pl.col("occurred_at") <= limits).fill_null(True)).to_series()
    rows = contacts["row"].filter(in_time).to_numpy()
    n_attempts = np.bincount(rows, minlength=started.height)
    return started.with_columns(pl.Series("n_attempts", n_attempts, dtype=pl.Int64))
