"""Of the qualified leads, how many were followed up as agreed?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import share
from revops.metrics.grouping import summed
from revops.metrics.handover_segments import handover_segments
from revops.metrics.metric import Metric
from revops.metrics.outbound import Activities
from revops.metrics.sla_states import KEPT, UNDUE, sla_states
from revops.workspace.agreement import Sla


def followup_sla_share(
    leads: pl.DataFrame,
    activities: Activities,
    feedback: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame,
    users: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    qualified_stage: str = "mql",
) -> pl.DataFrame:
    """Of the qualified leads, how many were followed up as agreed?

    MQLs either rejected with a reason by the deadline, or accepted by it and by the outer limit
    tried as often as agreed (or until they answered) / MQLs whose outer limit has passed.
    Deadline, limit and attempts are those of agreement/sla.toml, in business hours from the later
    of routing and qualification. Accepted: the first human outbound contact, or a later stage.
    Leads not due yet and those that opted out by the deadline stand apart, in n_undue. 95 % Wilson
    interval. Unit: share 0 to 1.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [noon] * 2,
    ...     "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "kind": ["call"],
    ...     "occurred_at": [datetime(2026, 6, 22, 12, 30)], "direction": ["outbound"],
    ...     "is_automated": [False]})
    >>> feedback = pl.DataFrame({"lead_id": ["bruno"], "kind": ["rejection"],
    ...     "reason": ["duplicate"], "given_at": [datetime(2026, 6, 23, 10)]})
    >>> visits = pl.DataFrame({"object": ["lead"] * 2, "object_id": ["ana", "bruno"],
    ...     "stage": ["mql"] * 2, "position": [2] * 2, "status": [None] * 2,
    ...     "entered_at": [noon] * 2, "left_at": [None] * 2},
    ...     schema_overrides={"status": pl.String, "left_at": pl.Datetime})
    >>> found = followup_sla_share(
    ...     leads, activities, feedback, Sla(), visits, as_of=date(2026, 7, 10))
    >>> found.select("value", "numerator", "denominator").row(0)
    (0.5, 1.0, 2.0)
    """
    found = sla_states(
        leads, activities, feedback, sla, visits, as_of=as_of, qualified_stage=qualified_stage
    )
    is_undue = pl.col("state").is_in(UNDUE)
    counts = summed(
        handover_segments(found, users, sla, by),
        by,
        pl.col("state").is_in(KEPT).sum().alias("n_kept"),
        (~is_undue).sum().alias("n_due"),
        is_undue.sum().cast(pl.Int64).alias("n_undue"),
    )
    return counts.select(*by, *share("n_kept", "n_due"), "n_undue")


FOLLOWUP_SLA_SHARE = Metric(
    followup_sla_share,
    unit="share",
    needs={
        "leads": ("lead_id",),
        "activities": ("lead_id", "occurred_at", "kind"),
        "feedback": ("lead_id", "kind"),
        "visits": (),
    },
    agreement=("sla.toml", "stages.csv"),
)
