"""Of the customers, how many are still customers 90, 180, 365 and 730 days after the first win?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.churned_accounts import AGES
from revops.metrics.churned_share import churned_share
from revops.metrics.grouping import Cohort
from revops.metrics.metric import Metric


def retained_share(
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
    """Of the customers, how many are still customers 90, 180, 365 and 730 days after the first win?

    One minus `churned_share`, with its interval turned around. Numerator: customers not churned
    within the horizon so far; denominator: customers. Unit: share 0 to 1.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "account_id": ["Aurora"], "created_at": [date(2025, 1, 5)],
    ...     "closed_at": [date(2025, 3, 3)]})
    >>> customers = pl.DataFrame({"account_id": ["Aurora"], "event": ["renewed"],
    ...     "occurred_at": [date(2026, 3, 3)], "amount_base": [900.0], "opportunity_id": [None]})
    >>> shown = retained_share(opportunities, customers, as_of=date(2026, 6, 30))
    >>> shown.select("horizon_days", "value").rows()[2:]
    [(365, 1.0), (730, None)]
    """
    gone = churned_share(
        opportunities, customers, leads, journeys, campaigns,
        as_of=as_of, by=by, cohort=cohort, horizon_days=horizon_days,
    )  # fmt: skip
    return gone.with_columns(
        (1 - pl.col("value")).alias("value"),
        (1 - pl.col("high")).alias("low"),
        (1 - pl.col("low")).alias("high"),
        (pl.col("denominator") - pl.col("numerator")).alias("numerator"),
    )


RETAINED_SHARE = Metric(
    retained_share, unit="share", needs={"opportunities": ("status",), "customers": ("event",)}
)
