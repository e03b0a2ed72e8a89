"""Leads handed over, and those whose deadline passed without a contact."""

from datetime import date

import polars as pl

from revops.alignment.unusual.series import Series, per_week, whole_weeks
from revops.alignment.unusual.working_days import working_days
from revops.metrics.followups import followups
from revops.workspace.agreement import Sla


def of_follow_up(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame | None,
    *,
    as_of: date,
    weeks: int,
) -> list[Series]:
    """Give the weekly hand-overs, and the missed deadlines among those that fell in the week.

    A lead is judged in the week of its deadline, so a week is known in full when it ends.
    """
    handed = followups(leads, activities, sla, visits, as_of=as_of)
    started, due = (handed.select(pl.col(name).dt.date()).to_series() for name in _CLOCKS)
    known = whole_weeks(started, as_of=as_of, most=weeks)
    late, all_due = (
        per_week(due.filter(handed.get_column(name)), as_of=as_of, weeks=known)
        for name in ("is_late", "is_due")
    )
    length = working_days(sla, as_of=as_of, weeks=known)
    counted = per_week(started, as_of=as_of, weeks=known)
    return [
        Series("n_handed", "count", counted, length),
        Series("missed_deadline_share", "share", late, all_due),
    ]


_CLOCKS = ("start_at", "deadline_at")
