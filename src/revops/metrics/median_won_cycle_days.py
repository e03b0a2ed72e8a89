"""How long is the cycle of half of the won deals?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.median_days import median_days
from revops.metrics.metric import Metric
from revops.metrics.outcomes import WON, deal_outcomes


def median_won_cycle_days(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """How long is the cycle of half of the won deals?

    Median of the days (calendar dates) from the deal's creation to its close, among all deals
    won by the as-of day. It is the familiar figure, and biased low while cohorts are young.
    95 % interval from order statistics. Unit: days.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won", "lost"],
    ...     "created_at": [date(2026, 1, 5)] * 2,
    ...     "closed_at": [date(2026, 2, 15), date(2026, 1, 9)]})
    >>> median_won_cycle_days(opportunities, as_of=date(2026, 6, 30)).row(0)[0]
    41.0
    """
    won = deal_outcomes(opportunities, as_of).filter(pl.col("cause") == WON)
    return median_days(segmented(with_lead_columns(won, leads, by), by), by)


MEDIAN_WON_CYCLE_DAYS = Metric(
    median_won_cycle_days,
    unit="days",
    needs={"opportunities": ("created_at", "closed_at", "status")},
)
