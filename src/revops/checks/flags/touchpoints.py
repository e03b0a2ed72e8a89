"""Flags of touchpoints: whose, of which campaign, when, and how it was tagged."""

from datetime import date

import polars as pl

from revops.checks.channels import is_direct, is_unmapped
from revops.checks.flags.bursts import fewer_than
from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, by_day, found, when
from revops.checks.flags.repeats import first_of
from revops.checks.flags.spelling import usual_spelling
from revops.checks.flags.tags import (
    MACRO,
    PAID,
    has_spend,
    inside_campaign,
    not_self_referral,
    tag_names_campaign,
)

_PERSON = pl.coalesce("lead_id", "anonymous_id")
#: So many touches of one person in a minute, or opens and clicks in a second, are a machine's.
_FLOOD, _ALL_LINKS = 20, 3


def _people(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags about who was touched, and when."""
    when_ = pl.col("occurred_at")
    has_time = when_.dt.time() != pl.time(0, 0)
    is_mail = pl.col("kind").is_in(["open", "click"]) & pl.col("click_id").is_null()
    return {
        "has_person": _PERSON.is_not_null(),
        "lead_known": found("lead_id", tables, "leads", "lead_id"),
        "account_known": found("account_id", tables, "accounts", "account_id"),
        "content_known": found("content_id", tables, "content", "content_id"),
        "occurred_by_as_of": by_day("occurred_at", as_of),
        "not_repeated": first_of(_PERSON, "kind", "occurred_at", pl.col("url").fill_null("")),
        "not_flooded": fewer_than(_FLOOD, _PERSON, when_.dt.truncate("1m"), where=has_time),
        "not_scanned": fewer_than(_ALL_LINKS, _PERSON, when_, where=has_time & is_mail),
    }


def _texts_resolved() -> pl.Expr:
    """Say whether no tag beside the campaign's holds a placeholder."""
    # one by one: an expression of several columns does not name those that it reads
    tags = [pl.col(f"utm_{tag}") for tag in ("source", "medium", "content", "term")]
    holds = pl.any_horizontal(tag.str.contains(MACRO).fill_null(False) for tag in tags)
    return when(pl.any_horizontal(tag.is_not_null() for tag in tags), ~holds)


def _tagged(tables: Tables) -> dict[str, Flag]:
    """Make the flags about tags."""
    is_paid = pl.col("utm_medium").str.contains(PAID)
    return {
        "campaign_known": found("campaign_id", tables, "campaigns", "campaign_id"),
        "inside_campaign": inside_campaign(tables),
        "paid_names_campaign": when(is_paid, pl.col("utm_campaign").is_not_null()),
        "paid_names_source": when(is_paid, pl.col("utm_source").is_not_null()),
        "paid_click_is_tagged": when(pl.col("click_id").is_not_null(), is_paid.fill_null(False)),
        "tag_names_campaign": tag_names_campaign(tables, is_paid),
        "paid_has_spend": has_spend(tables, is_paid),
        "source_usually_spelt": usual_spelling("utm_source"),
        "medium_usually_spelt": usual_spelling("utm_medium"),
        "campaign_usually_spelt": usual_spelling("utm_campaign"),
        "tags_resolved": _texts_resolved(),
        "not_self_referral": not_self_referral(),
        "is_direct": is_direct("channel"),
        "is_unmapped": is_unmapped("channel"),
    }


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of touchpoints."""
    return {**_people(tables, as_of), **_tagged(tables)}
