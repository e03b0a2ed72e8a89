"""Which leads do we call today? Those whose deadline passed last, and whom nobody reached.

The freshest first: a lead that waits since yesterday is still worth a call, one that waits since
last year is a lesson. Who names no person, only the record and the company.
"""

from datetime import date, timedelta

import polars as pl

from revops.metrics import leads_past_deadline
from revops.workspace.agreement import Sla


def leads_to_call(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    recent_days: int = 30,
) -> pl.DataFrame:
    """One row a lead whose deadline passed in the last days and whom nobody of us has contacted.

    Columns: lead_id, company, original_source, owner_id, deadline_at, hours_late (business
    hours), the freshest first.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "company": ["Aurora", "Boreal"],
    ...     "created_at": [noon] * 2, "routed_at": [noon] * 2, "opted_out_at": [None] * 2,
    ...     "original_source": ["email"] * 2, "owner_id": ["Sofia"] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "occurred_at": [noon], "kind": ["call"],
    ...     "direction": ["outbound"], "is_automated": [False]})
    >>> leads_to_call(leads, activities, Sla(), as_of=date(2026, 6, 30)).select(
    ...     "lead_id", "company", "hours_late").rows()
    [('bruno', 'Boreal', 36.0)]
    """
    waiting = leads_past_deadline(leads, activities, sla, visits, as_of=as_of)
    since = as_of - timedelta(days=recent_days)
    return (
        waiting.filter(pl.col("deadline_at").dt.date() > since)
        .sort("deadline_at", "lead_id", descending=[True, False])
        .select("lead_id", "company", "original_source", "owner_id", "deadline_at", "hours_late")
    )
