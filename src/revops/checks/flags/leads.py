"""Flags of leads: shared addresses, dangling ids, mail after an opt-out; more in `lead_facts`."""

from datetime import date

import polars as pl

from revops.checks.flags.late import late
from revops.checks.flags.lead_facts import facts, not_mailed_after
from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, by_day, found, looked_up, when
from revops.checks.flags.repeats import alone
from revops.checks.flags.spelling import squeezed


def _address() -> pl.Expr:
    """Give the e-mail address without case, blanks and the tag after a plus."""
    return pl.col("email").str.strip_chars().str.to_lowercase().str.replace(r"\+[^@]*@", "@")


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
        "not_mailed_after_opt_out": late(
            lambda: not_mailed_after(tables, "opted_out_at"), "lead_id", "opted_out_at"
        ),
        **facts(tables, as_of),
    }
