"""What did each channel cost?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum, segmented, summed
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.period import in_period
from revops.text import N_


def spend(
    spend: pl.DataFrame,
    *,
    as_of: date,
    by: Sequence[str] = ("channel",),
    since: date | None = None,
    until: date | None = None,
    include_undated: bool = False,
) -> pl.DataFrame:
    """What did each channel cost?

    Sum of cost_base by the as-of day; `since` and `until` keep the days of a period. Spend
    without a day cannot be put in time and is left out, unless `include_undated` asks for the
    total of everything. Null where no cost is known. Numerator: that sum. Unit: workspace
    currency, at each day's rate.

    >>> costs = pl.DataFrame({"channel": ["paid_search", "paid_search", "paid_social"],
    ...     "spent_on": [date(2026, 3, 1), date(2026, 3, 2), None],
    ...     "cost_base": [40.0, 60.0, 30.0]})
    >>> spend(costs, as_of=date(2026, 6, 30)).select("channel", "value").rows()
    [('paid_search', 100.0)]
    """
    dated = in_period("spent_on", as_of=as_of, since=since, until=until, undated=include_undated)
    found = spend.filter(dated)
    if found.is_empty():
        raise NotComputable(_reason(spend, include_undated))
    cost = pl.col("cost_base")
    total = pl.when(cost.count() > 0).then(exact_sum(cost)).alias("total")
    sums = summed(segmented(found, by), by, total)
    return sums.select(*by, *figures(pl.col("total"), numerator=pl.col("total")))


def _reason(spend: pl.DataFrame, include_undated: bool) -> str:
    """Say why there is nothing to add up."""
    if not include_undated and spend.get_column("spent_on").null_count():
        return N_("spend has no day in the export, so it cannot be put in time")
    return N_("no spend is known in this period")


SPEND = Metric(spend, unit="money", needs={"spend": ("cost_base",)})
