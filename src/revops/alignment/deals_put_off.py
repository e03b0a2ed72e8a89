"""Which open deals were put off, or let their day pass? With the company's name."""

from datetime import date

import polars as pl

from revops.alignment.with_names import with_names
from revops.metrics import slipped_deals


def deals_put_off(
    opportunities: pl.DataFrame,
    accounts: pl.DataFrame | None = None,
    field_history: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """One row a slipped deal, the most put off first.

    Columns: company, deal, owner_id, value (workspace currency), first_close_date, close_date,
    n_pushes, days_slipped, opportunity_id.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "name": ["Uno"], "account_id": ["A1"],
    ...     "owner_id": ["Sofia"], "status": ["open"], "amount_base": [900],
    ...     "created_at": [date(2026, 1, 5)], "closed_at": [None],
    ...     "close_date": [date(2026, 6, 1)]}, schema_overrides={"closed_at": pl.Date})
    >>> deals_put_off(deals, as_of=date(2026, 6, 30)).select("deal", "days_slipped").row(0)
    ('Uno', 29)
    """
    slipped = slipped_deals(opportunities, field_history, as_of=as_of)
    dates = ("first_close_date", "close_date", "n_pushes", "days_slipped")
    columns = ("company", "deal", "owner_id", "value", *dates, "opportunity_id")
    return with_names(slipped, opportunities, accounts).select(columns)
