"""How long from lead to won, among leads old enough to tell?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import segmented
from revops.metrics.late_entry import first_day
from revops.metrics.matured import MATURITY_DAYS, has_matured
from revops.metrics.median_days import median_days
from revops.metrics.metric import Metric
from revops.metrics.outcomes import WON, lead_outcomes


def median_lead_to_won_days_matured(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    by: Sequence[str] = (),
    maturity_days: int = MATURITY_DAYS,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """How long from lead to won, among leads old enough to tell?

    As `median_lead_to_won_days`, with only the leads created in months that ended at least
    `maturity_days` before the as-of day and, with `observed_from`, on or after that day. Unit:
    days.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"],
    ...     "created_at": [date(2026, 1, 5), date(2026, 6, 1)]})
    >>> opportunities = pl.DataFrame({"lead_id": ["ana", "bruno"], "status": ["won", "won"],
    ...     "created_at": [date(2026, 1, 9), date(2026, 6, 1)],
    ...     "closed_at": [date(2026, 3, 6), date(2026, 6, 3)]})
    >>> median_lead_to_won_days_matured(
    ...     leads, opportunities, as_of=date(2026, 6, 30), maturity_days=90).row(0)[0]
    60.0
    """
    won = lead_outcomes(leads, opportunities, as_of).filter(
        pl.col("cause") == WON,
        has_matured(as_of, maturity_days),
        pl.col("started_on") >= (first_day(observed_from) or date.min),
    )
    return median_days(segmented(won, by), by)


MEDIAN_LEAD_TO_WON_DAYS_MATURED = Metric(
    median_lead_to_won_days_matured,
    unit="days",
    needs={
        "leads": ("lead_id", "created_at"),
        "opportunities": ("lead_id", "status", "closed_at"),
    },
)
