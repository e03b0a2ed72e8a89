"""Each model against journeys solved by hand."""

import polars as pl
import pytest

from revops.attribution import LEARNERS, MODELS, credit

#: model, parameters -> shares of Aurora's four touches and of Bosque's two
CASES = [
    ("first", {}, [1, 0, 0, 0], [1, 0]),
    ("last", {}, [0, 0, 0, 1], [0, 1]),
    ("last_non_direct", {}, [0, 0, 1, 0], [1, 0]),
    ("last_non_direct", {"direct": "webinar"}, [0, 0, 0, 1], [0, 1]),
    ("linear", {}, [1 / 4] * 4, [1 / 2] * 2),
    ("position_based", {}, [0.4, 0.1, 0.1, 0.4], [1 / 2, 1 / 2]),
    ("position_based", {"first": 0.6, "last": 0.2}, [0.6, 0.1, 0.1, 0.2], [3 / 4, 1 / 4]),
    ("time_decay", {}, [1 / 15, 2 / 15, 4 / 15, 8 / 15], [1 / 3, 2 / 3]),
    ("time_decay", {"half_life_days": 15}, [1 / 85, 4 / 85, 16 / 85, 64 / 85], [1 / 5, 4 / 5]),
    ("u_shaped", {}, [0.5, 0.5, 0, 0], [1, 0]),
    ("w_shaped", {}, [0.3, 0.3, 0.3, 0.1], [0.9, 0.1]),
    ("full_path", {}, [0.25, 0.25, 0.25, 0.25], [0.75, 0.25]),  # no other touch: 0.1 is spread
    ("shapley", {}, [1 / 4] * 4, [1 / 2] * 2),
    (
        "custom",
        {"first": 0.4, "close": 0.35, "rest": 0.25},
        [0.4, 0.125, 0.125, 0.35],
        [0.525, 0.475],  # no other touch: half of 0.25 for each
    ),
]


@pytest.mark.parametrize(("model", "params", "aurora", "bosque"), CASES)
def test_solved_by_hand(journeys, model, params, aurora, bosque):
    shared = credit(journeys, model, **params)
    for name, expected in (("Aurora", aurora), ("Bosque", bosque)):
        found = shared.filter(pl.col("conversion_id") == name)["credit"].to_list()
        assert found == pytest.approx(expected, rel=1e-12)


def test_every_model_has_a_case():
    assert {model for model, *_ in CASES} | set(LEARNERS) == set(MODELS)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", ["Delta", "Cumbre"])
def test_one_row_has_it_all(journeys, needed, model, name):
    one = credit(journeys, model, **needed[model]).filter(pl.col("conversion_id") == name)
    assert one.select("credit").rows() == [(1.0,)]


def test_the_rest_is_shared_by_touches_without_a_milestone(journeys):
    plain = journeys.with_columns(is_opportunity_creation=pl.lit(False))
    shared = credit(plain, "w_shaped").filter(pl.col("conversion_id") == "Aurora")["credit"]
    # first 0.3, lead 0.3, and 0.05 for each other touch, scaled up from 0.7
    assert shared.to_list() == pytest.approx([3 / 7, 3 / 7, 0.5 / 7, 0.5 / 7], rel=1e-12)


def test_direct_is_enough_where_there_is_nothing_else(journeys):
    shared = credit(journeys, "last_non_direct").filter(pl.col("credit") == 1.0)
    assert dict(shared.select("conversion_id", "channel").rows()) == {
        "Aurora": "webinar",
        "Bosque": "webinar",
        "Delta": "direct",
        "Cumbre": "unattributed",
    }


def test_a_blank_channel_is_not_direct(journeys):
    blank = journeys.with_columns(
        pl.when(pl.col("channel") != "webinar").then("channel").alias("channel")
    )
    shared = credit(blank, "last_non_direct").filter(pl.col("credit") == 1.0)
    assert shared.filter(pl.col("conversion_id") == "Aurora")["position"].item() == 3


def test_old_journeys_do_not_underflow(journeys):
    old = journeys.with_columns(pl.col("days_before") + 1_000_000.0)
    fresh = credit(journeys, "time_decay")["credit"]
    assert credit(old, "time_decay")["credit"].to_list() == pytest.approx(fresh.to_list())
