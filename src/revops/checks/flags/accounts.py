"""Flags of accounts: companies kept twice, and parents that lead nowhere or in a circle."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import Tables, by_day, found, looked_up, when
from revops.checks.flags.repeats import alone

#: Legal forms that two spellings of one company may differ by.
_LEGAL_FORMS = (
    r"\b(s\.?p\.?a|s\.?a\.?s?|s\.?r\.?l|s\.?l|ltda|limitada|ltd|limited|inc|llc|gmbh|ag|bv"
    r"|corp|corporation|company|co|plc|eirl|e\.i\.r\.l)\b\.?"
)
#: How far up a circle of parents is looked for.
_GENERATIONS = 8


def _bare_name() -> pl.Expr:
    """Give the name without case, legal form, blanks and punctuation."""
    lower = pl.col("name").str.to_lowercase().str.replace_all(_LEGAL_FORMS, "")
    bare = lower.str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(bare != "").then(bare)


def _not_own_parent(tables: Tables) -> pl.Expr:
    """Say whether nobody up the line of parents is the company itself."""
    above = [pl.col("parent_id")]
    for _ in range(_GENERATIONS):
        above.append(looked_up(above[-1], tables, "accounts", "account_id", "parent_id"))
    itself = [(parent == pl.col("account_id")).fill_null(False) for parent in above]
    return when(pl.col("parent_id").is_not_null(), ~pl.any_horizontal(itself))


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of accounts."""
    return {
        "domain_unique": alone(pl.col("domain").str.to_lowercase()),
        "name_unique": alone(_bare_name()),
        "parent_known": found("parent_id", tables, "accounts", "account_id"),
        "not_own_parent": _not_own_parent(tables),
        "owner_known": found("owner_id", tables, "users", "user_id"),
        "owner_active": looked_up("owner_id", tables, "users", "user_id", "is_active"),
        "created_by_as_of": by_day("created_at", as_of),
    }
