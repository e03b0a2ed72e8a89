"""One person is one lead, one company is one account; every match keeps its rule.

People match by the CRM's ids, merges and conversions, then by e-mail; touches find their person
by address, visitor or click. Companies match by the CRM's ids and merges, then by valid tax id,
then by registrable domain. Campaigns match by id: the ad platform knows their cost, a list of ours
their promise. Nothing is merged by name: likely pairs are listed, and what people decide about
them in agreement/same.csv is a rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from revops.identity import books, companies, likely_companies, likely_people, links, people
from revops.identity.decisions import DECISIONS, n_unknown, of_table, undecided
from revops.identity.keys import SAME_ID, Keys, by_id
from revops.identity.matches import ALONE, MATCHED, MATCHES, counted, matches, true_in
from revops.identity.merge import MERGES, merge
from revops.identity.pairs import SUGGESTIONS
from revops.identity.reasons import UNKNOWN
from revops.identity.rename import rename
from revops.identity.visitors import touches


@dataclass(frozen=True)
class Resolved:
    """The tables with one row a person and company; which record became which, and why.

    `matches` counts what each rule made one and what was left alone, `suggestions` lists the pairs
    that people should decide about.
    """

    tables: dict[str, pl.DataFrame]
    merges: pl.DataFrame
    matches: pl.DataFrame
    suggestions: pl.DataFrame


class Rules(NamedTuple):
    """How the records of one table become one: their id, rules, oldest-first columns and keys."""

    key: str
    rules: tuple[str, ...]
    oldest: tuple[str, ...]
    keys: Callable[[pl.DataFrame], Keys]


_FIRST_SEEN = (
    "created_at",
    "original_source",
    "original_source_detail",
    "landing_page",
    "self_reported_source",
)
RULES: Mapping[str, Rules] = {
    "accounts": Rules(
        "account_id",
        (SAME_ID, companies.TAX_ID, companies.DOMAIN),
        ("created_at",),
        companies.keys,
    ),
    "campaigns": Rules("campaign_id", (SAME_ID,), (), lambda frame: by_id(frame, "campaign_id")),
    "leads": Rules("lead_id", (SAME_ID, people.E_MAIL, people.GMAIL), _FIRST_SEEN, people.keys),
}


def _merged(
    tables: Mapping[str, pl.DataFrame], decisions: pl.DataFrame
) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame], list[pl.DataFrame]]:
    """Make one row of each person, company and campaign, and name the survivors everywhere."""
    resolved = dict(tables)
    found = dict.fromkeys(RULES, MERGES.to_frame())
    counts = []
    for name, rules in RULES.items():
        if name not in resolved:
            continue
        keys = rules.keys(resolved[name])
        told = of_table(decisions, name)
        unknown = n_unknown(told, resolved[name][rules.key])
        resolved[name], found[name] = merge(
            name, resolved[name], rules.key, keys.values, rules.oldest, told
        )
        resolved = rename(resolved, name, found[name])
        counts.append(counted(name, ALONE, {**true_in(keys.alone), UNKNOWN: unknown}))
    return resolved, found, counts


def _linked(
    tables: Mapping[str, pl.DataFrame], book: pl.DataFrame, domains: pl.DataFrame
) -> tuple[dict[str, pl.DataFrame], list[pl.DataFrame]]:
    """Fill in people and companies wherever exactly one record is meant."""
    linked, counts = dict(tables), []
    if "leads" in linked and "accounts" in linked:
        linked["leads"] = links.companies(linked["leads"], domains)
    if "leads" in linked and "touchpoints" in linked:
        linked["touchpoints"], found, alone = touches(linked["touchpoints"], book)
        counts.append(counted("touchpoints", MATCHED, found))
        counts.append(counted("touchpoints", ALONE, alone))
    if "opportunities" in linked:
        roles = linked.get("opportunity_people")
        linked["opportunities"] = links.deals(linked["opportunities"], roles, linked.get("leads"))
    return linked, counts


def _suggested(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """List the pairs that may be one."""
    listed = [SUGGESTIONS.to_frame()]
    if "accounts" in tables:
        listed.append(likely_companies.likely(tables["accounts"]))
    if "leads" in tables:
        listed.append(likely_people.likely(tables["leads"], tables.get("touchpoints")))
    return pl.concat(listed)


def resolve(tables: Mapping[str, pl.DataFrame], decisions: pl.DataFrame | None = None) -> Resolved:
    """Merge people and companies, name the survivors everywhere, and fill in who is meant.

    `decisions` are those of agreement/same.csv: `table, id, same_as, is_same`.
    """
    told = DECISIONS.to_frame() if decisions is None else decisions
    given = dict(tables)
    if "accounts" in given:
        given["accounts"] = companies.with_domain(given["accounts"])
    resolved, found, alone = _merged(given, told)
    if "opportunity_people" in resolved:
        resolved["opportunity_people"] = resolved["opportunity_people"].unique(
            ["opportunity_id", "lead_id"], keep="first", maintain_order=True
        )
    linked, touched = _linked(resolved, *books.of(given, found))
    merges = pl.concat([MERGES.to_frame(), *found.values()])
    suggestions = undecided(_suggested(linked), told, found)
    return Resolved(linked, merges, matches(merges, [*alone, *touched]), suggestions)


__all__ = ["DECISIONS", "MATCHES", "MERGES", "RULES", "SUGGESTIONS", "Resolved", "resolve"]
