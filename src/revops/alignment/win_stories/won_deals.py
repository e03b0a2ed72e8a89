"""Which deals were won in the period, and what is the journey of each, in short?"""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.period import last_days
from revops.alignment.with_names import with_names

WAY = {
    "first_touch_on": pl.Date(),
    "first_channel": pl.String(),
    "first_campaign_id": pl.String(),
    "marketing_touches": pl.Int64(),
    "sales_touches": pl.Int64(),
    "n_people": pl.Int64(),
}


def won_deals(
    opportunities: pl.DataFrame,
    accounts: pl.DataFrame | None = None,
    *,
    as_of: date,
    days: int,
) -> pl.DataFrame:
    """Give one row a deal won in the last `days`: the newest first, then by company.

    Columns: opportunity_id, account_id, lead_id, owner_id, company, deal, created_on, won_on,
    value (workspace currency).
    """
    since, until = last_days(as_of, days)
    deals = known.deals(opportunities, as_of).filter(pl.col("status") == "won")
    won = deals.select(
        *(_or_null(deals, name) for name in ("opportunity_id", "account_id", "lead_id")),
        _or_null(deals, "owner_id"),
        created_on=pl.col("created_at").dt.date(),
        won_on=pl.col("closed_at").dt.date(),
        value=pl.col("amount_base").cast(pl.Float64),
    ).filter(pl.col("won_on").is_between(since, until))
    named = with_names(won, opportunities, accounts)
    return named.sort(
        "won_on", "company", "opportunity_id", descending=[True, False, False], nulls_last=True
    )


def ways(journeys: pl.DataFrame | None) -> pl.DataFrame:
    """Sum each journey up: opportunity_id, where it began, each team's touches, people touched."""
    if journeys is None:
        return pl.DataFrame(schema={"opportunity_id": pl.String(), **WAY})
    touched = journeys.filter(pl.col("touchpoint_id").is_not_null()).sort(
        "conversion_id", "position"
    )
    summed = touched.group_by(opportunity_id="conversion_id", maintain_order=True).agg(
        first_touch_on=pl.col("occurred_at").first().dt.date(),
        first_channel=pl.col("channel").first(),
        first_campaign_id=pl.col("campaign_id").first(),
        marketing_touches=(pl.col("team") == "marketing").sum(),
        sales_touches=(pl.col("team") == "sales").sum(),
        n_people=pl.col("lead_id").drop_nulls().n_unique(),
    )
    return summed.cast({pl.UInt32: pl.Int64})


def _or_null(frame: pl.DataFrame, name: str) -> pl.Expr:
    """Give a column, or null where the exports lack it."""
    return pl.col(name) if name in frame.columns else pl.lit(None, pl.String).alias(name)
