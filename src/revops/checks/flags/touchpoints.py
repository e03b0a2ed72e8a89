"""Flags of touchpoints: whose, of which campaign, when, and how it was tagged."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import (
    Tables,
    by_day,
    found,
    looked_up,
    when,
)
from revops.checks.flags.repeats import first_of
from revops.checks.flags.spelling import usual_spelling

#: Mediums that somebody paid for.
_PAID = r"(?i)paid|^(cpc|ppc|cpm|cpv|cpa|display|banner|retargeting|affiliate)"


def _inside_campaign(tables: Tables) -> pl.Expr:
    """Say whether a touch lies inside its campaign's days."""
    day = pl.col("occurred_at").dt.date()
    starts = looked_up("campaign_id", tables, "campaigns", "campaign_id", "starts_on")
    ends = looked_up("campaign_id", tables, "campaigns", "campaign_id", "ends_on")
    inside = (day >= starts).fill_null(True) & (day <= ends).fill_null(True)
    return when(starts.is_not_null() | ends.is_not_null(), inside)


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of touchpoints."""
    person = pl.coalesce("lead_id", "anonymous_id")
    is_paid = pl.col("utm_medium").str.contains(_PAID)
    return {
        "has_person": person.is_not_null(),
        "lead_known": found("lead_id", tables, "leads", "lead_id"),
        "account_known": found("account_id", tables, "accounts", "account_id"),
        "campaign_known": found("campaign_id", tables, "campaigns", "campaign_id"),
        "content_known": found("content_id", tables, "content", "content_id"),
        "occurred_by_as_of": by_day("occurred_at", as_of),
        "inside_campaign": _inside_campaign(tables),
        "paid_names_campaign": when(is_paid, pl.col("utm_campaign").is_not_null()),
        "paid_click_is_tagged": when(
            pl.col("click_id").is_not_null() & pl.col("utm_medium").is_not_null(), is_paid
        ),
        "source_usually_spelt": usual_spelling("utm_source"),
        "not_repeated": first_of(person, "kind", "occurred_at", pl.col("url").fill_null("")),
    }
