"""Custom milestones: weights that a workspace agreed on, or what to write where there are none."""

import polars as pl
import pytest

from revops.attribution import credit
from revops.errors import BadWeights


def test_a_milestone_without_a_weight_is_one_of_the_others(journeys):
    shared = credit(journeys, "custom", first=0.5, rest=0.5).filter(conversion_id="Aurora")
    assert shared["credit"].to_list() == pytest.approx([0.5, 0.5 / 3, 0.5 / 3, 0.5 / 3])


def test_only_the_rest_is_linear(journeys):
    shared = credit(journeys, "custom", rest=1.0).filter(conversion_id="Bosque")
    assert shared["credit"].to_list() == [0.5, 0.5]


def test_without_weights_it_says_what_to_write(journeys):
    with pytest.raises(BadWeights, match=r"Write agreement/attribution\.toml with a part \[custom"):
        credit(journeys, "custom")


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"first": 0.5, "close": 0.4}, "sum to 0.9"),
        ({"first": 0.5, "close": 0.6}, "sum to 1.1"),
        ({"first": 1.5, "close": -0.5}, "none may be below 0"),
    ],
)
def test_weights_that_do_not_sum_to_one_are_refused(journeys, weights, said):
    with pytest.raises(BadWeights, match=said):
        credit(journeys, "custom", **weights)


def test_ten_tenths_are_one(journeys):
    tenths = {"first": 0.1, "lead_creation": 0.2, "opportunity_creation": 0.3, "close": 0.4}
    assert credit(journeys, "custom", **tenths)["credit"].sum() == pytest.approx(4.0)


def test_without_other_touches_the_milestones_share_the_rest_evenly():
    walk = pl.DataFrame(
        {"conversion_id": "c", "value": 100.0, "is_first": [True, False], "is_close": [False, True]}
    )
    shared = credit(walk, "custom", first=0.6, close=0.2, rest=0.2)
    assert shared["credit"].to_list() == pytest.approx([0.7, 0.3])


def test_a_touch_of_two_milestones_has_two_parts_of_the_rest():
    walk = pl.DataFrame(
        {
            "conversion_id": "c",
            "value": 100.0,
            "is_first": [True, False],
            "is_lead_creation": [True, False],
            "is_close": [False, True],
        }
    )
    shared = credit(walk, "custom", first=0.2, lead_creation=0.2, close=0.3, rest=0.3)
    assert shared["credit"].to_list() == pytest.approx([0.6, 0.4])
