"""By how much did each way to forecast miss?"""

from datetime import date

import polars as pl

from revops.metrics.forecast_backtest import forecast_backtest

WAYS = ("expected_value", "crm_value", "last_rate_value")


def forecast_errors(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    horizon: int = 90,
    n_days: int = 12,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """By how much did each way to forecast miss?

    One row a way, over the past days of `forecast_backtest`: measure, n (days), miss_share (the
    mean absolute error over the mean of what came) and lean_share (the mean error over it: above 0
    it promised too much). A way that the data cannot give is left out.

    >>> deals = pl.DataFrame({"opportunity_id": [f"d{n}" for n in range(60)],
    ...     "account_id": [f"a{n}" for n in range(60)], "amount_base": [100.0] * 60,
    ...     "status": ["won", "lost"] * 30,
    ...     "created_at": [date(2026, 1, 1 + n % 28) for n in range(60)],
    ...     "closed_at": [date(2026, 2 + n % 3, 1 + n % 28) for n in range(60)]})
    >>> forecast_errors(deals, as_of=date(2026, 6, 30), n_days=2)["measure"].to_list()
    ['expected_value', 'last_rate_value']
    """
    tested = forecast_backtest(
        opportunities,
        visits,
        as_of=as_of,
        horizon=horizon,
        n_days=n_days,
        replicates=1,
        observed_from=observed_from,
    )
    missed = tested.unpivot(WAYS, index=["day", "actual_value"], variable_name="measure")
    error = pl.col("value") - pl.col("actual_value")
    came = pl.col("actual_value").mean()
    shares = (
        missed.drop_nulls("value")
        .group_by("measure")
        .agg(
            pl.len().cast(pl.Int64).alias("n"),
            pl.when(came > 0).then(error.abs().mean() / came).alias("miss_share"),
            pl.when(came > 0).then(error.mean() / came).alias("lean_share"),
        )
    )
    order = pl.DataFrame({"measure": WAYS})
    return order.join(shares, on="measure", how="inner", maintain_order="left")
