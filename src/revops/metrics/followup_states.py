"""What became of the follow-up agreement, lead by lead counted?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import summed
from revops.metrics.handover_segments import handover_segments
from revops.metrics.outbound import Activities
from revops.metrics.sla_states import KEPT, MISSED, UNDUE, sla_states
from revops.workspace.agreement import Sla


def followup_states(
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
    """What became of the follow-up agreement, lead by lead counted?

    The counts behind `followup_sla_share`: kept (rejected in time; accepted and tried as often as
    agreed), missed (too few attempts; neither accepted nor rejected in time) and apart (opted out;
    not due yet). Columns: *by, state, n_leads; all six states, in this order.

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
    >>> found = followup_states(
    ...     leads, activities, feedback, Sla(), visits, as_of=date(2026, 7, 10))
    >>> found.filter(pl.col("n_leads") > 0).rows()
    [('rejected_in_time', 1), ('too_few_attempts', 1)]
    """
    found = sla_states(
        leads, activities, feedback, sla, visits, as_of=as_of, qualified_stage=qualified_stage
    )
    names = (*KEPT, *MISSED, *UNDUE)
    counts = summed(
        handover_segments(found, users, sla, by),
        by,
        *((pl.col("state") == name).sum().cast(pl.Int64).alias(name) for name in names),
    )
    return counts.unpivot(names, index=list(by), variable_name="state", value_name="n_leads")
