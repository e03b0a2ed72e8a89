"""What credit says beside what was truly caused, in the sample company's world.

These tests state what is so, not what one would wish: credit is not lift.
"""

import json
import runpy
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).parents[2]
WORLDS = runpy.run_path(str(ROOT / "benchmarks" / "attribution_worlds.py"))
IDLE = ("brand_search", "retargeting", "direct")
LEADS, SEED = 5_000, 7  # those of data/sample


@pytest.fixture(scope="module")
def told():
    return json.loads((ROOT / "data" / "sample" / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def truth(told):
    caused = {
        name: max(one["incremental_share_expected"], 0.0) for name, one in told["channels"].items()
    }
    return {name: share / sum(caused.values()) for name, share in caused.items()}


@pytest.fixture(scope="module")
def outcome():
    return WORLDS["world"](SEED, LEADS)[1]


@pytest.fixture(scope="module")
def walk(outcome):
    return WORLDS["journeys_of"](outcome)


@pytest.fixture(scope="module")
def shares(walk):
    return WORLDS["credited_shares"](walk)


@pytest.fixture(scope="module")
def without_confounding():
    outcome = WORLDS["world"](SEED, LEADS, confounded=False)[1]
    return WORLDS["credited_shares"](WORLDS["journeys_of"](outcome))


def test_the_world_is_the_one_of_the_committed_sample(told, walk):
    assert told["seed"] == SEED
    assert told["n_leads_asked"] == LEADS
    wins = walk.filter(n_converted=1.0)["conversion_id"].n_unique()
    assert wins == told["new_business_won"]


def test_without_confounding_all_else_is_drawn_alike(outcome):
    other = WORLDS["world"](SEED, LEADS, confounded=False)[1]
    drawn = ["account", "intent", "noise_deal", "noise_win"]
    both = outcome.deals.select(drawn).join(other.deals.select(drawn), on="account")
    assert both.height > 100
    for name in drawn[1:]:
        assert both[name].equals(both[f"{name}_right"].alias(name))
    again = WORLDS["world"](SEED, LEADS)[1]  # and the option leaves no trace
    assert again.deals.equals(outcome.deals)


def test_channels_that_cause_nothing_are_those(told, truth):
    assert set(WORLDS["IDLE"]) == set(IDLE) == set(told["confounding"]["without_any_effect"])
    assert sum(truth[name] for name in IDLE) < 0.01


@pytest.mark.parametrize("channel", IDLE)
def test_last_touch_over_credits_channels_that_meet_those_who_buy_anyway(shares, truth, channel):
    assert truth[channel] < 0.01
    assert shares["last"][channel] > 0.05


def test_every_model_pays_channels_that_cause_nothing(shares):
    paid = {model: WORLDS["on_idle"](each) for model, each in shares.items()}
    assert min(paid.values()) > 0.08, paid
    assert paid["last"] > 0.2


def test_no_model_is_near_the_truth(shares, truth):
    off = {model: WORLDS["off_by"](each, truth) for model, each in shares.items()}
    assert min(off.values()) > 0.2, off
    assert off["linear"] < off["last"]


def test_webinars_cause_much_and_first_touch_hardly_sees_them(shares, truth):
    assert truth["webinar"] > 0.15
    assert shares["first"]["webinar"] < truth["webinar"] / 2


@pytest.mark.parametrize(
    "model", ["last", "linear", "position_based", "shapley", "markov", "additive_hazard"]
)
def test_less_goes_to_them_where_every_channel_finds_the_same_people(
    shares, without_confounding, model
):
    confounded = WORLDS["on_idle"](shares[model])
    assert WORLDS["on_idle"](without_confounding[model]) < confounded


def test_even_without_confounding_credit_is_not_lift(without_confounding):
    assert WORLDS["on_idle"](without_confounding["last"]) > 0.1


def test_models_agree_with_each_other_more_than_with_the_truth(shares, truth):
    off_by = WORLDS["off_by"]
    assert off_by(shares["linear"], shares["markov"]) < off_by(shares["linear"], truth) / 2


def test_shares_are_whole(shares):
    sums = pl.Series([sum(each.values()) for each in shares.values()])
    assert sums.to_list() == pytest.approx([1.0] * len(shares))
