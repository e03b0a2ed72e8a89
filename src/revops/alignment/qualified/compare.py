"""Two versions side by side: which leads change sides, and what became of them?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.qualified.replay import DATED
from revops.alignment.qualified.versions import state
from revops.errors import UnknownName
from revops.metrics.metric import NotComputable
from revops.metrics.outcome_within import outcome_within
from revops.metrics.reached import reached
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead

#: The side of a lead that meets both versions.
BOTH = "both_versions"


def pair(
    qualified_lead: Sequence[QualifiedLead], as_of: date, version: str = "", against: str = ""
) -> tuple[QualifiedLead, QualifiedLead]:
    """Choose two versions: those named, else the one in force and the newest draft or the last.

    The first is the one that is asked about; `against` it stands the other.
    """
    known = {each.version: each for each in qualified_lead}
    for name in (version, against):
        if name and name not in known:
            raise UnknownName("version of the qualified lead", name, known)
    if len(known) < 2:
        raise NotComputable(N_("there is one version of the definition: nothing to compare it to"))
    now = next((v for v in known if known[v].is_in_force(as_of)), list(known)[-1])
    first = version or now
    others = [v for v in known if v != first]
    drafts = [v for v in others if state(known[v], as_of) == "draft"]
    second = against or (drafts or others)[-1]
    return known[first], known[second]


def sides(
    replays_everywhere: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
    version: str = "",
    against: str = "",
) -> pl.DataFrame:
    """Give one row a lead that meets either version: side, lead_id, met_on, outcome, within_days.

    side: `both_versions`, or the version that alone it meets; met_on: the first day on which it
    met either. What is predicted is that of the first version.
    """
    first, second = pair(qualified_lead, as_of, version, against)
    met = replays_everywhere.filter(
        pl.col("rule") == DATED, pl.col("version").is_in([first.version, second.version])
    )
    if met.is_empty():
        raise NotComputable(N_("no lead met a version by criteria that were known on the day"))
    many = pl.col("version").n_unique() > 1
    alone = pl.col("version").first()
    return (
        met.sort("lead_id", "version")
        .group_by("lead_id", maintain_order=True)
        .agg(pl.when(many).then(pl.lit(BOTH)).otherwise(alone).alias("side"), pl.min("met_on"))
        .with_columns(
            pl.lit(first.predicts.outcome).alias("outcome"),
            pl.lit(first.predicts.within_days, pl.Int64).alias("within_days"),
        )
    )


def sides_outcome(
    replays_everywhere: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
    version: str = "",
    against: str = "",
) -> pl.DataFrame:
    """Give one row a side: how many of its leads reach the outcome in time (see `sides`)."""
    told = sides(replays_everywhere, qualified_lead, as_of=as_of, version=version, against=against)
    return outcome_within(told, opportunities, by=["side"], as_of=as_of)


def changed_sides(
    replays_everywhere: pl.DataFrame,
    opportunities: pl.DataFrame,
    leads: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
    version: str = "",
    against: str = "",
) -> pl.DataFrame:
    """List the leads that one version takes and the other does not, the latest first.

    Columns: side, lead_id, company, met_on, reached_on (the outcome, null where not so far).
    """
    told = sides(replays_everywhere, qualified_lead, as_of=as_of, version=version, against=against)
    outcome = pair(qualified_lead, as_of, version, against)[0].predicts.outcome
    found = reached(
        told.filter(pl.col("side") != BOTH), opportunities, outcome=outcome, as_of=as_of
    )
    firm = pl.col("company") if "company" in leads.columns else pl.lit(None, pl.String)
    named = leads.select("lead_id", firm.alias("company")).unique("lead_id", keep="first")
    return (
        found.join(named, on="lead_id", how="left")
        .sort("met_on", "lead_id", descending=[True, False])
        .select("side", "lead_id", "company", "met_on", "reached_on")
    )
