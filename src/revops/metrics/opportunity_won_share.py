"""Of the deals opened, how many are won within 30, 60, 90, 180 and 365 days?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops import known
from revops.metrics.deals import refuse_wins_only
from revops.metrics.grouping import Cohort, with_lead_columns
from revops.metrics.horizons import HORIZONS, won_within
from revops.metrics.late_entry import watched_from
from revops.metrics.metric import Metric
from revops.metrics.outcomes import deal_outcomes


def opportunity_won_share(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    cohort: Cohort | None = None,
    horizon_days: Sequence[int] = HORIZONS,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """Of the deals opened, how many are won within 30, 60, 90, 180 and 365 days?

    As `lead_to_won_share`, from the deal's creation to its close: Aalen-Johansen, won and lost
    competing, open deals censored on the as-of day; `observed_from` as there. Not computable
    where every deal is won: such an export holds wins only. Unit: share 0 to 1.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won", "open"],
    ...     "created_at": [date(2026, 1, 5)] * 2, "closed_at": [date(2026, 1, 25), None]})
    >>> shown = opportunity_won_share(opportunities, as_of=date(2026, 6, 30), horizon_days=[10, 30])
    >>> shown.select("horizon_days", "value", "n_at_risk").rows()
    [(10, 0.0, 2), (30, 0.5, 1)]
    """
    refuse_wins_only(known.deals(opportunities, as_of))
    outcomes = watched_from(deal_outcomes(opportunities, as_of), observed_from)
    deals = with_lead_columns(outcomes, leads, by)
    return won_within(deals, as_of=as_of, by=by, cohort=cohort, horizon_days=horizon_days)


OPPORTUNITY_WON_SHARE = Metric(
    opportunity_won_share, unit="share", needs={"opportunities": ("created_at", "status")}
)
