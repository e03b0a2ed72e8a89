import polars as pl
import pytest

from revops.attribution import MODELS, credit, models, parameters
from revops.errors import BadParameter, BadWeights, UnknownName


def test_columns_are_the_journeys_and_three_more(journeys):
    shared = credit(journeys)
    assert shared.columns == [*journeys.columns, "model", "credit", "credited_value"]
    assert shared["model"].unique().to_list() == ["linear"]


def test_models_can_be_stacked(journeys):
    both = pl.concat([credit(journeys, "first"), credit(journeys, "last")])
    assert both.group_by("model").agg(pl.col("credited_value").sum()).sort("model").rows() == [
        ("first", 1870.0),
        ("last", 1870.0),
    ]


def test_an_unknown_value_stays_unknown_and_its_credit_known(journeys):
    unknown = journeys.with_columns(value=pl.lit(None, pl.Float64))
    shared = credit(unknown, "linear")
    assert shared["credited_value"].null_count() == shared.height
    assert shared["credit"].sum() == pytest.approx(4.0)


@pytest.mark.parametrize("value", [0.0, -80.0])
def test_odd_values_are_shared_like_others(journeys, value):
    shared = credit(journeys.with_columns(value=pl.lit(value)), "position_based")
    sums = shared.group_by("conversion_id").agg(pl.col("credited_value").sum())
    assert sums["credited_value"].to_list() == pytest.approx([value] * 4)


@pytest.mark.parametrize("weights", [0.0, -1.0, float("nan"), float("inf"), None])
def test_degenerate_weights_name_the_conversion(journeys, monkeypatch, weights):
    def weight(journeys: pl.DataFrame) -> pl.Expr:
        return pl.when(pl.col("conversion_id") == "Delta").then(weights).otherwise(1.0)

    monkeypatch.setitem(models.MODELS, "odd", weight)
    with pytest.raises(BadWeights, match=r"'odd' .* in 1 conversions: Delta\."):
        credit(journeys, "odd")


def test_a_negative_weight_is_refused_though_the_sum_is_positive(journeys):
    with pytest.raises(BadWeights, match="Aurora"):
        credit(journeys, "position_based", middle=-0.1)


def test_no_conversion_gives_no_credit(journeys, needed):
    for model in MODELS:
        assert credit(journeys.clear(), model, **needed[model]).height == 0


def test_an_unknown_model_names_the_nearest(journeys):
    with pytest.raises(UnknownName, match="Did you mean 'linear'"):
        credit(journeys, "linaer")


@pytest.mark.parametrize(
    ("model", "params", "message"),
    [
        ("linear", {"half_life_days": 7}, "has no parameter 'half_life_days'"),
        ("time_decay", {"half_life": 7}, "Did you mean 'half_life_days'"),
        ("time_decay", {"half_life_days": "7"}, "must be a number"),
        ("time_decay", {"half_life_days": True}, "must be a number"),
        ("time_decay", {"half_life_days": float("nan")}, "must be a number"),
        ("time_decay", {"half_life_days": 0}, "must be more than 0 days"),
        ("last_non_direct", {"direct": 1}, "must be a text"),
    ],
)
def test_a_bad_parameter_says_what_is_wrong(journeys, model, params, message):
    with pytest.raises(BadParameter, match=message):
        credit(journeys, model, **params)


def test_parameters_give_the_conventions_to_print():
    assert parameters("time_decay") == {"half_life_days": 30.0}
    assert parameters("w_shaped", rest=0) == {
        "first": 0.3,
        "lead_creation": 0.3,
        "opportunity_creation": 0.3,
        "rest": 0,
    }


def test_each_model_is_a_file_of_its_name():
    for name, weight in MODELS.items():
        assert weight.__module__ == f"revops.attribution.{name}"
