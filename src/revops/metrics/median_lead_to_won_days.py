"""How long from lead to won, for half of the won leads?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import segmented
from revops.metrics.median_days import median_days
from revops.metrics.metric import Metric
from revops.metrics.outcomes import WON, lead_outcomes


def median_lead_to_won_days(
    leads: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date, by: Sequence[str] = ()
) -> pl.DataFrame:
    """How long from lead to won, for half of the won leads?

    Median of the days (calendar dates) from the lead's creation to its first won deal, among
    the leads won by the as-of day. It is the familiar figure, and biased low while cohorts
    are young: those who will take long are not in it yet. A lead won before its creation
    stays in, with its negative days. 95 % interval from order statistics. Unit: days.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "created_at": [date(2026, 1, 5)] * 2})
    >>> opportunities = pl.DataFrame({"lead_id": ["ana", "bruno"], "status": ["won", "open"],
    ...     "created_at": [date(2026, 1, 9)] * 2, "closed_at": [date(2026, 1, 19), None]})
    >>> median_lead_to_won_days(leads, opportunities, as_of=date(2026, 6, 30)).row(0)[0]
    14.0
    """
    won = lead_outcomes(leads, opportunities, as_of).filter(pl.col("cause") == WON)
    return median_days(segmented(won, by), by)


MEDIAN_LEAD_TO_WON_DAYS = Metric(
    median_lead_to_won_days,
    unit="days",
    needs={
        "leads": ("lead_id", "created_at"),
        "opportunities": ("lead_id", "status", "closed_at"),
    },
)
