"""Worlds whose causes are known: their journeys, their truth, and each model's credit.

A world is the sample company's (`revops.sample`), seen without a gap: every touch, deal and loss.
Without confounding every channel finds the same people (`on_intent` 0); all else is drawn alike.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from unittest.mock import patch

import polars as pl

from revops import journeys
from revops.attribution import LEARNERS, MODELS, credit, removal_effects, shapley_values
from revops.sample.calendar import AS_OF, END, START
from revops.sample.channels import CHANNELS
from revops.sample.outcome import Outcome, unfold
from revops.sample.truth import incremental
from revops.sample.world import World, draw_world
from revops.sample.worth import usd

IDLE = tuple(name for name, one in CHANNELS.items() if one.mql == one.opportunity == one.win == 0)


@contextmanager
def confounding(told: bool) -> Iterator[None]:
    """Let channels find those who would buy anyway, or everyone alike."""
    size = 1.0 if told else 0.0
    changed = {name: replace(one, on_intent=one.on_intent * size) for name, one in CHANNELS.items()}
    with patch.dict(CHANNELS, changed):
        yield


def world(seed: int, n_leads: int, *, confounded: bool = True) -> tuple[World, Outcome]:
    """Draw a world and let it run."""
    with confounding(confounded):
        drawn = draw_world(seed, n_leads)
        return drawn, unfold(drawn)


def _moment(day: str) -> pl.Expr:
    """Make a moment of a day's number."""
    begins = datetime(START.year, START.month, START.day, tzinfo=UTC)
    return pl.lit(begins) + pl.duration(microseconds=(pl.col(day) * 86_400e6).cast(pl.Int64))


def _id(letter: str, column: str) -> pl.Expr:
    return pl.format(f"{letter}{{}}", column)


def journeys_of(outcome: Outcome, *, lookback_days: int = 180) -> pl.DataFrame:
    """Give the journeys of the whole account that were won, lost, or came to nothing."""
    is_over = pl.col("closed") < END
    status = pl.when(is_over & pl.col("is_won")).then(pl.lit("won"))
    deals = outcome.deals.select(
        _id("D", "account").alias("opportunity_id"),
        _id("A", "account").alias("account_id"),
        _id("P", "person").alias("lead_id"),
        _moment("opened").alias("created_at"),
        pl.when(is_over).then(_moment("closed")).alias("closed_at"),
        status.when(is_over).then(pl.lit("lost")).otherwise(pl.lit("open")).alias("status"),
        usd().alias("amount_base"),
    )
    leads = outcome.leads.select(
        _id("P", "person").alias("lead_id"), _id("A", "account").alias("account_id"),
        _moment("created").alias("created_at"),
        pl.lit(None, pl.String).alias("merged_into"),
    )  # fmt: skip
    seen = outcome.touches.filter(pl.col("day") < END).with_row_index("n").select(
        _id("T", "n").alias("touchpoint_id"), _id("P", "person").alias("lead_id"),
        _moment("day").alias("occurred_at"), "channel", "campaign_id",
        pl.lit(None, pl.String).alias("content_id"),
    )  # fmt: skip
    return journeys.build(
        deals, seen, None, None, leads, as_of=AS_OF, by="account", lookback_days=lookback_days,
        unconverted=("lost", "expired"),
    )  # fmt: skip


def true_shares(drawn: World, outcome: Outcome, *, confounded: bool = True) -> dict[str, float]:
    """Give each channel's part of the wins that channels caused; the parts add up to 1.

    A channel's incremental wins are those missing without it; below zero is none.
    """
    with confounding(confounded):
        told = incremental(drawn, outcome)
    caused = {name: max(float(told[name]["incremental_wins"]), 0.0) for name in CHANNELS}
    whole = sum(caused.values())
    return {name: n / whole for name, n in caused.items()}


def credited_shares(walk: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Give each model's share of the touched conversions credited to each channel."""
    found = {}
    for model in MODELS:
        if model == "custom":  # has no weights of its own
            continue
        params = {"fewest": 0} if model in LEARNERS else {}
        shared = credit(walk, model, **params)
        found[model] = _shares(shared.select("channel", pl.col("credit").alias("n")))
    totals = removal_effects(walk).select("channel", pl.col("removal_effect").alias("n"))
    found["markov, published totals"] = _shares(totals.drop_nulls())
    values = shapley_values(walk).select("channel", pl.col("shapley_value").alias("n"))
    found["shapley_rates, the values"] = _shares(values)
    return found


def _shares(parts: pl.DataFrame) -> dict[str, float]:
    sums = dict(parts.group_by("channel").agg(pl.col("n").sum()).rows())
    kept = {name: float(sums.get(name, 0.0)) for name in CHANNELS}
    whole = sum(kept.values())
    return {name: n / whole for name, n in kept.items()}


def off_by(shares: dict[str, float], truth: dict[str, float]) -> float:
    """Give the part of the credit that lies with the wrong channel, 0 to 1."""
    return sum(abs(shares[name] - truth[name]) for name in truth) / 2


def on_idle(shares: dict[str, float]) -> float:
    """Give the part of the credit that lies with channels that cause nothing."""
    return sum(shares[name] for name in IDLE)
