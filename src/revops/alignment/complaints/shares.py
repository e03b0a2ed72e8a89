"""The two complaints as shares: qualified leads not worked in time, leads that hardly knew us."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.complaints.handed import DAYS, STAGE
from revops.alignment.complaints.meets import meets_or_unknown
from revops.alignment.complaints.prior_touches import LOOKBACK_DAYS
from revops.alignment.complaints.verdicts import MIN_TOUCHES, VERDICTS, complaint_verdicts
from revops.metrics.figures import share
from revops.workspace.agreement import Sla
from revops.workspace.qualified_lead import QualifiedLead

#: Marketing's complaint of sales, and sales' complaint of marketing.
NOT_WORKED, HARDLY_KNOWN = "not_worked_in_sla", "few_prior_touches"


def complaint_shares(
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
    """How far does the record bear out each of the two complaints?

    Two rows: complaint, value (share), low, high (95 %, Wilson), numerator, denominator.

    - not_worked_in_sla: of the leads with a verdict that met the signed definition (where there
      was none: of all), those neither contacted nor rejected with a reason by the deadline;
    - few_prior_touches: of the leads with a verdict, those with fewer than `min_touches` touches
      of marketing before the handover; null where no export gives touchpoints.
    """
    judged = complaint_verdicts(
        leads, activities, sla, visits, feedback, touchpoints, replays, qualified_lead,
        as_of=as_of, days=days, min_touches=min_touches, lookback_days=lookback_days,
        qualified_stage=qualified_stage,
    ).filter(pl.col("verdict").is_in(VERDICTS))  # fmt: skip
    meets, few = meets_or_unknown(), pl.col("n_touches") < min_touches
    pairs = {
        NOT_WORKED: ((meets & ~pl.col("sales_met")).sum(), meets.sum()),
        HARDLY_KNOWN: (few.sum(), pl.col("n_touches").count()),
    }
    rows = [
        judged.select(pl.lit(name).alias("complaint"), part.alias("n"), whole.alias("n_all"))
        for name, (part, whole) in pairs.items()
    ]
    return pl.concat(row.cast({"n": pl.Int64, "n_all": pl.Int64}) for row in rows).select(
        "complaint", *share("n", "n_all"), pl.lit("share").alias("unit")
    )
