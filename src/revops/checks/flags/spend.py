"""Flags of spend: days that are missing, currencies that change, campaigns that nobody knows."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import Tables, by_day, found, when
from revops.checks.flags.tags import has_touches

#: A day that costs so many times the campaign's usual day is looked at.
_UNUSUAL = 10
#: From how many days on a campaign has a usual one.
_DAYS = 7


def _no_day_missing_before() -> pl.Expr:
    """Say whether the vendor's cost is known for the day before, save for its first day."""
    day = pl.col("spent_on")
    gap = (day - day.shift(1)).dt.total_days().fill_null(1)
    return when(day.is_not_null(), (gap <= 1).over("from_vendor", order_by="spent_on"))


def _one_currency() -> pl.Expr:
    """Say whether the vendor's costs are all in one currency."""
    n_currencies = pl.col("currency").drop_nulls().n_unique().over("from_vendor")
    return when(pl.col("currency").is_not_null(), n_currencies == 1)


def _near_usual_day() -> pl.Expr:
    """Say whether a day's cost is at most ten times the campaign's median one."""
    paid = pl.when(pl.col("cost") > 0).then(pl.col("cost").cast(pl.Float64))
    campaign = ("from_vendor", "campaign_id", "currency")
    usual, n_days = paid.median().over(campaign), paid.count().over(campaign)
    return when((n_days >= _DAYS) & paid.is_not_null(), paid <= _UNUSUAL * usual)


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of spend."""
    return {
        "campaign_known": found("campaign_id", tables, "campaigns", "campaign_id"),
        "spent_by_as_of": by_day("spent_on", as_of),
        "cost_has_base": when(pl.col("cost").is_not_null(), pl.col("cost_base").is_not_null()),
        "one_currency": whole(_one_currency()),
        "near_usual_day": whole(_near_usual_day()),
        "campaign_has_touches": has_touches(tables),
        "no_day_missing_before": whole(_no_day_missing_before()),
    }
