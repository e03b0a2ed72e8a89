"""Flags of deals: dates out of order, dangling ids, deals kept twice, people missing."""

from datetime import date

import polars as pl

from revops.checks.flags.deal_story import story
from revops.checks.flags.deal_terms import terms
from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import (
    UNSAID,
    Tables,
    by_day,
    found,
    holds,
    in_order,
    looked_up,
    part_of,
    when,
)
from revops.checks.flags.repeats import first_of


def _has_person(tables: Tables) -> pl.Expr:
    """Say whether a deal has a primary person or anyone with a role."""
    named = pl.col("lead_id").is_not_null() | found(
        "opportunity_id", tables, "opportunity_people", "opportunity_id"
    ).fill_null(False)
    # where no deal names anybody, the export has no people: nothing can be said
    return when(named.any(), named)


def _one_primary(tables: Tables) -> pl.Expr:
    """Say whether exactly one of a deal's people is the primary one."""
    if not holds(tables, "opportunity_people", "opportunity_id", "is_primary"):
        return UNSAID
    roles = part_of(tables, "opportunity_people", "opportunity_id", "is_primary").drop_nulls()
    counted = roles.group_by("opportunity_id").agg(pl.col("is_primary").sum() == 1)
    return pl.col("opportunity_id").replace_strict(
        counted["opportunity_id"], counted["is_primary"], default=None, return_dtype=pl.Boolean
    )


def _dates(tables: Tables, as_of: date) -> dict[str, pl.Expr]:
    """Make the flags about dates."""
    created, closed = pl.col("created_at"), pl.col("closed_at")
    contact = looked_up("lead_id", tables, "leads", "lead_id", "created_at")
    is_open = pl.col("status") == "open"
    return {
        "created_by_as_of": by_day("created_at", as_of),
        "closed_by_as_of": by_day("closed_at", as_of),
        "close_not_before_created": in_order(created, closed),
        "won_takes_a_day": when(pl.col("status") == "won", closed.dt.date() != created.dt.date()),
        "open_close_date_not_past": when(is_open, pl.col("close_date") >= as_of),
        "created_after_lead": in_order(contact, created),
        "closed_after_lead_created": in_order(contact, closed),
    }


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of opportunities."""
    return {
        **_dates(tables, as_of),
        "account_known": found("account_id", tables, "accounts", "account_id"),
        "lead_known": found("lead_id", tables, "leads", "lead_id"),
        "owner_known": found("owner_id", tables, "users", "user_id"),
        "campaign_known": found("primary_campaign_id", tables, "campaigns", "campaign_id"),
        "has_person": whole(_has_person(tables)),
        "one_primary": _one_primary(tables),
        "amount_has_base": when(
            pl.col("amount").is_not_null(), pl.col("amount_base").is_not_null()
        ),
        "not_repeated": first_of(
            "account_id",
            "amount",
            "close_date",
            pl.col("product").fill_null(""),
            where=pl.col("amount") != 0,
        ),
        **story(tables, as_of),
        **terms(tables, as_of),
    }
