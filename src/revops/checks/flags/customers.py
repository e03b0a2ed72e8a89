"""Flags of post-sale events: whose, of which deal, and in which order after the win."""

from datetime import date

import polars as pl

from revops.checks.flags.currencies import names_currency
from revops.checks.flags.late import late, valued
from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import UNSAID, Tables, found, holds, part_of, when

#: What only a customer does.
_AFTER_A_WIN = ("renewed", "expanded", "contracted", "churned")


def _after_win(tables: Tables) -> pl.Expr:
    """Say whether a renewal, a change or a loss comes after the account's first win."""
    read = ("account_id", "status", "closed_at")
    if not holds(tables, "opportunities", *read):
        return UNSAID
    won = part_of(tables, "opportunities", *read).filter(status="won").drop_nulls()
    first = won.group_by("account_id").agg(pl.col("closed_at").min().dt.date())
    day = valued(pl.col("account_id"), first)
    return when(pl.col("event").is_in(_AFTER_A_WIN), pl.col("occurred_at").dt.date() >= day)


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of post-sale events."""
    has_base = pl.col("amount_base").is_not_null()
    return {
        "account_known": found("account_id", tables, "accounts", "account_id"),
        "deal_known": found("opportunity_id", tables, "opportunities", "opportunity_id"),
        "after_win": late(lambda: _after_win(tables), "account_id", "event", "occurred_at"),
        "amount_has_base": when(pl.col("amount").is_not_null(), has_base),
        "currency_exists": names_currency("currency"),
    }
