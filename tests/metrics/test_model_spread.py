"""Where the models lie apart: by hand."""

import polars as pl

from revops.metrics import model_spread

CREDIT = pl.DataFrame(
    [
        ("email", "first", 60.0), ("email", "last", 10.0), ("email", "linear", 30.0),
        ("event", "first", 40.0), ("event", "last", 40.0), ("event", "linear", 30.0),
        ("unattributed", "first", 900.0), ("unattributed", "last", 900.0),
        ("webinar", "first", None),
    ],
    schema=["channel", "model", "value"],
    orient="row",
)  # fmt: skip


def test_the_widest_apart_comes_first_and_ties_share_the_first_place():
    assert model_spread(CREDIT).to_dicts() == [
        {"channel": "email", "low_value": 10.0, "low_model": "last", "high_value": 60.0,
         "high_model": "first", "n_first": 2, "n_models": 3},
        {"channel": "event", "low_value": 30.0, "low_model": "linear", "high_value": 40.0,
         "high_model": "first", "n_first": 2, "n_models": 3},
    ]  # fmt: skip


def test_the_order_of_the_rows_does_not_matter():
    assert model_spread(CREDIT.reverse()).equals(model_spread(CREDIT))


def test_where_nobody_was_touched_there_is_nothing_to_compare():
    assert model_spread(CREDIT.filter(channel="unattributed")).is_empty()
