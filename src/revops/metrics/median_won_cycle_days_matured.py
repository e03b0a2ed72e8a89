"""How long is the cycle of the won deals, among deals old enough to tell?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.late_entry import first_day
from revops.metrics.matured import MATURITY_DAYS, has_matured
from revops.metrics.median_days import median_days
from revops.metrics.metric import Metric
from revops.metrics.outcomes import WON, deal_outcomes


def median_won_cycle_days_matured(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    maturity_days: int = MATURITY_DAYS,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """How long is the cycle of the won deals, among deals old enough to tell?

    As `median_won_cycle_days`, with only the deals created in months that ended at least
    `maturity_days` before the as-of day and, with `observed_from`, on or after that day. Unit:
    days.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won", "won"],
    ...     "created_at": [date(2026, 1, 5), date(2026, 6, 1)],
    ...     "closed_at": [date(2026, 3, 6), date(2026, 6, 3)]})
    >>> median_won_cycle_days_matured(
    ...     opportunities, as_of=date(2026, 6, 30), maturity_days=90).row(0)[0]
    60.0
    """
    won = deal_outcomes(opportunities, as_of).filter(
        pl.col("cause") == WON,
        has_matured(as_of, maturity_days),
        pl.col("started_on") >= (first_day(observed_from) or date.min),
    )
    return median_days(segmented(with_lead_columns(won, leads, by), by), by)


MEDIAN_WON_CYCLE_DAYS_MATURED = Metric(
    median_won_cycle_days_matured,
    unit="days",
    needs={"opportunities": ("created_at", "closed_at", "status")},
)
