"""What was handed over in fact while each version was in force, and what became of it?

The CRM's own date of qualification says whom marketing handed over, whatever was agreed.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.qualified.precision import with_prediction
from revops.alignment.qualified.qualified import own_days
from revops.alignment.qualified.replay import DATED
from revops.metrics.entries import first_entries, known_visits
from revops.metrics.grouping import summed
from revops.metrics.metric import NotComputable
from revops.metrics.outcome_within import outcome_within
from revops.metrics.won_share_difference import difference
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead

_SHARE = {"value": "share", "low": "low", "high": "high"}


def handed_in_fact(
    visits: pl.DataFrame,
    replays_everywhere: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
    qualified_stage: str = "mql",
) -> pl.DataFrame:
    """Give one row a version: of the leads handed over in its days, how many reach the outcome?

    value, low, high: the share that does (Aalen-Johansen); met_share: the share that had met the
    version by the day of the hand-over, as far as it was known then.
    """
    handed = _handed(visits, qualified_lead, as_of, qualified_stage)
    met = replays_everywhere.filter(rule=DATED).select(
        "version", "lead_id", pl.col("met_on").alias("first_on")
    )
    told = handed.join(met, on=["version", "lead_id"], how="left", maintain_order="left")
    had_met = (pl.col("first_on") <= pl.col("met_on")).fill_null(False)
    shares = summed(told, ["version"], had_met.mean().alias("met_share"))
    outcome = outcome_within(
        with_prediction(handed, qualified_lead), opportunities, by=["version"], as_of=as_of
    )
    return outcome.join(shares, on="version", how="left").drop("n_before").sort("version")


def handed_difference(
    visits: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
    qualified_stage: str = "mql",
) -> pl.DataFrame:
    """Give one row a version that followed another: how much better is what was handed over?

    value: the share that reaches the outcome, less that under the version before; its interval by
    square and add (Zou and Donner 2008). `found`: better, worse or no_sign.
    """
    handed = _handed(visits, qualified_lead, as_of, qualified_stage)
    told = outcome_within(
        with_prediction(handed, qualified_lead), opportunities, by=["version"], as_of=as_of
    )
    order = [each.version for each in qualified_lead if own_days(each, as_of)]
    placed = told.sort(pl.col("version").replace_strict(order, range(len(order)), default=None))
    now = {name: pl.col(name).alias(new) for name, new in _SHARE.items()}
    before = [pl.col(name).shift(1).alias(f"{new}_o") for name, new in _SHARE.items()]
    pairs = placed.select(
        "version",
        pl.col("version").shift(1).alias("version_before"),
        pl.col("denominator").alias("n"),
        *now.values(),
        *before,
    ).filter(pl.col("version_before").is_not_null())
    gap = pairs.select("version", "version_before", *difference(), "share", "share_o")
    found = pl.when(pl.col("low") > 0).then(pl.lit("better")).when(pl.col("high") < 0)
    return gap.with_columns(
        found.then(pl.lit("worse")).otherwise(pl.lit("no_sign")).alias("found")
    ).rename({"share": "own_share", "share_o": "before_share"})


def _handed(
    visits: pl.DataFrame, qualified_lead: Sequence[QualifiedLead], as_of: date, stage: str
) -> pl.DataFrame:
    """Give each lead handed over while a version was in force: version, lead_id, met_on."""
    entered = first_entries(known_visits(visits, as_of=as_of, object="lead"), stage)
    days = {each.version: own_days(each, as_of) for each in qualified_lead}
    found = [
        entered.filter(pl.col("entered_on").is_between(*span)).select(
            pl.lit(version).alias("version"),
            pl.col("object_id").alias("lead_id"),
            pl.col("entered_on").alias("met_on"),
        )
        for version, span in days.items()
        if span
    ]
    if not found or pl.concat(found).is_empty():
        raise NotComputable(N_("no lead was handed over while a signed version was in force"))
    return pl.concat(found).sort("version", "lead_id")
