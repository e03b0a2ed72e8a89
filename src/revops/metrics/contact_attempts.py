"""How many leads were tried never, once, twice, and more often?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.attempt_windows import attempt_windows
from revops.metrics.event_counts import over
from revops.metrics.handover_segments import handover_segments, narrowed
from revops.metrics.handovers import Start
from revops.metrics.outbound import Activities
from revops.workspace.agreement import Sla


def contact_attempts(
    leads: pl.DataFrame,
    activities: Activities,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    start: Start = "routed",
    within_hours: float | None = None,
    most: int = 6,
) -> pl.DataFrame:
    """How many leads were tried never, once, twice, and more often?

    Counts the human outbound contacts within `within_hours` business hours of routing (else the
    agreement's outer limit), of leads that have had that long and did not opt out in it. `most`
    and more stand in one row. Columns: *by, attempts, n_leads, leads_share.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [noon] * 2,
    ...     "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "kind": ["call"],
    ...     "occurred_at": [datetime(2026, 6, 22, 12, 30)], "direction": ["outbound"],
    ...     "is_automated": [False]})
    >>> contact_attempts(leads, activities, Sla(), as_of=date(2026, 7, 3)).rows()
    [('0', 1, 0.5), ('1', 1, 0.5)]
    """
    found = attempt_windows(
        leads, activities, sla, visits, as_of=as_of, start=start, within_hours=within_hours
    )
    due = narrowed(found, by, "is_due", "n_attempts").filter("is_due")
    n = pl.col("n_attempts").clip(upper_bound=most)
    counts = (
        handover_segments(due, users, sla, by)
        .group_by(*by, n)
        .agg(pl.len().cast(pl.Int64).alias("n_leads"))
        .sort(*by, "n_attempts")
    )
    more = pl.when(pl.col("n_attempts") == most).then(pl.lit("+")).otherwise(pl.lit(""))
    return counts.select(
        *by,
        (pl.col("n_attempts").cast(pl.String) + more).alias("attempts"),
        "n_leads",
        (pl.col("n_leads") / over(pl.col("n_leads").sum(), by)).alias("leads_share"),
    )
