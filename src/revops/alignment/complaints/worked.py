"""Are leads that were contacted in time won more often than those that were not?

Classified at the deadline, so that nobody is called worked for having been won; wins are counted
after it (a landmark analysis). Source: Anderson, Cain, Gelber 1983, "Analysis of survival by
tumor response", J. Clin. Oncol. 1. It describes and explains nothing: sales chooses whom to call
first, so that the two groups were not alike to begin with.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.complaints.handed import DAYS, STAGE
from revops.alignment.complaints.meets import meets_or_unknown
from revops.alignment.complaints.verdicts import NO_VERDICT, complaint_verdicts
from revops.alignment.complaints.won_within import (
    WITHIN_DAYS,
    not_won_between,
    with_wins,
)
from revops.metrics.figures import share
from revops.metrics.won_share_difference import difference
from revops.workspace.agreement import Sla
from revops.workspace.qualified_lead import QualifiedLead

WORKED, UNWORKED, DIFFERENCE = "worked_in_time", "not_worked_in_time", "difference"


def worked_and_unworked(
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
    qualified_stage: str = STAGE,
) -> pl.DataFrame:
    """Are leads that were contacted in time won more often than those that were not?

    Among leads that met the signed definition at the handover (where there was none: all handed
    over), whose deadline passed at least `within_days` ago, and that were neither rejected nor had
    opted out nor been won by then. Three rows: worked_in_time, not_worked_in_time (contacted later,
    or never) and their difference. Columns: worked, value (share won later than the day of the
    deadline and at most `within_days` after it), low, high (95 %: Wilson; the difference by square
    and add, Newcombe 1998, Stat. Med. 17), numerator, denominator.
    """
    judged = complaint_verdicts(
        leads, activities, sla, visits, feedback, touchpoints, replays, qualified_lead,
        as_of=as_of, days=days, qualified_stage=qualified_stage,
    )  # fmt: skip
    able = not_won_between(
        _at_the_deadline(judged), opportunities, as_of=as_of, start="handed_on", end="deadline_on"
    )
    told = with_wins(
        able, opportunities, as_of=as_of, after="deadline_on", within_days=within_days
    ).filter("is_matured")
    counted = told.group_by("worked").agg(
        pl.col("is_won").sum().alias("n_won"), pl.len().alias("n")
    )
    both = pl.DataFrame({"worked": [WORKED, UNWORKED]}).join(
        counted, on="worked", how="left", maintain_order="left"
    )
    shares = both.with_columns(pl.col("n_won", "n").fill_null(0).cast(pl.Int64)).select(
        "worked", *share("n_won", "n")
    )
    return pl.concat([shares, _difference(shares)]).with_columns(pl.lit("share").alias("unit"))


def _at_the_deadline(judged: pl.DataFrame) -> pl.DataFrame:
    """Say of each lead that could be worked whether it had been by its deadline."""
    deadline = pl.col("deadline_at")
    rejected = (pl.col("rejected_at") <= deadline).fill_null(False)
    worked = (pl.col("first_contact_at") <= deadline).fill_null(False)
    named = pl.when(worked).then(pl.lit(WORKED)).otherwise(pl.lit(UNWORKED)).alias("worked")
    able = judged.filter(
        ~pl.col("verdict").is_in(NO_VERDICT), meets_or_unknown(), worked | ~rejected
    )
    return able.with_columns(named, deadline.dt.date().alias("deadline_on"))


def _difference(shares: pl.DataFrame) -> pl.DataFrame:
    """Give the row of the difference: worked less not worked."""
    worked, unworked = (shares.filter(pl.col("worked") == name) for name in (WORKED, UNWORKED))
    own = worked.select("low", "high", share="value", n="denominator")
    rest = unworked.select(share_o="value", low_o="low", high_o="high")
    beside = pl.concat([own, rest], how="horizontal").select(*difference())
    nothing = pl.lit(None, pl.Float64)
    return beside.select(
        pl.lit(DIFFERENCE).alias("worked"), "value", "low", "high",
        nothing.alias("numerator"), nothing.alias("denominator"),
    )  # fmt: skip
