"""Which open deals do we move, or close? Those that are stuck, with the company's name."""

from datetime import date

import polars as pl

from revops.alignment.with_names import with_names
from revops.metrics import stuck_deals


def deals_to_move(
    opportunities: pl.DataFrame,
    accounts: pl.DataFrame | None = None,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """One row a stuck deal, the longest over its limit first.

    Columns: company, deal, owner_id, stage, value (workspace currency), days (in the stage, or
    open), limit_days (nine in ten of the deals that were won took less), opportunity_id.

    >>> opportunities = pl.DataFrame({"opportunity_id": [f"d{n}" for n in range(11)],
    ...     "name": "Uno", "account_id": "A1", "amount_base": 900, "stage": "Demo",
    ...     "owner_id": "Sofia", "status": ["won"] * 10 + ["open"],
    ...     "created_at": [date(2026, 1, 5)] * 11, "closed_at": [date(2026, 2, 4)] * 10 + [None]})
    >>> accounts = pl.DataFrame({"account_id": ["A1"], "name": ["Aurora"]})
    >>> deals_to_move(opportunities, accounts, as_of=date(2026, 6, 30)).select(
    ...     "company", "days", "limit_days").rows()
    [('Aurora', 176, 30.0)]
    """
    stuck = stuck_deals(opportunities, visits, as_of=as_of)
    days = ("days", "limit_days")
    columns = ("company", "deal", "owner_id", "stage", "value", *days, "opportunity_id")
    return with_names(stuck, opportunities, accounts).select(columns)
