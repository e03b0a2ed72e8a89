"""What really caused the wins: each channel is switched off, and the same world runs again.

The incremental wins of a channel are those that are lost without it, under the same random
numbers. Such parts need not add up to all wins: channels help each other, and most buyers
would have come anyway. Compare credit with `incremental_share_expected`, which comes from a
world three times as large (up to 15,000 leads), with less noise than this sample's own.
"""

from dataclasses import asdict
from typing import Any

import polars as pl

from revops.sample import dealing, followup, qualify
from revops.sample.calendar import AS_OF, ZONE
from revops.sample.channels import CHANNELS, FADE
from revops.sample.company import CURRENCY, NAME
from revops.sample.outcome import Outcome, unfold, won
from revops.sample.records import Records
from revops.sample.world import World, draw_world
from revops.sample.worth import usd

LARGER, ENOUGH = 3, 15_000
Told = dict[str, Any]
_EFFECTS = ("mql", "opportunity", "win")


def truth(seed: int, n_leads: int, world: World, outcome: Outcome, records: Records) -> Told:
    """Give the truth about a sample as plain data for JSON."""
    told = world.stories
    large = draw_world(seed + 1_000_003, max(n_leads, min(n_leads * LARGER, ENOUGH)), told)
    here, expected = incremental(world, outcome), incremental(large, unfold(large))
    wins = won(outcome)
    return {
        "company": NAME,
        "seed": seed,
        "n_leads_asked": n_leads,
        "as_of": AS_OF.isoformat(),
        "zone": ZONE,
        "currency": CURRENCY,
        "new_business_won": wins.height,
        "new_business_won_usd": round(float(wins.select(usd().sum()).item()), 2),
        "model": _model(),
        "channels": {
            name: _channel(name, outcome) | here[name] | _as_expected(expected[name])
            for name in CHANNELS
        },
        "confounding": _confounding(),
        "hindsight": _hindsight(records),
        "stories": told.facts(),
    }


def incremental(world: World, outcome: Outcome) -> dict[str, dict[str, float]]:
    """Give, for each channel, the wins and the value that would be missing without it."""
    n_all, usd_all = _wins(outcome)
    found = {}
    for name in CHANNELS:
        n, value = _wins(unfold(world, without=name))
        found[name] = {
            "incremental_wins": n_all - n,
            "incremental_share": round((n_all - n) / max(n_all, 1), 4),
            "incremental_usd": round(usd_all - value, 2),
            "incremental_value_share": round((usd_all - value) / max(usd_all, 1.0), 4),
        }
    return found


def _wins(outcome: Outcome) -> tuple[int, float]:
    """Count the new deals won by the as-of day, and their value."""
    wins = won(outcome)
    return wins.height, float(wins.select(usd().sum()).item())


def _as_expected(found: dict[str, float]) -> dict[str, float]:
    """Name what was found in the larger world."""
    return {f"{name}_expected": found[name] for name in found if name.endswith("share")}


def _channel(name: str, outcome: Outcome) -> Told:
    """Give a channel's effects, its confounding, and the share of wins that it merely touched."""
    channel = asdict(CHANNELS[name])
    wins = won(outcome).select("account", "closed")
    touched = outcome.touches.filter(pl.col("channel") == name).join(wins, on="account")
    n = touched.filter(pl.col("day") <= pl.col("closed")).get_column("account").n_unique()
    return {
        "effect_log_odds": {step: channel[step] for step in _EFFECTS},
        "on_intent": channel["on_intent"],
        "substitution": channel["substitution"],
        "touched_share_of_wins": round(n / max(wins.height, 1), 4),
    }


def _model() -> Told:
    """Write the equations and their numbers down."""
    return {
        "each_further_touch_of_a_channel_adds": FADE,
        "qualify": {"base": qualify.BASE, "fit": qualify.FIT, "intent": qualify.INTENT},
        "open": dealing.OPEN,
        "win": dealing.WIN,
        "deadline_business_hours": followup.DEADLINE_HOURS,
        "note": "log-odds; a step is taken once they exceed a logistic noise drawn beforehand",
    }


def _confounding() -> Told:
    """Say who is found by the channels that cause nothing."""
    idle = [one.name for one in CHANNELS.values() if one.mql == one.opportunity == one.win == 0.0]
    return {
        "hidden": "intent: normal, shared within a company; no export holds it",
        "touches_a_person": "rate * exp(on_intent * intent - on_intent ** 2 / 2)",
        "without_any_effect": idle,
        "note": "these channels meet people who would buy anyway, so credit flatters them",
    }


def _hindsight(records: Records) -> Told:
    """Name the companies whose size was typed in only after their deal was won."""
    late = records.companies.filter("filled_after_win", "has_company")
    return {
        "file": "hubspot_companies.csv",
        "column": "Number of Employees",
        "note": "typed in after the deal was won; the export shows today's values only",
        "filled_after_win": late.get_column("company_id").to_list(),
    }
