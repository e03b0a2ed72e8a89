"""How many leads wait for their first contact longer than agreed?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import figures
from revops.metrics.followups import followups
from revops.metrics.grouping import segmented, summed
from revops.metrics.handovers import Start
from revops.metrics.leads_past_deadline import is_waiting
from revops.metrics.metric import Metric
from revops.metrics.outbound import Activities
from revops.workspace.agreement import Sla


def n_leads_past_deadline(
    leads: pl.DataFrame,
    activities: Activities,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    start: Start = "routed",
) -> pl.DataFrame:
    """How many leads wait for their first contact longer than agreed?

    The number of rows of `leads_past_deadline`: due by the as-of day and not contacted yet.
    Denominator: all leads due, contacted or not. Unit: leads.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "company": ["Aurora", "Boreal"],
    ...     "created_at": [noon] * 2, "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "occurred_at": [noon], "kind": ["call"],
    ...     "direction": ["outbound"], "is_automated": [False]})
    >>> n_leads_past_deadline(leads, activities, Sla(), as_of=date(2026, 6, 30))["value"].item()
    1.0
    """
    found = followups(leads, activities, sla, visits, as_of=as_of, start=start)
    counts = summed(
        segmented(found, by),
        by,
        is_waiting(as_of).sum().alias("waiting"),
        pl.col("is_due").sum().alias("due"),
    )
    waiting, due = pl.col("waiting"), pl.col("due")
    return counts.select(*by, *figures(waiting, numerator=waiting, denominator=due))


N_LEADS_PAST_DEADLINE = Metric(
    n_leads_past_deadline,
    unit="count",
    needs={
        "leads": ("lead_id",),
        "activities": ("lead_id", "occurred_at", "kind"),
    },
    agreement=("sla.toml", "stages.csv"),
)
