"""How much credited value came back for each unit of spend?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.account_bootstrap import Redrawn
from revops.metrics.figures import figures
from revops.metrics.metric import Metric
from revops.metrics.paid import paid


def roas(
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
    """How much credited value came back for each unit of spend? Credit, not lift.

    credited value / spend, both of the same period (`since` to `until`: conversions by their
    date, spend by its day). Sales follow spend by weeks, so a short period misleads. A channel
    with spend and no credit has 0; without spend it has null. Uncut, all credited value counts,
    unpaid channels too. Interval: 95 %, bootstrap over accounts, the spend taken as certain (and
    what a model learnt, unless it learns again in every replicate: `draws`). Spend without a day
    is left out unless `include_undated`. Unit: money back per money spent.

    >>> credits = pl.DataFrame({"conversion_id": ["d1"], "account_id": ["Aurora"],
    ...     "converted_at": [date(2026, 3, 2)], "channel": ["paid_search"],
    ...     "credit": [1.0], "credited_value": [900.0]})
    >>> spend = pl.DataFrame({"channel": ["paid_search", "paid_social"],
    ...     "spent_on": [date(2026, 3, 1)] * 2, "cost_base": [300.0, 50.0]})
    >>> roas(credits, spend, as_of=date(2026, 6, 30)).select("channel", "value").rows()
    [('paid_search', 3.0), ('paid_social', 0.0)]
    """
    both = paid(
        credits, spend, "credited_value", as_of=as_of, by=by, since=since, until=until,
        include_undated=include_undated, draws=draws,
    )  # fmt: skip
    value, low, high = (_per_spend(name) for name in ("total", "low", "high"))
    shown = figures(
        value, numerator=pl.col("total"), denominator=pl.col("spend"), low=low, high=high
    )
    return both.select(*by, *shown, "n_conversions")


def _per_spend(column: str) -> pl.Expr:
    """Divide by the spend; null where there is none."""
    return pl.when(pl.col("spend") > 0).then(pl.col(column) / pl.col("spend"))


ROAS = Metric(
    roas, unit="ratio", needs={"credits": ("credit", "credited_value"), "spend": ("cost_base",)}
)
