"""Which leads wait for their first contact longer than agreed?"""

from datetime import date

import polars as pl

from revops.metrics.followups import followups
from revops.metrics.handovers import Start
from revops.metrics.outbound import Activities
from revops.workspace.agreement import Sla

SHOWN = ("lead_id", "owner_id", "company", "original_source", "lifecycle_stage", "created_at")


def leads_past_deadline(
    leads: pl.DataFrame,
    activities: Activities,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    start: Start = "routed",
) -> pl.DataFrame:
    """Which leads wait for their first contact longer than agreed?

    The rows to act on: due by the as-of day, nobody has contacted them yet, and they have not
    opted out; the longest wait first. Names of persons are never in it.

    Columns: lead_id, owner_id, company, original_source, lifecycle_stage, created_at,
    start_at, deadline_at, hours_late (business hours).

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "company": ["Aurora", "Boreal"],
    ...     "created_at": [noon] * 2, "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "occurred_at": [noon], "kind": ["call"],
    ...     "direction": ["outbound"], "is_automated": [False]})
    >>> leads_past_deadline(leads, activities, Sla(), as_of=date(2026, 6, 30)).select(
    ...     "lead_id", "company", "hours_late").row(0)
    ('bruno', 'Boreal', 36.0)
    """
    found = followups(leads, activities, sla, visits, as_of=as_of, start=start)
    waiting = found.filter(is_waiting(as_of))
    shown = [name for name in SHOWN if name in waiting.columns]
    return waiting.select(*shown, "start_at", "deadline_at", "hours_late").sort(
        ["hours_late", "lead_id"], descending=[True, False]
    )


def is_waiting(as_of: date) -> pl.Expr:
    """Say whether a lead is late, was never contacted and may still be."""
    gone = (pl.col("opted_out_at").dt.date() <= as_of).fill_null(False)
    return pl.col("is_late") & pl.col("first_contact_at").is_null() & ~gone
