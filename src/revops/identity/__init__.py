"""One person is one lead, one company is one account; every match keeps its rule.

People match by the CRM's own merges and conversions, then by e-mail. Companies match by the
CRM's merges, then by tax id, then by web domain. Campaigns match by id: the ad platform knows
their cost, a list of ours their promise. Nothing is merged by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from revops.identity.links import link
from revops.identity.merge import MERGES, merge
from revops.identity.rename import rename
from revops.identity.shared import ADDRESS, SHARED


@dataclass(frozen=True)
class Resolved:
    """The tables with one row a person and company; and which record became which, and why."""

    tables: dict[str, pl.DataFrame]
    merges: pl.DataFrame


_TAX_ID = pl.col("tax_id").str.replace_all(r"[\W_]", "").str.to_uppercase()
_KNOWN_TAX_ID = pl.when(_TAX_ID.str.contains(r"[1-9]") & (_TAX_ID.str.len_chars() >= 5)).then(
    _TAX_ID
)
_OWN_DOMAIN = pl.col("domain").str.contains(".", literal=True) & ~pl.col("domain").is_in(SHARED)
#: Two tax ids on one domain are two companies that share a web site.
_ONE_COMPANY = _KNOWN_TAX_ID.drop_nulls().n_unique().over("domain") <= 1
RULES: Mapping[str, tuple[str, Mapping[str, pl.Expr], tuple[str, ...]]] = {
    "accounts": (
        "account_id",
        {
            "tax id": _KNOWN_TAX_ID,
            "domain": pl.when(_OWN_DOMAIN & _ONE_COMPANY).then("domain"),
        },
        ("created_at",),
    ),
    "campaigns": ("campaign_id", {}, ()),
    "leads": (
        "lead_id",
        {"e-mail": pl.when(pl.col("email").str.contains(ADDRESS)).then("email")},
        (
            "created_at",
            "original_source",
            "original_source_detail",
            "landing_page",
            "self_reported_source",
        ),
    ),
}


def resolve(tables: Mapping[str, pl.DataFrame]) -> Resolved:
    """Merge people and companies, name the survivors everywhere, and fill in who is meant."""
    resolved = dict(tables)
    merges = [MERGES.to_frame()]
    for name, (key, rules, oldest) in RULES.items():
        if name in resolved:
            resolved[name], found = merge(name, resolved[name], key, rules, oldest)
            resolved = rename(resolved, name, found)
            merges.append(found)
    if "opportunity_people" in resolved:
        resolved["opportunity_people"] = resolved["opportunity_people"].unique(
            ["opportunity_id", "lead_id"], keep="first", maintain_order=True
        )
    return Resolved(link(resolved), pl.concat(merges))


__all__ = ["MERGES", "Resolved", "resolve"]
