"""Who was won, and how: each win's way from the first touch to the signature.

One row a deal won in the period, with the touches of marketing and of sales before it. The row
names no person: a win belongs to both teams.
"""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.period import last_days


def wins(
    opportunities: pl.DataFrame,
    accounts: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    *,
    as_of: date,
    days: int = 7,
) -> pl.DataFrame:
    """One row a deal won in the last days, newest first, then by value.

    Columns: company, deal, won_on, value (workspace currency), first_touch_on, first_channel,
    marketing_touches, sales_touches, days_to_win (first touch to signature, calendar days).
    """
    first_day, last_day = last_days(as_of, days)
    won = (
        known.deals(opportunities, as_of)
        .filter(pl.col("status") == "won")
        .with_columns(won_on=pl.col("closed_at").dt.date())
        .filter(pl.col("won_on").is_between(first_day, last_day))
    )
    named = _with_company(won, accounts)
    told = named.join(_ways(journeys), on="opportunity_id", how="left", maintain_order="left")
    return told.sort("won_on", "value", "opportunity_id", descending=[True, True, False]).select(
        "company",
        "deal",
        "won_on",
        "value",
        "first_touch_on",
        "first_channel",
        "marketing_touches",
        "sales_touches",
        days_to_win=(pl.col("won_on") - pl.col("first_touch_on")).dt.total_days(),
    )


def _with_company(won: pl.DataFrame, accounts: pl.DataFrame | None) -> pl.DataFrame:
    """Name the company and the deal."""
    names = pl.DataFrame(schema={"account_id": pl.String, "company": pl.String})
    if accounts is not None:
        names = accounts.select("account_id", company="name").unique("account_id", keep="first")
    return won.join(names, on="account_id", how="left", maintain_order="left").with_columns(
        deal=pl.col("name"), value=pl.col("amount_base").cast(pl.Float64)
    )


def _ways(journeys: pl.DataFrame | None) -> pl.DataFrame:
    """Sum each journey up: where it began, and how many touches each team made."""
    schema = {
        "opportunity_id": pl.String,
        "first_touch_on": pl.Date,
        "first_channel": pl.String,
        "marketing_touches": pl.UInt32,
        "sales_touches": pl.UInt32,
    }
    if journeys is None:
        return pl.DataFrame(schema=schema)
    touched = journeys.filter(pl.col("touchpoint_id").is_not_null()).sort(
        "conversion_id", "position"
    )
    return touched.group_by(opportunity_id="conversion_id", maintain_order=True).agg(
        first_touch_on=pl.col("occurred_at").first().dt.date(),
        first_channel=pl.col("channel").first(),
        marketing_touches=(pl.col("team") == "marketing").sum(),
        sales_touches=(pl.col("team") == "sales").sum(),
    )
