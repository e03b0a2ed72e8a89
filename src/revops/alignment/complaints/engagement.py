"""Does it matter how well a lead knew us when it was handed over?"""

from datetime import date

import polars as pl

from revops.alignment.complaints.handed import DAYS, STAGE
from revops.alignment.complaints.prior_touches import LOOKBACK_DAYS
from revops.alignment.complaints.verdicts import NO_VERDICT, complaint_verdicts
from revops.alignment.complaints.won_within import WITHIN_DAYS, with_wins
from revops.metrics.figures import share
from revops.metrics.metric import NotComputable
from revops.text import N_
from revops.workspace.agreement import Sla

#: From how many prior touches on each band begins.
BANDS = {"0-1": 0, "2-3": 2, "4+": 4}


def prior_engagement(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame,
    touchpoints: pl.DataFrame,
    opportunities: pl.DataFrame,
    feedback: pl.DataFrame | None = None,
    *,
    as_of: date,
    days: int = DAYS,
    within_days: int = WITHIN_DAYS,
    lookback_days: int = LOOKBACK_DAYS,
    qualified_stage: str = STAGE,
) -> pl.DataFrame:
    """Does it matter how well a lead knew us when it was handed over?

    One row an outcome and a band of prior touches by marketing (0-1, 2-3, 4+). Outcomes, of the
    leads with a verdict: contacted_in_time (sales accepted it: a contact by the deadline),
    rejected_in_time (with a reason, by the deadline, before any contact) and won (within
    `within_days` of the handover; only leads handed over at least so long ago). Columns: outcome,
    prior_touches, value (share), low, high (95 %, Wilson), numerator, denominator.
    """
    judged = complaint_verdicts(
        leads, activities, sla, visits, feedback, touchpoints,
        as_of=as_of, days=days, lookback_days=lookback_days, qualified_stage=qualified_stage,
    ).filter(~pl.col("verdict").is_in(NO_VERDICT))  # fmt: skip
    told = with_wins(
        judged, opportunities, as_of=as_of, after="handed_on", within_days=within_days
    ).with_columns(band().alias("prior_touches"))
    if told.is_empty():
        raise NotComputable(N_("no deadline has passed yet"))
    counts = told.group_by("prior_touches").agg(*_counts())
    every = pl.DataFrame({"prior_touches": list(BANDS)})
    whole = every.join(counts, on="prior_touches", how="left", maintain_order="left")
    filled = whole.with_columns(pl.col(pl.UInt32).fill_null(0).cast(pl.Int64))
    return pl.concat(
        filled.select(
            pl.lit(name).alias("outcome"),
            "prior_touches",
            *share(name, whole_of),
            pl.lit("share").alias("unit"),
        )
        for name, whole_of in _OF.items()
    )


_OF = {"contacted_in_time": "n_due", "rejected_in_time": "n_due", "won": "n_matured"}


def band() -> pl.Expr:
    """Name the band of a number of prior touches.

    >>> pl.DataFrame({"n_touches": [0, 1, 2, 9]}).select(band()).to_series().to_list()
    ['0-1', '0-1', '2-3', '4+']
    """
    n = pl.col("n_touches")
    within = [pl.when(n >= BANDS[name]).then(pl.lit(name)) for name in reversed(BANDS)]
    return pl.coalesce(*within).alias("band")


def _counts() -> list[pl.Expr]:
    """Count the outcomes of a band, and of how many leads."""
    contact, deadline = pl.col("first_contact_at"), pl.col("deadline_at")
    in_time = (contact <= deadline).fill_null(False)
    rejected = (pl.col("rejected_at") <= deadline).fill_null(False)
    before = (contact < pl.col("rejected_at")).fill_null(False)
    return [
        in_time.sum().alias("contacted_in_time"),
        (rejected & ~before).sum().alias("rejected_in_time"),
        (pl.col("is_won") & pl.col("is_matured")).sum().alias("won"),
        pl.len().alias("n_due"),
        pl.col("is_matured").sum().alias("n_matured"),
    ]
