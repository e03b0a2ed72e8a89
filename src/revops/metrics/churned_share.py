"""Of the customers, how many churn within 90, 180, 365 and 730 days of their first win?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.churned_accounts import AGES, churned_accounts
from revops.metrics.grouping import Cohort
from revops.metrics.horizons import won_within
from revops.metrics.metric import Metric


def churned_share(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    cohort: Cohort | None = None,
    horizon_days: Sequence[int] = AGES,
) -> pl.DataFrame:
    """Of the customers, how many churn within 90, 180, 365 and 730 days of their first win?

    A customer is an account with a won deal, from its first win on; it churns at its first
    `churned` event, and else is still a customer and censored on the as-of day. Cumulative
    incidence (Aalen-Johansen; with one kind of end it is 1 - Kaplan-Meier). 95 % interval,
    pointwise. Numerator: churned within the horizon so far; denominator: customers. Beyond the
    last day that anyone was watched it is null. Unit: share 0 to 1.

    `cohort` cuts by month, quarter or year of the first win; `is_immature` marks a cohort whose
    youngest customer has not had the horizon's days. `by` may name first_channel,
    first_campaign_id or promise: of the journey before the first win. Also: n_at_risk.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won"] * 2,
    ...     "account_id": ["Aurora", "Bosque"], "created_at": [date(2025, 1, 5)] * 2,
    ...     "closed_at": [date(2025, 3, 3)] * 2})
    >>> customers = pl.DataFrame({"account_id": ["Aurora"], "event": ["churned"],
    ...     "occurred_at": [date(2025, 7, 1)], "amount_base": [None], "opportunity_id": [None]})
    >>> shown = churned_share(opportunities, customers, as_of=date(2026, 6, 30))
    >>> shown.select("horizon_days", "value").rows()
    [(90, 0.0), (180, 0.5), (365, 0.5), (730, None)]
    """
    members = churned_accounts(
        opportunities, customers, leads, journeys, campaigns, as_of=as_of, by=by
    )
    shown = won_within(members, as_of=as_of, by=by, cohort=cohort, horizon_days=horizon_days)
    return shown.drop("lost_share", "open_share")


CHURNED_SHARE = Metric(
    churned_share, unit="share", needs={"opportunities": ("status",), "customers": ("event",)}
)
