"""Levels: a model learns on campaigns, content or teams as it would on channels of those names."""

import numpy as np
import polars as pl
import pytest

from revops.attribution import LEARNERS, LEVELS, at_level, credit, credit_at, draws
from revops.errors import UnknownName

TOUCHES = [
    ("a", "A", "email", "c1", 1, 2, 1.0), ("a", "A", "email", None, 2, 2, 1.0),
    ("b", "B", "ads", "c2", 1, 3, 1.0), ("b", "B", "email", "c1", 2, 3, 1.0),
    ("b", "B", "ads", "c1", 3, 3, 1.0), ("c", "C", "ads", "c2", 1, 1, 0.0),
    ("d", "D", "email", None, 1, 2, 0.0), ("d", "D", "ads", "c2", 2, 2, 0.0),
    ("e", "E", "unattributed", None, 1, 1, 1.0),
]  # fmt: skip


@pytest.fixture
def walk() -> pl.DataFrame:
    names = ["conversion_id", "account_id", "channel", "campaign_id", "position", "path_length",
             "n_converted"]  # fmt: skip
    return pl.DataFrame(TOUCHES, schema=names, orient="row").with_columns(
        content_id=pl.col("campaign_id"),
        team=pl.lit("marketing"),
        n_lost=1 - pl.col("n_converted"),
        value=pl.col("n_converted") * 100,
        days_before=10.0 - pl.col("position"),
    )


@pytest.mark.parametrize("level", ["campaign_id", "content_id"])
@pytest.mark.parametrize("model", [*LEARNERS, "shapley"])
def test_a_campaign_is_learnt_as_a_channel_of_its_name(walk, model, level):
    learns = {"fewest": 0} if model in LEARNERS else {}
    shared = credit_at(walk, model, level=level, **learns)
    renamed = at_level(walk, level)
    assert shared["credit"].to_list() == credit(renamed, model, **learns)["credit"].to_list()
    assert shared["channel"].to_list() == walk.filter(n_converted=1.0)["channel"].to_list()
    assert shared["learnt_on"].to_list() == ["c1", None, "c2", "c1", "c1", "unattributed"]
    assert shared["credited_value"].sum() == pytest.approx(300.0)


@pytest.mark.parametrize("model", ["linear", "last", "position_based"])
def test_a_model_of_order_does_not_care(walk, model):
    assert credit_at(walk, model, level="campaign_id").equals(credit(walk, model))


def test_a_level_that_there_is_not_is_refused(walk):
    with pytest.raises(UnknownName, match="Did you mean 'campaign_id'"):
        at_level(walk, "campaign")


@pytest.mark.parametrize("level", LEVELS)
def test_draws_at_a_level_know_the_credits_names(walk, level):
    shared = credit_at(walk, "markov", level=level, fewest=0)
    made = draws(walk, "markov", level=level, replicates=50, fewest=0)
    segments, totals = made.totals(shared, ["channel"], "credit")
    assert segments["channel"].to_list() == ["ads", "email", "unattributed"]
    whole = made.totals(shared, [], "credit")[1]
    assert np.allclose(totals.sum(axis=0), whole[0])
    blank = shared.with_columns(pl.col("channel").replace("email", "(blank)"))
    again = made.totals(blank, ["channel"], "credit")[1]  # what a page calls a channel
    assert np.allclose(np.sort(again, axis=0), np.sort(totals, axis=0))
