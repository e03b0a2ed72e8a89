"""Which pieces do buyers see before a deal is opened, and what became of those deals?"""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.heard.won_in_time import deals_in_time, won_in_time


def content_in_deals(
    journeys: pl.DataFrame,
    content: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    within_days: int = 180,
) -> pl.DataFrame:
    """One row a piece: the deals whose people saw it before the deal was opened, and the wins.

    Columns: title, kind, made_with_sales, n_deals, then of those opened at least `within_days` ago:
    value (share won within so many days of opening) with its 95 % Wilson interval, numerator,
    denominator and unit. Pieces stand by the number of deals, their authors are not named. Takes
    `journeys` to an opened deal (target="opportunity"). Unit: share.

    >>> content = pl.DataFrame({"content_id": ["guide"], "title": ["Guide"], "kind": ["guide"],
    ...     "made_with_sales": [True]})
    >>> journeys = pl.DataFrame({"conversion_id": ["d1"], "content_id": ["guide"]})
    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "created_at": [date(2025, 11, 3)], "closed_at": [date(2026, 1, 9)]})
    >>> content_in_deals(journeys, content, deals, as_of=date(2026, 6, 30)).select(
    ...     "title", "n_deals", "value").row(0)
    ('Guide', 1, 1.0)
    """
    deals = deals_in_time(known.deals(opportunities, as_of), as_of, within_days)
    pieces = content.select("content_id", "title", "kind", "made_with_sales")
    seen = journeys.select(opportunity_id="conversion_id", content_id="content_id").drop_nulls()
    touched = (
        seen.unique()
        .join(deals, on="opportunity_id")
        .join(pieces.unique("content_id", keep="first"), on="content_id")
    )
    by = ["content_id", "title", "kind", "made_with_sales"]
    counted = won_in_time(touched, by)
    return counted.sort("n_deals", "content_id", descending=[True, False]).drop("content_id")
