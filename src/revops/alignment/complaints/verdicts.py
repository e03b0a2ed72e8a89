"""Whom does the record of each lead handed over bear out: both teams, one of them, or neither?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.complaints.handed import DAYS, STAGE, handed_leads
from revops.alignment.complaints.meets import require_evidence, with_definition
from revops.alignment.complaints.prior_touches import LOOKBACK_DAYS, with_prior_touches
from revops.workspace.agreement import Sla
from revops.workspace.qualified_lead import QualifiedLead

#: The four verdicts, in the order in which they are always shown.
VERDICTS = ("both_met", "marketing_missed", "sales_missed", "both_missed")
#: What is no verdict.
NO_VERDICT = ("opted_out", "too_early")
#: Fewer prior touches than this, and the lead hardly knows us.
MIN_TOUCHES = 2


def complaint_verdicts(
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
    """Whom does the record of each lead handed over bear out: both teams, one, or neither?

    One row a lead handed over in the last `days` (see `handed_leads`), oldest first.

    - marketing_met: on the day of the handover the lead met the signed definition in force (where
      there was one), and had had at least `min_touches` touches of marketing in the
      `lookback_days` before.
    - sales_met: by `sla.deadline_hours` business hours after the handover, a person of ours had
      contacted it, or had rejected it with a reason.

    verdict: both_met, marketing_missed, sales_missed, both_missed; or none: `too_early` (the
    deadline has not passed by the as-of day) and `opted_out` (the lead opted out before the
    deadline, uncontacted, so that nobody may contact it). What is dated later changes no verdict.

    Columns: lead_id, account_id, company, handed_on, deadline_at, first_contact_at, rejected_at,
    n_touches, judged_by, version, qualified_by, meets_definition, marketing_met, sales_met,
    verdict.
    """
    require_evidence(touchpoints, replays)
    handed = handed_leads(
        leads, activities, sla, visits, feedback,
        as_of=as_of, days=days, qualified_stage=qualified_stage,
    )  # fmt: skip
    touched = with_prior_touches(handed, touchpoints, lookback_days=lookback_days)
    judged = with_definition(touched, replays, qualified_lead).with_columns(
        _marketing_met(min_touches), _sales_met()
    )
    return judged.with_columns(_verdict(as_of)).select(_given(judged))


def _marketing_met(min_touches: int) -> pl.Expr:
    """Say whether a lead met what is known of the definition and of prior touches."""
    known_us = pl.col("n_touches") >= min_touches
    met = pl.col("meets_definition").fill_null(True) & known_us.fill_null(True)
    return met.alias("marketing_met")


def _sales_met() -> pl.Expr:
    """Say whether a lead was contacted, or rejected with a reason, by its deadline."""
    return (_by_deadline("first_contact_at") | _by_deadline("rejected_at")).alias("sales_met")


def _by_deadline(column: str) -> pl.Expr:
    """Say whether something happened by the deadline."""
    return (pl.col(column) <= pl.col("deadline_at")).fill_null(False)


def _verdict(as_of: date) -> pl.Expr:
    """Name the verdict; the first case that holds."""
    marketing, sales = pl.col("marketing_met"), pl.col("sales_met")
    is_due = (pl.col("deadline_at").dt.date() <= as_of).fill_null(False)
    cases = {
        "too_early": ~is_due,
        "opted_out": ~sales & _by_deadline("opted_out_at"),
        "both_met": marketing & sales,
        "marketing_missed": sales,
        "sales_missed": marketing,
    }
    named = [pl.when(case).then(pl.lit(name)) for name, case in cases.items()]
    return pl.coalesce(*named, pl.lit("both_missed")).alias("verdict")


def _given(judged: pl.DataFrame) -> list[pl.Expr]:
    """Give the columns of the list; one that the exports lack holds nothing."""
    return [
        pl.col(name) if name in judged.columns or name == "verdict" else pl.lit(None).alias(name)
        for name in _COLUMNS
    ]


_COLUMNS = (
    "lead_id", "account_id", "company", "handed_on", "deadline_at", "first_contact_at",
    "rejected_at", "n_touches", "judged_by", "version", "qualified_by", "meets_definition",
    "marketing_met", "sales_met", "verdict",
)  # fmt: skip
