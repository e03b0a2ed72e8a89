"""Flags of accounts: companies kept twice, and parents that lead nowhere or in a circle."""

from datetime import date

import polars as pl

from revops.checks.flags.addresses import is_free_mail
from revops.checks.flags.chains import ends
from revops.checks.flags.countries import names_country
from revops.checks.flags.industries import INDUSTRIES
from revops.checks.flags.misspelt import rightly_spelt
from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, by_day, found, looked_up
from revops.checks.flags.repeats import alone

#: Legal forms that two spellings of one company may differ by.
_LEGAL_FORMS = (
    r"\b(s\.?p\.?a|s\.?a\.?s?|s\.?r\.?l|s\.?l|ltda|limitada|ltd|limited|inc|llc|gmbh|ag|bv"
    r"|corp|corporation|company|co|plc|eirl|e\.i\.r\.l)\b\.?"
)


def _bare_name() -> pl.Expr:
    """Give the name without case, accents, legal form, blanks and punctuation."""
    plain = pl.col("name").str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    lower = plain.str.to_lowercase().str.replace_all(_LEGAL_FORMS, "")
    bare = lower.str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(bare != "").then(bare)


def _bare_tax_id() -> pl.Expr:
    """Give the tax number without points, dashes and blanks."""
    bare = pl.col("tax_id").str.to_uppercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(bare != "").then(bare)


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of accounts."""
    return {
        "domain_unique": alone(pl.col("domain").str.to_lowercase()),
        "name_unique": alone(_bare_name()),
        "parent_known": found("parent_id", tables, "accounts", "account_id"),
        "not_own_parent": ends("account_id", "parent_id"),
        "owner_known": found("owner_id", tables, "users", "user_id"),
        "owner_active": looked_up("owner_id", tables, "users", "user_id", "is_active"),
        "created_by_as_of": by_day("created_at", as_of),
        "tax_id_unique": alone(_bare_tax_id()),
        "domain_is_own": ~is_free_mail(pl.col("domain").str.to_lowercase()),
        "names_country": names_country("country"),
        "industry_rightly_spelt": rightly_spelt("industry", INDUSTRIES),
    }
