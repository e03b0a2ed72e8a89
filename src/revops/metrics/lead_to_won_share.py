"""Of the leads, how many are won within 30, 60, 90, 180 and 365 days?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.grouping import Cohort
from revops.metrics.horizons import HORIZONS, won_within
from revops.metrics.late_entry import watched_from
from revops.metrics.metric import Metric
from revops.metrics.outcomes import lead_outcomes


def lead_to_won_share(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    by: Sequence[str] = (),
    cohort: Cohort | None = None,
    horizon_days: Sequence[int] = HORIZONS,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """Of the leads, how many are won within 30, 60, 90, 180 and 365 days?

    Days from the lead's creation to its first won deal (calendar dates). Cumulative incidence
    by Aalen-Johansen: won and lost are competing risks, a lead is lost when all its deals are,
    and everyone else is open and censored on the as-of day. 95 % interval, pointwise.
    Numerator: leads won within the horizon so far; denominator: leads of the group; the value
    is larger than their ratio while some are too young. A lead won before its creation counts
    on day 0. Unit: share 0 to 1.

    `cohort` cuts by month, quarter or year of creation; `is_immature` marks a cohort whose
    youngest lead has not had the horizon's days. Also: lost_share, open_share, n_at_risk.
    `observed_from`: the first day on which wins and losses were recorded; leads created before
    it count from their age on that day (late entry).

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno", "carla", "diego"],
    ...     "created_at": [date(2026, 1, 5)] * 4})
    >>> opportunities = pl.DataFrame({"lead_id": ["ana", "bruno"], "status": ["won", "lost"],
    ...     "created_at": [date(2026, 1, 9)] * 2,
    ...     "closed_at": [date(2026, 1, 25), date(2026, 2, 4)]})
    >>> shown = lead_to_won_share(leads, opportunities, as_of=date(2026, 6, 30))
    >>> shown.select("horizon_days", "value", "lost_share").rows()[:2]
    [(30, 0.25, 0.25), (60, 0.25, 0.25)]
    """
    outcomes = watched_from(lead_outcomes(leads, opportunities, as_of), observed_from)
    return won_within(outcomes, as_of=as_of, by=by, cohort=cohort, horizon_days=horizon_days)


LEAD_TO_WON_SHARE = Metric(
    lead_to_won_share,
    unit="share",
    needs={"leads": ("lead_id", "created_at"), "opportunities": ("lead_id", "status")},
)
