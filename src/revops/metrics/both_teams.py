"""On how many paths to a win did both teams meet the customer?"""

from datetime import date

import polars as pl

from revops.journeys import UNATTRIBUTED


def both_teams(journeys: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """On how many paths to a win did both teams meet the customer?

    One row: n_won, n_both (wins with touches of both teams), n_marketing_alone, n_sales_alone,
    n_untouched, which add up to n_won, and n_marketing_first (of those with both, the wins whose
    first touch is marketing's). No wins: all are 0.

    >>> walk = pl.DataFrame({"conversion_id": ["d1", "d1", "d2"], "position": [1, 2, 1],
    ...     "channel": ["email", "sales_call", "unattributed"],
    ...     "team": ["marketing", "sales", "unattributed"]})
    >>> both_teams(walk, as_of=date(2026, 6, 30)).rows()
    [(2, 1, 0, 0, 1, 1)]
    """
    by_win = journeys.group_by("conversion_id").agg(
        (pl.col("team") == "marketing").any().alias("marketing"),
        (pl.col("team") == "sales").any().alias("sales"),
        pl.col("channel").eq_missing(UNATTRIBUTED).any().alias("untouched"),
        (pl.col("team").sort_by("position").first() == "marketing").alias("starts"),
    )
    marketing, sales = pl.col("marketing"), pl.col("sales")
    return by_win.select(
        pl.len().alias("n_won"),
        (marketing & sales).sum().alias("n_both"),
        (marketing & ~sales).sum().alias("n_marketing_alone"),
        (sales & ~marketing).sum().alias("n_sales_alone"),
        pl.col("untouched").sum().alias("n_untouched"),
        (marketing & sales & pl.col("starts")).sum().alias("n_marketing_first"),
    ).cast(pl.Int64)
