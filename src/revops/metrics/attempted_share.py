"""Of the leads, how many were tried as often as agreed?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.attempt_windows import attempt_windows
from revops.metrics.figures import share
from revops.metrics.grouping import summed
from revops.metrics.handover_segments import handover_segments, narrowed
from revops.metrics.handovers import Start
from revops.metrics.metric import Metric
from revops.metrics.outbound import Activities
from revops.workspace.agreement import Sla


def attempted_share(
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
) -> pl.DataFrame:
    """Of the leads, how many were tried as often as agreed?

    Leads with `sla.attempts` or more human outbound contacts within `within_hours` business hours
    of being routed (else the agreement's outer limit) / leads that have had that long and did not
    opt out in it. A lead that answered at the first call needs no third: so 100 % is no goal;
    `followup_sla_share` allows for answers. 95 % Wilson interval. Unit: share 0 to 1.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [noon] * 2,
    ...     "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "kind": ["call"],
    ...     "occurred_at": [datetime(2026, 6, 22, 12, 30)], "direction": ["outbound"],
    ...     "is_automated": [False]})
    >>> attempted_share(leads, activities, Sla(attempts=1), as_of=date(2026, 7, 3))["value"].item()
    0.5
    """
    found = attempt_windows(
        leads, activities, sla, visits, as_of=as_of, start=start, within_hours=within_hours
    )
    due = narrowed(found, by, "is_due", "n_attempts").filter("is_due")
    counts = summed(
        handover_segments(due, users, sla, by),
        by,
        (pl.col("n_attempts") >= sla.attempts).sum().alias("n_tried"),
        pl.len().alias("n_due"),
    )
    return counts.select(*by, *share("n_tried", "n_due"))


ATTEMPTED_SHARE = Metric(
    attempted_share,
    unit="share",
    needs={"leads": ("lead_id",), "activities": ("lead_id", "occurred_at", "kind")},
    agreement=("sla.toml", "stages.csv"),
)
