"""Flags of touchpoints: whose, of which campaign, when, and how it was tagged."""

from datetime import date

import polars as pl

from revops.checks.channels import is_direct, is_unmapped
from revops.checks.flags.bursts import fewer_than
from revops.checks.flags.clock import wall_clock
from revops.checks.flags.near import Near
from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, all_found, by_end_of, found, said, when
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
from revops.checks.values import Question

_NAMES = ("lead_id", "anonymous_id")
_PERSON = pl.coalesce(*_NAMES)
#: So many touches of one person in a minute, or opens and clicks in a second, are a machine's.
_FLOOD, _ALL_LINKS = 20, 3
_MINUTE = 60_000_000


def _said(tables: Tables, column: str, question: Question) -> pl.Expr:
    return said(tables, "touchpoints", column, question)


def _near() -> Near:
    """Find touches of one person within one minute."""
    lead, visitor = (pl.col(name) for name in _NAMES)
    when_ = pl.col("occurred_at")
    person = pl.when(lead.is_not_null()).then(lead.hash()).otherwise(visitor.hash())
    minute = wall_clock(when_).to_physical() // _MINUTE
    known = pl.any_horizontal(lead.is_not_null(), visitor.is_not_null()) & when_.is_not_null()
    return Near(pl.when(known).then(pl.struct(person, minute).hash()), (2, _ALL_LINKS, _FLOOD))


def _people(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags about who was touched, and when."""
    when_, kind, near = pl.col("occurred_at"), pl.col("kind"), _near()
    has_time = wall_clock(when_).dt.time() != pl.time(0, 0)
    is_mail = ((kind == "open") | (kind == "click")) & pl.col("click_id").is_null()
    flood = (_PERSON, when_.dt.truncate("1m"))
    same = (_PERSON, "kind", "occurred_at", pl.col("url").fill_null(""))
    return {
        "has_person": pl.any_horizontal(pl.col(name).is_not_null() for name in _NAMES),
        "lead_known": all_found("lead_id", tables, "leads", "lead_id"),
        "account_known": found("account_id", tables, "accounts", "account_id"),
        "content_known": found("content_id", tables, "content", "content_id"),
        "occurred_by_as_of": by_end_of(tables, "touchpoints", "occurred_at", as_of),
        "not_repeated": first_of(*same, where=kind.is_not_null(), near=near),
        "not_flooded": fewer_than(_FLOOD, *flood, where=has_time, near=near),
        "not_scanned": fewer_than(_ALL_LINKS, _PERSON, when_, where=has_time & is_mail, near=near),
    }


def _texts_resolved(tables: Tables) -> pl.Expr:
    """Say whether no tag beside the campaign's holds a placeholder."""
    # one by one: an expression of several columns does not name those that it reads
    tags = [f"utm_{tag}" for tag in ("source", "medium", "content", "term")]
    told = [_said(tables, tag, lambda text: text.str.contains(MACRO)) for tag in tags]
    holds = pl.any_horizontal(each.fill_null(False) for each in told)
    return when(pl.any_horizontal(pl.col(tag).is_not_null() for tag in tags), ~holds)


def _tagged(tables: Tables) -> dict[str, Flag]:
    """Make the flags about tags."""
    is_paid = _said(tables, "utm_medium", lambda text: text.str.contains(PAID))
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
        "tags_resolved": _texts_resolved(tables),
        "not_self_referral": not_self_referral(),
        "is_direct": _said(tables, "channel", is_direct),
        "is_unmapped": _said(tables, "channel", is_unmapped),
    }


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of touchpoints."""
    return {**_people(tables, as_of), **_tagged(tables)}
