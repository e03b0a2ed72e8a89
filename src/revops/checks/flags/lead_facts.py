"""Flags of what a lead says of itself: whose address, which company, from where, who owns it."""

from datetime import date

import polars as pl

from revops.checks.flags.addresses import domain_of, is_free_mail, is_of_a_role, our_domains
from revops.checks.flags.agreed_stages import said_of, stages_of
from revops.checks.flags.chains import ends
from revops.checks.flags.countries import names_country
from revops.checks.flags.deal_story import changes
from revops.checks.flags.late import late, valued
from revops.checks.flags.machines import is_machine
from revops.checks.flags.misspelt import rightly_spelt
from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import UNSAID, Tables, holds, part_of, when

#: The agreed stage at which marketing hands a lead over.
_QUALIFIED = "mql"
#: What people write where a source is not known. It stays apart from a blank in every table.
_NO_SOURCE = (
    r"(?i)^\W*(unknown|not known|n/?a|none|not set|null|undefined|desconocid[oa]|desconhecid[oa]"
    r"|sin (dato|datos|origen|informaci[oó]n)|s/d|sem (dado|dados|origem|informa[cç][aã]o)"
    r"|no (sabe|definid[oa])|não (informado|definid[oa]))\W*$"
)


def _handed_over(tables: Tables) -> pl.Expr:
    """Say whether a lead was handed to sales: routed, converted, or in an agreed stage so far."""
    stages = stages_of(tables, "lead")
    first = stages.filter(pl.col("stage") == _QUALIFIED)["place"].min()
    done = pl.col("routed_at").is_not_null() | pl.col("is_converted").fill_null(False)
    if first is None:
        return done
    reached = said_of(pl.col("lifecycle_stage"), stages, "place") >= first
    return done | reached.fill_null(False)


def _has_company(tables: Tables) -> pl.Expr:
    """Say whether a lead that was handed over names its company, or writes from its domain."""
    own_house = ~is_free_mail(domain_of()).fill_null(True)
    company = pl.col("company").is_not_null() | pl.col("account_id").is_not_null()
    return when(_handed_over(tables), company | own_house)


def _not_ours(tables: Tables) -> pl.Expr:
    """Say whether an address is not one of our own house; nothing where that is not known."""
    ours = our_domains(tables)
    return ~domain_of().is_in(ours.implode()) if ours.len() else UNSAID


def _last_mailed(tables: Tables) -> pl.DataFrame:
    """Give the moment of our last e-mail to each lead."""
    read = ("kind", "direction", "lead_id", "occurred_at")
    sent = part_of(tables, "activities", *read).filter(kind="email", direction="outbound")
    return sent.drop_nulls().group_by("lead_id").agg(pl.col("occurred_at").max())


def not_mailed_after(tables: Tables, column: str) -> pl.Expr:
    """Say whether our last e-mail came before a moment of the lead's; nothing without e-mails."""
    if not holds(tables, "activities", "kind", "direction", "lead_id", "occurred_at"):
        return UNSAID
    return valued(pl.col("lead_id"), _last_mailed(tables)) <= pl.col(column)


def _one_word_for_none() -> pl.Expr:
    """Say whether a missing source is written as it mostly is."""
    source = pl.col("original_source").str.strip_chars().str.to_lowercase()
    is_none = source.is_null() | source.str.contains(_NO_SOURCE)
    way = pl.when(is_none).then(source.fill_null(""))
    mostly = way.drop_nulls().mode().sort().first()
    return ~is_none | (way == mostly)


def _unchanged(tables: Tables) -> pl.Expr:
    """Say whether a lead's original source is still the first; nothing without a field history."""
    if not holds(tables, "field_history", "object", "object_id", "field", "old_value"):
        return UNSAID
    found = changes(tables, "lead", "original_source").drop_nulls("old_value")
    moved = found.filter(pl.col("old_value") != pl.col("new_value").fill_null(""))
    return ~pl.col("lead_id").is_in(moved["object_id"].drop_nulls().unique().implode())


def facts(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of what a lead says."""
    handed = ("routed_at", "is_converted", "lifecycle_stage")
    waits = pl.col("routed_at").dt.date() < as_of
    return {
        "email_not_ours": late(lambda: _not_ours(tables), "email"),
        "handed_over_by_name": late(
            lambda: when(_handed_over(tables), ~is_of_a_role()), "email", *handed
        ),
        "handed_over_with_company": late(
            lambda: _has_company(tables), "email", "company", "account_id", *handed
        ),
        "not_mailed_after_bounce": late(
            lambda: not_mailed_after(tables, "bounced_at"), "lead_id", "bounced_at"
        ),
        "one_word_for_no_source": whole(_one_word_for_none()),
        "source_rightly_spelt": rightly_spelt("original_source"),
        "source_unchanged": late(lambda: _unchanged(tables), "lead_id"),
        "owner_is_person": late(
            lambda: when(waits, ~is_machine("owner_id", tables)), "owner_id", "routed_at"
        ),
        "merges_end": ends("lead_id", "merged_into"),
        "names_country": names_country("country"),
    }
