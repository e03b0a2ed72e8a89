"""What became of customers: their events after the first win, in days and in yearly money.

The event says the direction and the amount how much, so the amount's sign does not matter:
`expanded` adds that much revenue a year, `contracted` takes it, `churned` takes all that is
left, whatever its amount. `renewed` keeps what there was and changes nothing: a new price at
the renewal is an expansion or a contraction of its own.
"""

from datetime import date

import polars as pl

from revops import known
from revops.metrics.metric import NotComputable
from revops.metrics.won_accounts import won_deals
from revops.text import N_

#: The events that say whether a customer stays; scores and tickets do not.
OUTCOMES = ("renewed", "expanded", "contracted", "churned")


def events_after_win(customers: pl.DataFrame, won: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Give the events of won accounts from the day of the first win on.

    Columns: account_id, event, days (since the first win), value (no sign), opportunity_id. An
    event of an account without a win, before its first win or without a day is left out.
    """
    happened = known.events(customers, "occurred_at", as_of)
    starts = won.select("account_id", "started_on")
    days = (pl.col("occurred_at").dt.date() - pl.col("started_on")).dt.total_days()
    return (
        happened.join(starts, on="account_id", validate="m:1")
        .select(
            "account_id",
            "event",
            days.alias("days"),
            pl.col("amount_base").cast(pl.Float64).abs().alias("value"),
            "opportunity_id",
        )
        .filter(pl.col("days") >= 0)
    )


def refuse_silent(customers: pl.DataFrame, *, as_of: date) -> None:
    """Raise where no event says whether anybody stayed: silence is not retention."""
    happened = known.events(customers, "occurred_at", as_of)
    if not happened.get_column("event").is_in(OUTCOMES).any():
        raise NotComputable(
            N_(
                "the table 'customers' holds no renewal, expansion, contraction or loss: whether "
                "customers stay is not known"
            )
        )


def expansions(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame | None,
    won: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give each expansion after the day of the first win once: account_id, days, value.

    The `expanded` events, and the won deals of type `expansion` that no such event names. An
    account with an event that names no such deal is taken at its events alone, so that none is
    counted twice.
    """
    sold = _expansion_deals(opportunities, won, as_of)
    if customers is not None:
        told = events_after_win(customers, won, as_of=as_of).filter(pl.col("event") == "expanded")
        unnamed = told.join(sold, on="opportunity_id", how="anti")
        sold = sold.join(told, on="opportunity_id", how="anti")
        sold = sold.join(unnamed, on="account_id", how="anti")
        sold = pl.concat([sold, told.select(sold.columns)])
    return sold.filter(pl.col("days") > 0).drop("opportunity_id").sort("account_id", "days")


def _expansion_deals(opportunities: pl.DataFrame, won: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give the won deals that the CRM calls expansions."""
    deals = won_deals(opportunities, as_of)
    is_expansion = pl.col("type") == "expansion" if "type" in deals.columns else pl.lit(False)
    days = (pl.col("closed_at").dt.date() - pl.col("started_on")).dt.total_days()
    return (
        deals.filter(is_expansion)
        .join(won.select("account_id", "started_on"), on="account_id", validate="m:1")
        .select("account_id", days.alias("days"), yearly(deals).alias("value"), "opportunity_id")
    )


def yearly(deals: pl.DataFrame) -> pl.Expr:
    """Give what a deal brings each year, in the workspace currency; null where unknown.

    The recurring part where the export has it; else the amount, that of a contract of more than
    twelve months shared out over its years.

    >>> deals = pl.DataFrame({"amount": [900.0, 2400.0], "amount_base": [450.0, 2400.0],
    ...     "recurring_amount": [600.0, None], "term_months": [12, 24]})
    >>> deals.select(yearly(deals)).to_series().to_list()
    [300.0, 1200.0]
    """
    whole = pl.col("amount_base").cast(pl.Float64)
    if "term_months" in deals.columns:
        whole = whole * 12 / pl.col("term_months").clip(lower_bound=12).fill_null(12)
    if not {"recurring_amount", "amount"} <= set(deals.columns):
        return whole
    amount, recurring = (pl.col(n).cast(pl.Float64) for n in ("amount", "recurring_amount"))
    part = pl.col("amount_base").cast(pl.Float64) * recurring / amount
    return pl.when(recurring.is_not_null() & (amount != 0)).then(part).otherwise(whole)
