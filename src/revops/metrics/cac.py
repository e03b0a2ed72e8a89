"""What did one credited conversion cost?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.account_bootstrap import Redrawn
from revops.metrics.figures import figures
from revops.metrics.metric import Metric
from revops.metrics.paid import paid


def cac(
    credits: pl.DataFrame,
    spend: pl.DataFrame,
    draws: Redrawn | None = None,
    *,
    as_of: date,
    by: Sequence[str] = ("channel",),
    since: date | None = None,
    until: date | None = None,
    include_undated: bool = False,
) -> pl.DataFrame:
    """What did one credited conversion cost? Credit, not lift.

    spend / credited conversions (the sum of credit), both of the same period (`since` to
    `until`: conversions by their date, spend by its day). Null without spend or without
    conversions. Media spend only: salaries and tools are not in it. Uncut, all conversions
    count, those of unpaid channels too. Interval: 95 %, bootstrap over accounts, the spend taken
    as certain (and what a model learnt, unless it learns again in every replicate: `draws`); no
    upper end where none of the conversions may be the channel's. Spend without a day is left out
    unless `include_undated`. Unit: workspace currency a conversion.

    >>> credits = pl.DataFrame({"conversion_id": ["d1", "d2"], "account_id": ["Aurora", "Bosque"],
    ...     "converted_at": [date(2026, 3, 2)] * 2, "channel": ["paid_search"] * 2,
    ...     "credit": [1.0, 0.5], "credited_value": [900.0, 250.0]})
    >>> spend = pl.DataFrame({"channel": ["paid_search", "paid_social"],
    ...     "spent_on": [date(2026, 3, 1)] * 2, "cost_base": [300.0, 50.0]})
    >>> cac(credits, spend, as_of=date(2026, 6, 30)).select("channel", "value").rows()
    [('paid_search', 200.0), ('paid_social', None)]
    """
    both = paid(
        credits, spend, "credit", as_of=as_of, by=by, since=since, until=until,
        include_undated=include_undated, draws=draws,
    )  # fmt: skip
    value, low, high = (_spend_per(name) for name in ("total", "high", "low"))
    shown = figures(
        value, numerator=pl.col("spend"), denominator=pl.col("total"), low=low, high=high
    )
    return both.select(*by, *shown, "n_conversions")


def _spend_per(column: str) -> pl.Expr:
    """Divide the spend; null where there is none, or nothing to divide by."""
    both = (pl.col("spend") > 0) & (pl.col(column) > 0)
    return pl.when(both).then(pl.col("spend") / pl.col(column))


CAC = Metric(cac, unit="money", needs={"credits": ("credit",), "spend": ("cost_base",)})
