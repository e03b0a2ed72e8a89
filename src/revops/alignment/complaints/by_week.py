"""How did the verdicts go, week by week?"""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from revops.alignment.complaints.handed import STAGE
from revops.alignment.complaints.prior_touches import LOOKBACK_DAYS
from revops.alignment.complaints.verdicts import (
    MIN_TOUCHES,
    NO_VERDICT,
    VERDICTS,
    complaint_verdicts,
)
from revops.workspace.agreement import Sla
from revops.workspace.qualified_lead import QualifiedLead

WEEKS = 52


def complaints_by_week(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame,
    feedback: pl.DataFrame | None = None,
    touchpoints: pl.DataFrame | None = None,
    replays: pl.DataFrame | None = None,
    qualified_lead: Sequence[QualifiedLead] = (),
    *,
    as_of: date,
    weeks: int = WEEKS,
    min_touches: int = MIN_TOUCHES,
    lookback_days: int = LOOKBACK_DAYS,
    qualified_stage: str = STAGE,
) -> pl.DataFrame:
    """One row a week of handovers, Monday to Sunday, oldest first: what became of its leads.

    Columns: week ("2026-W26"), week_on (its Monday), handed, both_met, marketing_missed,
    sales_missed, both_missed, opted_out, too_early; the six add up to handed. The week of the
    as-of day is the last; weeks before the first handover are left out, and a week without any
    between others counts 0.
    """
    monday = as_of - timedelta(days=as_of.weekday())
    days = (as_of - monday).days + 1 + 7 * (weeks - 1)
    judged = complaint_verdicts(
        leads, activities, sla, visits, feedback, touchpoints, replays, qualified_lead,
        as_of=as_of, days=days, min_touches=min_touches, lookback_days=lookback_days,
        qualified_stage=qualified_stage,
    )  # fmt: skip
    names = (*VERDICTS, *NO_VERDICT)
    counted = judged.group_by(week_on=pl.col("handed_on").dt.truncate("1w")).agg(
        pl.len().alias("handed"), *((pl.col("verdict") == name).sum().alias(name) for name in names)
    )
    found = _every_week(counted["week_on"].min(), monday).join(
        counted, on="week_on", how="left", maintain_order="left"
    )
    counts = pl.col("handed", *names).fill_null(0).cast(pl.Int64)
    return found.select(pl.col("week_on").dt.strftime("%G-W%V").alias("week"), "week_on", counts)


def _every_week(first: object, last: date) -> pl.DataFrame:
    """Give every Monday from the first to the last."""
    start = first if isinstance(first, date) else last
    return pl.DataFrame({"week_on": pl.date_range(start, last, "1w", eager=True)})
