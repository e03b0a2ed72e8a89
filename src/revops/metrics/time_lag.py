"""How long is it from the first touch to the win, and with how many touches?"""

from datetime import date, timedelta

import polars as pl

from revops.journeys import UNATTRIBUTED

_LAGS = {"p25_days": 0.25, "p50_days": 0.5, "p75_days": 0.75, "p90_days": 0.9}


def time_lag(journeys: pl.DataFrame, *, as_of: date, within_days: int = 180) -> pl.DataFrame:
    """How long is it from the first touch to the win, and with how many touches?

    Two rows: all touched wins (`every_win`), and those whose first touch lies `within_days` or more
    before the as-of day (`old_enough`): any win of such a touch within that span would have been
    seen, so quick wins are not over-counted. Give `within_days` the lookback. n_won, the quartiles
    and the 90th percentile of the days (p25_days, p50_days, p75_days, p90_days, linear between
    neighbours), and median_touches a win. The first touch is the first inside the lookback, so no
    lag can be longer; only wins count, so it is not how long a lead will take (see `won_curve`).
    No wins: n_won is 0 and the rest null.

    >>> from datetime import datetime
    >>> walk = pl.DataFrame({"conversion_id": ["d1", "d1", "d2"], "channel": ["email"] * 3,
    ...     "occurred_at": [datetime(2026, 1, 1), datetime(2026, 1, 9), datetime(2026, 6, 1)],
    ...     "days_before": [20.0, 12.0, 10.0], "path_length": [2, 2, 1]})
    >>> found = time_lag(walk, as_of=date(2026, 6, 30), within_days=90)
    >>> found.select("wins", "n_won", "p50_days", "median_touches").rows()
    [('every_win', 2, 15.0, 1.5), ('old_enough', 1, 20.0, 2.0)]
    """
    each = (
        journeys.filter(pl.col("channel").ne_missing(UNATTRIBUTED))
        .group_by("conversion_id")
        .agg(
            pl.col("days_before").max().alias("days"),
            pl.col("path_length").max().alias("touches"),
            pl.col("occurred_at").min().dt.date().alias("first_on"),
        )
    )
    old = each.filter(pl.col("first_on") <= as_of - timedelta(days=within_days))
    return pl.concat([_quantiles(each, "every_win"), _quantiles(old, "old_enough")])


def _quantiles(each: pl.DataFrame, wins: str) -> pl.DataFrame:
    """Describe some wins in one row."""
    days = pl.col("days")
    return each.select(
        pl.lit(wins).alias("wins"),
        pl.len().cast(pl.Int64).alias("n_won"),
        *(days.quantile(at, "linear").alias(name) for name, at in _LAGS.items()),
        pl.col("touches").median().alias("median_touches"),
    )
