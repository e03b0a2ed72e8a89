"""What were the won deals worth?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.deals import deals
from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum, summed
from revops.metrics.metric import Metric
from revops.metrics.people import since_day


def won_value(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    since: date | None = None,
) -> pl.DataFrame:
    """What were the won deals worth?

    Sum of the amounts, in the workspace currency, of the deals won by the as-of day.
    Numerator: the same sum; denominator: the number of deals behind it. A won deal without an
    amount adds nothing and is counted in `n_without_amount`. `since` keeps deals closed on or
    after that day. Unit: money of the workspace.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2", "d3"],
    ...     "status": ["won", "lost", "open"], "amount_base": [900.0, 400.0, 500.0],
    ...     "created_at": [date(2026, 1, 5), date(2026, 1, 9), date(2026, 2, 2)],
    ...     "closed_at": [date(2026, 3, 1), date(2026, 3, 9), None]})
    >>> won_value(opportunities, as_of=date(2026, 6, 30))["value"].item()
    900.0
    """
    found = deals(opportunities, leads, as_of=as_of, by=by)
    meant = (pl.col("status") == "won") & since_day("closed_at", since)
    amount = pl.col("amount_base").filter(meant)
    sums = summed(
        found,
        by,
        pl.when((amount.count() > 0) | (meant.sum() == 0)).then(exact_sum(amount)).alias("sum"),
        meant.sum().alias("n"),
        amount.null_count().cast(pl.Int64).alias("n_without_amount"),
    )
    money = figures(pl.col("sum"), numerator=pl.col("sum"), denominator=pl.col("n"))
    return sums.select(*by, *money, "n_without_amount")


WON_VALUE = Metric(won_value, unit="money", needs={"opportunities": ("status", "amount_base")})
