"""How many of the leads that meet a version reach what it predicts: with and without hindsight?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.qualified.replay import DATED, NAIVE
from revops.metrics.metric import NotComputable
from revops.metrics.outcome_within import outcome_within
from revops.metrics.predicted import predicted
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead


def with_and_without_hindsight(
    replays: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give one row a version and way of applying it: `dated` criteria only, or `today`'s values.

    Columns: version, known_by, outcome, horizon_days, value, low, high, numerator, denominator,
    n_before. Applied to today's values a version looks better than it is: who became a customer
    has had its record filled in since.
    """
    told = replays.filter(pl.col("rule").is_in([DATED, NAIVE])).rename({"rule": "known_by"})
    if told.is_empty():
        raise NotComputable(N_("no lead met a version of the definition in its days"))
    return outcome_within(
        with_prediction(told, qualified_lead),
        opportunities,
        by=["version", "known_by"],
        as_of=as_of,
    )


def on_the_same_days(
    replays_everywhere: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give what `with_and_without_hindsight` gives, each version applied to all days, drafts too.

    Only so are versions compared: each on its own days meets another market and another follow-up.
    """
    return with_and_without_hindsight(
        replays_everywhere, opportunities, qualified_lead, as_of=as_of
    )


def with_prediction(members: pl.DataFrame, qualified_lead: Sequence[QualifiedLead]) -> pl.DataFrame:
    """Add to leads of these versions what each predicts: outcome, within_days."""
    return members.join(predicted(qualified_lead), on="version", maintain_order="left")
