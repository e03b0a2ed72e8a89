"""How does the share of customers that stay fall with their age? The curve behind the ages."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.churned_accounts import churned_accounts
from revops.metrics.incidence import incidence


def retained_curve(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    max_days: int = 730,
) -> pl.DataFrame:
    """How does the share of customers that stay fall with their age?

    One row per segment and day from day 0 (the first win) to `max_days` on which a customer
    churned or was last seen. Columns: *by, days, value, low, high, n_at_risk. A step curve.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2"], "status": ["won"] * 2,
    ...     "account_id": ["Aurora", "Bosque"], "created_at": [date(2025, 1, 5)] * 2,
    ...     "closed_at": [date(2025, 3, 3)] * 2})
    >>> customers = pl.DataFrame({"account_id": ["Aurora"], "event": ["churned"],
    ...     "occurred_at": [date(2025, 7, 1)], "amount_base": [None], "opportunity_id": [None]})
    >>> curve = retained_curve(opportunities, customers, as_of=date(2026, 6, 30))
    >>> curve.select("days", "value", "n_at_risk").rows()
    [(0, 1.0, 2), (120, 0.5, 2), (484, 0.5, 1)]
    """
    members = churned_accounts(
        opportunities, customers, leads, journeys, campaigns, as_of=as_of, by=by
    )
    steps = incidence(members, by).filter(pl.col("days") <= max_days)
    return steps.select(
        *by,
        "days",
        (1 - pl.col("won_share")).alias("value"),
        (1 - pl.col("won_high")).alias("low"),
        (1 - pl.col("won_low")).alias("high"),
        "n_at_risk",
    ).sort(*by, "days")
