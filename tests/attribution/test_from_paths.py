"""Aggregated paths: counts of others, credited by every model that needs no days."""

import polars as pl
import pytest

from revops.attribution import credit, from_paths, removal_effects
from revops.errors import BadParameter

PATHS = pl.DataFrame(
    {
        "path": ["email > webinar", "email", "email > webinar", "email>email>call"],
        "total_conversions": [1, 0, 2, 4],
        "total_conversion_value": [100.0, 0.0, 300.0, 80.0],
        "total_null": [0, 5, 1, 0],
    }
)
BY_ORDER = ["first", "last", "last_non_direct", "linear", "position_based", "shapley", "markov"]


def by_channel(frame):
    sums = frame.group_by("channel").agg(pl.col("credited_value").sum())
    return dict(sums.sort("channel").rows())


def test_paths_that_repeat_are_added_up():
    walk = from_paths(PATHS)
    once = walk.filter(pl.col("position") == 1)
    assert once.select("conversion_id", "n_converted", "value", "n_lost").rows() == [
        ("email", 0.0, 0.0, 5.0),
        ("email > email > call", 4.0, 80.0, 0.0),
        ("email > webinar", 3.0, 400.0, 1.0),
    ]


def test_linear_by_hand():
    found = by_channel(credit(from_paths(PATHS), model="linear"))
    assert found == pytest.approx({"call": 80 / 3, "email": 160 / 3 + 200, "webinar": 200.0})


@pytest.mark.parametrize("model", [*BY_ORDER, "shapley_rates"])
def test_credit_adds_up_to_value_and_conversions(model):
    shared = credit(from_paths(PATHS), model=model)
    assert shared["credited_value"].sum() == pytest.approx(480.0, rel=1e-12)
    assert shared["credit"].sum() == pytest.approx(7.0, rel=1e-12)


@pytest.mark.parametrize("model", ["time_decay", "u_shaped", "w_shaped", "full_path"])
def test_models_that_need_days_or_milestones_say_so(model):
    with pytest.raises(BadParameter, match="know neither days nor milestones"):
        credit(from_paths(PATHS), model=model)


def test_channels_named_like_the_chains_own_states():
    renamed = PATHS.with_columns(
        pl.col("path").str.replace_all("email", "start").str.replace_all("webinar", "null")
        .str.replace_all("call", "C")
    )  # fmt: skip
    names = {"email": "start", "webinar": "null", "call": "C"}
    plain = {names[k]: v for k, v in removal_effects(from_paths(PATHS)).select(
        "channel", "removal_effect").rows()}  # fmt: skip
    assert dict(
        removal_effects(from_paths(renamed)).select("channel", "removal_effect").rows()
    ) == pytest.approx(plain, rel=1e-12)


def test_a_lazy_frame_and_another_separator():
    lazy = PATHS.with_columns(pl.col("path").str.replace_all(">", "|")).lazy()
    assert by_channel(credit(from_paths(lazy, separator="|"), "linear")) == by_channel(
        credit(from_paths(PATHS), "linear")
    )


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (PATHS.drop("path"), "missing: path"),
        (PATHS.drop("total_conversions"), "missing: total_conversions"),
        (PATHS.with_columns(path=pl.lit("email > > call")), "a blank channel"),
        (PATHS.with_columns(path=pl.lit(None, pl.String)), "a blank channel"),
        (PATHS.with_columns(total_null=pl.lit(-1)), "4 of 4 paths have a count"),
        (PATHS.with_columns(total_conversions=pl.lit("many")), "4 of 4 paths have a count"),
    ],
)
def test_what_no_path_says_is_refused(broken, message):
    with pytest.raises(BadParameter, match=message):
        from_paths(broken)


def test_without_values_or_nulls_they_are_zero():
    walk = from_paths(PATHS.drop("total_null", "total_conversion_value"))
    assert walk["value"].sum() == walk["n_lost"].sum() == 0
    assert credit(walk, "linear")["credit"].sum() == pytest.approx(7.0)
