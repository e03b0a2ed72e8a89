"""Who is a customer: each account with a won deal, from the day of its first win on."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops import known
from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.metric import NotComputable
from revops.metrics.origins import ORIGINS, with_origins
from revops.text import N_


def won_accounts(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """One row is one customer: an account, at the first of its deals won by the as-of day.

    Columns: those of that deal, then started_on (the day of the win), age (days from it to the
    as-of day), conversion_id and the segments of `by`: columns of the deal or of its primary
    lead, or of its journey (see `origins`). They are fixed at the first win: no later deal
    changes them. A won deal without an account or a date makes no customer.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1", "d2"], "account_id": ["Aurora"] * 2,
    ...     "status": ["won"] * 2, "created_at": [date(2026, 1, 5)] * 2,
    ...     "closed_at": [date(2026, 5, 4), date(2026, 3, 2)]})
    >>> won_accounts(deals, as_of=date(2026, 6, 30)).select("opportunity_id", "age").rows()
    [('d2', 120)]
    """
    first = won_deals(opportunities, as_of).unique("account_id", keep="first", maintain_order=True)
    started_on = pl.col("closed_at").dt.date()
    customers = first.with_columns(
        started_on.alias("started_on"),
        (pl.lit(as_of) - started_on).dt.total_days().alias("age"),
        pl.col("opportunity_id").alias("conversion_id"),
    )
    if set(by) & set(ORIGINS):
        customers = with_origins(customers, journeys, campaigns)
    return segmented(with_lead_columns(customers, leads, by), by)


def won_deals(opportunities: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give the won deals that name their account and day, the earliest first."""
    won = known.deals(opportunities, as_of).filter(pl.col("status") == "won")
    named = won.filter(pl.col("account_id").is_not_null() & pl.col("closed_at").is_not_null())
    if named.is_empty() and not won.is_empty():
        raise NotComputable(
            N_("no won deal names its account and its day, so that nobody is known as a customer")
        )
    return named.sort("closed_at", "opportunity_id")
