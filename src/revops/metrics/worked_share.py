"""Of the leads due for a first contact, how many has anybody tried at all?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import share
from revops.metrics.followups import followups
from revops.metrics.grouping import summed
from revops.metrics.handover_segments import handover_segments, narrowed
from revops.metrics.handovers import Start
from revops.metrics.metric import Metric
from revops.metrics.outbound import Activities
from revops.metrics.outcomes import LOST, WON, lead_outcomes
from revops.workspace.agreement import Sla

LEAD_OUTCOME = "lead_outcome"


def worked_share(
    leads: pl.DataFrame,
    activities: Activities,
    sla: Sla,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    start: Start = "routed",
) -> pl.DataFrame:
    """Of the leads due for a first contact, how many has anybody tried at all?

    Leads with at least one human outbound contact from their handover to the as-of day, however
    late / leads whose deadline fell on or before the as-of day. With the deals, `by` also takes
    lead_outcome: open, won or lost so far. Who is won was always worked, so that compares nothing:
    it says what became of the rest. 95 % Wilson interval. Unit: share 0 to 1.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 6, 22, 12)
    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [noon] * 2,
    ...     "routed_at": [noon] * 2, "opted_out_at": [None] * 2},
    ...     schema_overrides={"opted_out_at": pl.Datetime})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "kind": ["call"],
    ...     "occurred_at": [datetime(2026, 6, 22, 12, 30)], "direction": ["outbound"],
    ...     "is_automated": [False]})
    >>> worked_share(leads, activities, Sla(), as_of=date(2026, 6, 30))["value"].item()
    0.5
    """
    found = followups(leads, activities, sla, visits, as_of=as_of, start=start)
    due = narrowed(found, by, "is_due", "first_contact_at").filter("is_due")
    if LEAD_OUTCOME in by and opportunities is not None:
        due = _with_outcome(due, leads, opportunities, as_of)
    counts = summed(
        handover_segments(due, users, sla, by),
        by,
        pl.col("first_contact_at").is_not_null().sum().alias("n_worked"),
        pl.len().alias("n_due"),
    )
    return counts.select(*by, *share("n_worked", "n_due"))


def _with_outcome(
    found: pl.DataFrame, leads: pl.DataFrame, opportunities: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Say what became of each lead so far."""
    cause = pl.col("cause")
    named = pl.when(cause == WON).then(pl.lit("won")).when(cause == LOST).then(pl.lit("lost"))
    outcomes = lead_outcomes(leads, opportunities, as_of).select(
        "lead_id", named.otherwise(pl.lit("open")).alias(LEAD_OUTCOME)
    )
    return found.join(
        outcomes, on="lead_id", how="left", maintain_order="left", validate="m:1"
    ).with_columns(pl.col(LEAD_OUTCOME).fill_null("open"))


WORKED_SHARE = Metric(
    worked_share,
    unit="share",
    needs={"leads": ("lead_id",), "activities": ("lead_id", "occurred_at", "kind")},
    agreement=("sla.toml", "stages.csv"),
)
