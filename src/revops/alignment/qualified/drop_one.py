"""Which criterion costs most, and which adds nothing?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.qualified.precision import with_prediction
from revops.alignment.qualified.replay import DATED, WITHOUT
from revops.metrics.figures import figures
from revops.metrics.outcome_within import outcome_within
from revops.metrics.won_share_difference import difference
from revops.workspace.qualified_lead import QualifiedLead

_KEY = ["version", "criterion"]
_SHARE = ("value", "low", "high")


def drop_one(
    replays_everywhere: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give one row a version and criterion: the leads that it alone keeps out, and their outcome.

    value, low, high: the share of those kept out that reach the outcome in time; numerator: how
    many did (what the criterion costs); denominator: how many it keeps out; kept_share: the same
    share of the leads that meet the whole version. `effect`: `keeps_nobody_out`, `sorts_out`
    (those kept out reach it less often, beyond chance), `sorts_wrong` (more often) or `no_sign`
    (no difference beyond chance is seen). The criterion that costs most stands first.

    Only criteria that can be told as of the day; on all days, each version alike.
    """
    met = replays_everywhere.filter(rule=DATED)
    less = replays_everywhere.filter(pl.col("rule").str.starts_with(WITHOUT)).with_columns(
        pl.col("rule").str.strip_prefix(WITHOUT).alias("criterion")
    )
    kept_out = less.join(met, on=["version", "lead_id"], how="anti", maintain_order="left")
    out = outcome_within(
        with_prediction(kept_out, qualified_lead), opportunities, by=_KEY, as_of=as_of
    )
    kept = outcome_within(
        with_prediction(met, qualified_lead), opportunities, by=["version"], as_of=as_of
    )
    named = pl.col("version").is_in([each.version for each in qualified_lead])
    every = less.filter(named).select(_KEY).unique().sort(_KEY)
    told = every.join(out.drop("outcome", "horizon_days", "n_before"), on=_KEY, how="left").join(
        kept.select("version", *(pl.col(name).alias(f"kept_{name}") for name in _SHARE)),
        on="version",
        how="left",
    )
    return _judged(told)


def _judged(told: pl.DataFrame) -> pl.DataFrame:
    """Say what each criterion does, by the difference and its interval."""
    gap = told.select(
        *_KEY,
        pl.col("denominator").alias("n"),
        *(pl.col(name).alias("share" if name == "value" else name) for name in _SHARE),
        *(
            pl.col(f"kept_{name}").alias("share_o" if name == "value" else f"{name}_o")
            for name in _SHARE
        ),
    ).select(*_KEY, *difference())
    nobody = pl.col("denominator").fill_null(0) == 0
    effect = (
        pl.when(nobody)
        .then(pl.lit("keeps_nobody_out"))
        .when(pl.col("gap_high") < 0)
        .then(pl.lit("sorts_out"))
        .when(pl.col("gap_low") > 0)
        .then(pl.lit("sorts_wrong"))
        .otherwise(pl.lit("no_sign"))
    )
    ends = gap.select(*_KEY, pl.col("low").alias("gap_low"), pl.col("high").alias("gap_high"))
    numbers = (pl.col("numerator").fill_null(0), pl.col("denominator").fill_null(0))
    shown = figures(
        pl.col("value"),
        low=pl.col("low"),
        high=pl.col("high"),
        numerator=numbers[0],
        denominator=numbers[1],
    )
    found = told.join(ends, on=_KEY, how="left").select(
        *_KEY, effect.alias("effect"), *shown, pl.col("kept_value").alias("kept_share")
    )
    return found.sort("version", "numerator", "criterion", descending=[False, True, False])
