"""Of the leads due for a first contact, how many did not get it in time?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import share
from revops.metrics.followups import followups
from revops.metrics.grouping import segmented, summed
from revops.metrics.handovers import Start
from revops.metrics.metric import Metric
from revops.metrics.outbound import Activities
from revops.workspace.agreement import Sla


def missed_deadline_share(
    leads: pl.DataFrame,
    activities: Activities,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    start: Start = "routed",
) -> pl.DataFrame:
    """Of the leads due for a first contact, how many did not get it in time?

    Leads contacted after the deadline, or not at all / leads whose deadline fell on or before
    the as-of day. 95 % Wilson interval. Unit: share 0 to 1.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "company": ["Aurora", "Boreal"],
    ...     "created_at": [noon] * 2, "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "occurred_at": [noon], "kind": ["call"],
    ...     "direction": ["outbound"], "is_automated": [False]})
    >>> missed_deadline_share(leads, activities, Sla(), as_of=date(2026, 6, 30))["value"].item()
    0.5
    """
    found = followups(leads, activities, sla, visits, as_of=as_of, start=start)
    counts = summed(
        segmented(found, by),
        by,
        pl.col("is_late").sum().alias("late"),
        pl.col("is_due").sum().alias("due"),
    )
    return counts.select(*by, *share("late", "due"))


MISSED_DEADLINE_SHARE = Metric(
    missed_deadline_share,
    unit="share",
    needs={
        "leads": ("lead_id",),
        "activities": ("lead_id", "occurred_at", "kind"),
    },
    agreement=("sla.toml", "stages.csv"),
)
