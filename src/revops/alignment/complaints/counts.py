"""How many leads got each verdict, and what did they become?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.complaints.handed import DAYS, STAGE
from revops.alignment.complaints.prior_touches import LOOKBACK_DAYS
from revops.alignment.complaints.verdicts import MIN_TOUCHES, VERDICTS, complaint_verdicts
from revops.alignment.complaints.won_within import WITHIN_DAYS, with_wins
from revops.metrics.account_bootstrap import account_intervals
from revops.metrics.figures import figures, share
from revops.metrics.grouping import exact_sum
from revops.workspace.agreement import Sla
from revops.workspace.qualified_lead import QualifiedLead


def verdict_counts(
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
    days: int = DAYS,
    min_touches: int = MIN_TOUCHES,
    lookback_days: int = LOOKBACK_DAYS,
    qualified_stage: str = STAGE,
) -> pl.DataFrame:
    """One row a verdict, all four in their order: how many of the leads got it.

    Columns: verdict, value (share of the leads with a verdict), low, high (95 %, Wilson, each for
    itself), numerator, denominator. The four numerators add up to the denominator.
    """
    judged = complaint_verdicts(
        leads, activities, sla, visits, feedback, touchpoints, replays, qualified_lead,
        as_of=as_of, days=days, min_touches=min_touches, lookback_days=lookback_days,
        qualified_stage=qualified_stage,
    )  # fmt: skip
    counted = _every_verdict(judged.group_by("verdict").agg(pl.len().alias("n")))
    whole = counted.with_columns(pl.col("n").sum().alias("n_all"))
    return whole.select("verdict", *share("n", "n_all"), pl.lit("share").alias("unit"))


def verdict_values(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame,
    opportunities: pl.DataFrame,
    feedback: pl.DataFrame | None = None,
    touchpoints: pl.DataFrame | None = None,
    replays: pl.DataFrame | None = None,
    qualified_lead: Sequence[QualifiedLead] = (),
    *,
    as_of: date,
    days: int = DAYS,
    within_days: int = WITHIN_DAYS,
    min_touches: int = MIN_TOUCHES,
    lookback_days: int = LOOKBACK_DAYS,
    qualified_stage: str = STAGE,
) -> pl.DataFrame:
    """One row a verdict: what its leads were worth `within_days` after their handover.

    Only leads handed over at least so long ago. Columns: verdict, value (won deals, workspace
    currency), low, high (95 %, bootstrap over accounts: too narrow where few deals were won),
    n_leads, n_won (leads won).
    """
    judged = complaint_verdicts(
        leads, activities, sla, visits, feedback, touchpoints, replays, qualified_lead,
        as_of=as_of, days=days, min_touches=min_touches, lookback_days=lookback_days,
        qualified_stage=qualified_stage,
    )  # fmt: skip
    told = with_wins(
        judged, opportunities, as_of=as_of, after="handed_on", within_days=within_days
    ).filter("is_matured")
    sums = told.group_by("verdict").agg(
        exact_sum(pl.col("won_value")).alias("sum"),
        pl.len().alias("n_leads"),
        pl.col("is_won").sum().alias("n_won"),
    )
    named = told.with_columns(pl.col("lead_id").alias("conversion_id"))
    ends = account_intervals(named, ["verdict"], "won_value")
    whole = _every_verdict(sums.join(ends, on="verdict"))
    value, low, high = figures(pl.col("sum"), low=pl.col("low"), high=pl.col("high"))[:3]
    return whole.select(
        "verdict", value, low, high, "n_leads", "n_won", pl.lit("money").alias("unit")
    )


def _every_verdict(counted: pl.DataFrame) -> pl.DataFrame:
    """Give all four verdicts in their order; one without leads counts none."""
    every = pl.DataFrame({"verdict": VERDICTS})
    counts = pl.col(pl.UInt32).fill_null(0).cast(pl.Int64)
    return every.join(counted, on="verdict", how="left", maintain_order="left").with_columns(counts)
