"""Flags of spend: days that are missing, currencies that change, campaigns that nobody knows."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import Tables, by_day, found, when


def _no_day_missing_before() -> pl.Expr:
    """Say whether the vendor's cost is known for the day before, save for its first day."""
    day = pl.col("spent_on")
    gap = (day - day.shift(1)).dt.total_days().fill_null(1)
    return when(day.is_not_null(), (gap <= 1).over("from_vendor", order_by="spent_on"))


def _one_currency() -> pl.Expr:
    """Say whether the vendor's costs are all in one currency."""
    n_currencies = pl.col("currency").drop_nulls().n_unique().over("from_vendor")
    return when(pl.col("currency").is_not_null(), n_currencies == 1)


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of spend."""
    return {
        "campaign_known": found("campaign_id", tables, "campaigns", "campaign_id"),
        "spent_by_as_of": by_day("spent_on", as_of),
        "cost_has_base": when(pl.col("cost").is_not_null(), pl.col("cost_base").is_not_null()),
        "one_currency": whole(_one_currency()),
        "no_day_missing_before": whole(_no_day_missing_before()),
    }
