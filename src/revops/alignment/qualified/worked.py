"""Who was worked, who met a version, and who reached the outcome: the counts behind recall.

A lead that nobody worked has no outcome that speaks of the lead: it is unknown, not negative.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from revops.alignment.qualified.replay import DATED
from revops.metrics.metric import NotComputable
from revops.metrics.outbound import outbound_contacts
from revops.metrics.people import people
from revops.metrics.reached import reached
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead


def worked_counts(
    replays_everywhere: pl.DataFrame,
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give one row a version: leads old enough, by whether worked, met and reached.

    Columns: version, met_reached, met_missed, rest_reached, rest_missed (all of them worked),
    met_unworked, rest_unworked. Old enough: created at least the version's days ago. Worked: a
    person of ours tried, or there is a deal. Met: by the day of the outcome, or so far.
    """
    tried = outbound_contacts(activities, as_of).select("lead_id")
    dealt = opportunities.select("lead_id")
    worked = pl.concat([tried, dealt]).drop_nulls().unique().with_columns(is_worked=pl.lit(True))
    everyone = people(leads, as_of).select(
        "lead_id", pl.col("created_at").dt.date().alias("created_on")
    )
    known = everyone.join(worked, on="lead_id", how="left", maintain_order="left")
    told = set(replays_everywhere.filter(rule=DATED)["version"].unique())
    counts = [
        _counts(known, replays_everywhere, opportunities, version, as_of)
        for version in qualified_lead
        if version.version in told
    ]
    if not counts:
        raise NotComputable(N_("no lead met a version by criteria that were known on the day"))
    return pl.concat(counts).sort("version")


def _counts(
    known: pl.DataFrame,
    replays: pl.DataFrame,
    opportunities: pl.DataFrame,
    version: QualifiedLead,
    as_of: date,
) -> pl.DataFrame:
    """Count for one version."""
    last = as_of - timedelta(days=version.predicts.within_days)
    old = known.filter(pl.col("created_on") <= last).rename({"created_on": "met_on"})
    outcome = reached(old, opportunities, outcome=version.predicts.outcome, as_of=as_of)
    met = replays.filter(version=version.version, rule=DATED).select(
        "lead_id", pl.col("met_on").alias("first_on")
    )
    told = outcome.drop("met_on").join(met, on="lead_id", how="left")
    is_reached = pl.col("reached_on").is_not_null()
    in_time = pl.col("first_on") <= pl.col("reached_on").fill_null(pl.lit(as_of))
    is_met, is_worked = in_time.fill_null(False), pl.col("is_worked").fill_null(False)
    cells = {
        "met_reached": is_worked & is_met & is_reached,
        "met_missed": is_worked & is_met & ~is_reached,
        "rest_reached": is_worked & ~is_met & is_reached,
        "rest_missed": is_worked & ~is_met & ~is_reached,
        "met_unworked": ~is_worked & is_met,
        "rest_unworked": ~is_worked & ~is_met,
    }
    sums = [cell.sum().cast(pl.Float64).alias(name) for name, cell in cells.items()]
    return told.select(pl.lit(version.version).alias("version"), *sums)
