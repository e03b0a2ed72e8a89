"""Flags of leads: shared addresses, dangling ids, mail after an opt-out."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import (
    UNSAID,
    Tables,
    by_day,
    found,
    holds,
    looked_up,
    when,
)
from revops.checks.flags.repeats import alone
from revops.checks.flags.spelling import squeezed


def _address() -> pl.Expr:
    """Give the e-mail address without case, blanks and the tag after a plus."""
    return pl.col("email").str.strip_chars().str.to_lowercase().str.replace(r"\+[^@]*@", "@")


def _not_mailed_after_opt_out(tables: Tables) -> pl.Expr:
    """Say whether our last e-mail came before the wish for no more."""
    if not holds(tables, "activities", "kind", "direction", "lead_id", "occurred_at"):
        return UNSAID
    sent = (
        tables["activities"]
        .filter(kind="email", direction="outbound")
        .sort("occurred_at", descending=True, nulls_last=True)
    )
    last = looked_up("lead_id", {"activities": sent}, "activities", "lead_id", "occurred_at")
    return last <= pl.col("opted_out_at")


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of leads."""
    return {
        "email_unique": alone(_address()),
        "name_unique": alone(squeezed("full_name"), pl.col("email").str.extract("@(.+)$")),
        "account_known": found("account_id", tables, "accounts", "account_id"),
        "owner_known": found("owner_id", tables, "users", "user_id"),
        "owner_active": looked_up("owner_id", tables, "users", "user_id", "is_active"),
        "survivor_known": found("merged_into", tables, "leads", "lead_id"),
        "created_by_as_of": by_day("created_at", as_of),
        "converted_has_account": when(pl.col("is_converted"), pl.col("account_id").is_not_null()),
        "converted_deal_known": found(
            "converted_opportunity_id", tables, "opportunities", "opportunity_id"
        ),
        "not_mailed_after_opt_out": _not_mailed_after_opt_out(tables),
    }
