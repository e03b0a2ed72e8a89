"""How many deals were won in the period, and what are they worth together?"""

from datetime import date

import polars as pl

from revops.alignment.win_stories.stories import DAYS
from revops.alignment.win_stories.won_deals import won_deals
from revops.metrics.grouping import exact_sum


def wins_total(opportunities: pl.DataFrame, *, as_of: date, days: int = DAYS) -> pl.DataFrame:
    """How many deals were won in the last `days`, and what are they worth together?

    One row: n_won, won_value (workspace currency).

    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "account_id": ["Aurora"], "name": ["Uno"],
    ...     "lead_id": ["ana"], "status": ["won"], "amount_base": [900.0],
    ...     "created_at": [date(2026, 5, 9)], "closed_at": [date(2026, 6, 2)]})
    >>> wins_total(deals, as_of=date(2026, 6, 30)).row(0)
    (1, 900.0)
    """
    won = won_deals(opportunities, as_of=as_of, days=days)
    return won.select(
        pl.len().cast(pl.Int64).alias("n_won"), exact_sum(pl.col("value")).alias("won_value")
    )
