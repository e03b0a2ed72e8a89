"""Which leads met the definition that was in force on that day?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.qualified.facts import Facts
from revops.alignment.qualified.replay import DATED, NAIVE, REPLAYED, replay
from revops.metrics.metric import NotComputable
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead


def own_days(version: QualifiedLead, as_of: date) -> tuple[date, date] | None:
    """Give the days on which a version was in force so far; null for a draft or a future one."""
    first = version.in_force_from
    if version.is_draft or first is None or first > as_of:
        return None
    return first, min(version.in_force_to or as_of, as_of)


def all_days(facts: Facts, as_of: date) -> tuple[date, date] | None:
    """Give the days from the first lead on; null where there is none."""
    first = facts.known_leads(as_of).get_column("created_on").min()
    return (first, as_of) if isinstance(first, date) else None


def replays(
    qualified_lead: Sequence[QualifiedLead], facts: Facts, *, as_of: date, everywhere: bool = False
) -> pl.DataFrame:
    """Replay every version: on its own days, or (`everywhere`) on all days, drafts too.

    On its own days a version is met by leads that met none in force before: nobody is handed
    over twice. Columns: version, rule, lead_id, met_on (see `replay`).
    """
    if not qualified_lead:
        raise NotComputable(N_("agreement/qualified_lead has no version of the definition"))
    if not everywhere and not any(own_days(each, as_of) for each in qualified_lead):
        raise NotComputable(N_("no version that both teams signed has been in force so far"))
    found = pl.DataFrame(schema=REPLAYED)
    for version in qualified_lead:
        days = all_days(facts, as_of) if everywhere else own_days(version, as_of)
        if days:
            told = replay(version, facts, since=days[0], until=days[1], as_of=as_of)
            before = pl.DataFrame(schema=_LEAD) if everywhere else best(found)
            found = pl.concat([found, told.join(before, on="lead_id", how="anti")])
    return found


_LEAD = {"lead_id": pl.String}


def best(told: pl.DataFrame) -> pl.DataFrame:
    """Keep for each version the leads that met what can be told as of the day.

    A version that has no such criterion has only today's values, so those stay.
    """
    has_dated = (pl.col("rule") == DATED).any().over("version")
    return told.filter(pl.col("rule") == pl.when(has_dated).then(pl.lit(DATED)).otherwise(_NAIVE))


_NAIVE = pl.lit(NAIVE)


def qualified(told: pl.DataFrame) -> pl.DataFrame:
    """Give one row a lead that met the version in force: the first time that it did.

    Takes what `replays` says of the versions' own days. Columns: lead_id, version, met_on,
    qualified_by: `dated` where only criteria were used that can be told as of the day, `today`
    where a version has no such criterion and today's values had to do.

    >>> told = pl.DataFrame({"version": ["a", "a", "b"], "rule": ["today", "dated", "today"],
    ...     "lead_id": ["ana", "ana", "bruno"], "met_on": [date(2026, 1, 9)] * 3})
    >>> qualified(told).select("lead_id", "version", "qualified_by").rows()
    [('ana', 'a', 'dated'), ('bruno', 'b', 'today')]
    """
    return (
        best(told)
        .sort("met_on", "lead_id", "version")
        .unique("lead_id", keep="first", maintain_order=True)
        .select("lead_id", "version", "met_on", pl.col("rule").alias("qualified_by"))
        .sort("lead_id")
    )
