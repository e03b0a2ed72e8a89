import json

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from revops.sample.channels import CHANNELS
from revops.sample.outcome import unfold, won
from revops.sample.world import draw_world

IDLE = {"brand_search", "retargeting", "direct"}


@pytest.fixture(scope="module")
def told(written):
    return json.loads((written / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def world():
    return draw_world(11, 12_000)


@pytest.fixture(scope="module")
def outcome(world):
    return unfold(world)


def test_every_channel_has_effects_confounding_and_increments(told):
    assert told["channels"].keys() == CHANNELS.keys()
    for name, channel in told["channels"].items():
        assert set(channel["effect_log_odds"]) == {"mql", "opportunity", "win"}, name
        assert 0 <= channel["touched_share_of_wins"] <= 1
        assert channel["incremental_wins"] <= told["new_business_won"]
        assert -0.02 <= channel["incremental_share_expected"] < 0.5


def test_idle_channels_touch_many_wins_and_cause_none(told):
    assert set(told["confounding"]["without_any_effect"]) == IDLE
    for name in IDLE:
        channel = told["channels"][name]
        assert channel["touched_share_of_wins"] > 0.25
        assert abs(channel["incremental_share_expected"]) < 0.02
    assert told["channels"]["webinar"]["incremental_share_expected"] > 0.1


def test_the_wins_of_the_truth_are_those_of_the_export(told, written):
    deals = pl.read_csv(written / "hubspot_deals.csv", infer_schema=False)
    new = deals.filter(pl.col("Deal Stage") == "Closed Won", pl.col("Deal Type") == "New Business")
    assert new.height == told["new_business_won"]


def flags(outcome) -> pl.DataFrame:
    """Mark, for each deal, which channels touched its account before the decision."""
    deals = outcome.deals.sort("account")
    seen = outcome.touches.join(deals.select("account", "decided"), on="account").filter(
        pl.col("day") <= pl.col("decided")
    )
    return deals.with_columns(
        pl.col("account")
        .is_in(seen.filter(pl.col("channel") == name).get_column("account").unique().implode())
        .alias(name)
        for name in CHANNELS
    )


def coefficients(frame: pl.DataFrame, columns: list[str]) -> dict[str, float]:
    x = sm.add_constant(frame.select(pl.col(columns).cast(pl.Float64)).to_numpy())
    fitted = sm.Logit(frame.get_column("is_won").cast(pl.Float64).to_numpy(), x).fit(disp=0)
    return dict(zip(columns, fitted.params[1:], strict=True))


def test_effects_on_winning_are_recovered_once_intent_is_known(outcome):
    found = coefficients(flags(outcome), [*CHANNELS, "intent", "fit", "n_people"])
    for name in ("webinar", "referral", "content", "paid_search"):
        assert found[name] > 0.1, name
    for name in IDLE:
        assert abs(found[name]) < 0.25, name
    assert found["intent"] > 0.3


def test_without_intent_the_idle_channels_look_good(outcome):
    frame = flags(outcome)
    naive = coefficients(frame, [*CHANNELS, "fit", "n_people"])
    known = coefficients(frame, [*CHANNELS, "intent", "fit", "n_people"])
    assert all(naive[name] > known[name] + 0.05 for name in IDLE)


def test_switching_a_channel_off_leaves_untouched_accounts_alone(world, outcome):
    name = "webinar"
    touched = world.touches.filter(pl.col("channel") == name).get_column("account").unique()
    columns = ["account", "opened", "closed", "is_won"]

    def untouched(one):
        mine = one.deals.filter(~pl.col("account").is_in(touched.implode()))
        return mine.select(columns).sort("account")

    without = unfold(world, without=name)
    assert untouched(without).equals(untouched(outcome))
    assert won(without).height < won(outcome).height


def test_sizes_filled_in_after_the_win_flatter_size(told, written):
    companies = pl.read_csv(written / "hubspot_companies.csv")
    deals = pl.read_csv(written / "hubspot_deals.csv", infer_schema=False)
    winners = deals.filter(pl.col("Deal Stage") == "Closed Won").get_column(
        "Associated Company IDs"
    )
    late = told["hindsight"]["filled_after_win"]
    assert len(late) > 30
    assert set(late) <= set(winners)
    known = companies.with_columns(
        is_won=pl.col("Record ID").cast(pl.String).is_in(winners.unique().implode()),
        is_known=pl.col("Number of Employees").is_not_null(),
    )
    share = dict(known.group_by("is_won").agg(pl.col("is_known").mean()).iter_rows())
    assert share[True] > share[False] + 0.2


def test_a_dated_world_has_no_touch_before_it_begins(outcome):
    assert outcome.touches.get_column("day").min() >= 0
    assert np.isfinite(outcome.deals.get_column("closed").to_numpy()).all()
