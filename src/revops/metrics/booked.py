"""What did each customer buy so far? Its won deals, expansions and, if asked for, renewals."""

from datetime import date

import polars as pl

from revops.metrics.post_sale import events_after_win, expansions
from revops.metrics.won_accounts import won_deals

_COLUMNS = ["account_id", "days", "value"]


def booked(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame | None,
    won: pl.DataFrame,
    *,
    as_of: date,
    with_renewals: bool = False,
) -> pl.DataFrame:
    """One row is one purchase of a customer: account_id, days since its first win, value.

    A won deal is worth its whole amount, an expansion one year of what it adds (see
    `post_sale`). A contraction or a loss gives nothing back. Renewals, where asked for, are the
    won deals of type `renewal`; an account that has none is taken at its `renewed` events.
    """
    sold = _sold(opportunities, won, as_of)
    more = expansions(opportunities, customers, won, as_of=as_of)
    parts = [sold.filter(~pl.col("kind").is_in(["expansion", "renewal"])), more]
    if with_renewals:
        renewed = sold.filter(pl.col("kind") == "renewal")
        parts.append(renewed)
        if customers is not None:
            told = events_after_win(customers, won, as_of=as_of)
            told = told.filter(pl.col("event") == "renewed")
            parts.append(told.join(renewed, on="account_id", how="anti"))
    return pl.concat(part.select(_COLUMNS) for part in parts).sort(_COLUMNS)


def _sold(opportunities: pl.DataFrame, won: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give the won deals with their kind; on the day of the first win all are new."""
    deals = won_deals(opportunities, as_of).join(
        won.select("account_id", "started_on"), on="account_id", validate="m:1"
    )
    kind = pl.col("type") if "type" in deals.columns else pl.lit(None, pl.String)
    days = (pl.col("closed_at").dt.date() - pl.col("started_on")).dt.total_days()
    return deals.select(
        "account_id",
        days.alias("days"),
        pl.col("amount_base").cast(pl.Float64).alias("value"),
        pl.when(days > 0).then(kind).fill_null("new").alias("kind"),
    )


def booked_by(
    won: pl.DataFrame, purchases: pl.DataFrame, horizon_days: int, *keep: str
) -> pl.DataFrame:
    """Give each customer's value booked until an age: account_id, *keep, is_old, value, has_amount.

    The value of a customer younger than that is null; without a known amount it is 0.
    """
    reached = purchases.filter(pl.col("days") <= horizon_days)
    total = pl.col("value").cast(pl.Decimal(38, 12)).sum().cast(pl.Float64)
    sums = reached.group_by("account_id").agg(
        total.alias("value"), pl.col("value").is_not_null().any().alias("has_amount")
    )
    own = list(dict.fromkeys(("account_id", "conversion_id", "age", *keep)))
    joined = won.select(own).join(
        sums, on="account_id", how="left", maintain_order="left", validate="m:1"
    )
    is_old = pl.col("age") >= horizon_days
    return joined.with_columns(
        is_old.alias("is_old"),
        pl.when(is_old).then(pl.col("value").fill_null(0.0)).alias("value"),
        pl.col("has_amount").fill_null(False),
    )
