"""What holds for every model and every set of journeys."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.attribution import AGREED, LEARNERS, MODELS
from revops.attribution import credit as credit_of

OFTEN = settings(deadline=None, max_examples=50)
SELDOM = settings(deadline=None, max_examples=8)  # a model that learns solves anew each time
CHANNELS = st.sampled_from(["paid_search", "email", "webinar", "direct", "sales_call", None])
WEIGHED = [name for name in MODELS if name not in LEARNERS]
#: What a model has to be told: to learn from whatever there is, or weights that none are agreed.
TOLD = {
    **{name: {"fewest": 0} for name in LEARNERS},
    **{name: {"first": 0.4, "close": 0.35, "rest": 0.25} for name in AGREED},
}


def credit(walk: pl.DataFrame, model: str) -> pl.DataFrame:
    """Credit by any model; those that learn are let learn from whatever there is."""
    return credit_of(walk, model, **TOLD.get(model, {}))


@st.composite
def walks(draw: st.DrawFn) -> pl.DataFrame:
    """Journeys of up to six touches, with any set of milestones after the first."""
    parts = []
    for n, length in enumerate(draw(st.lists(st.integers(1, 6), min_size=1, max_size=6))):
        positions = list(range(1, length + 1))
        ages = sorted(draw(st.lists(st.floats(0, 5000), min_size=length, max_size=length)))
        flag = st.lists(st.booleans(), min_size=length, max_size=length)
        parts.append(
            pl.DataFrame(
                {
                    "conversion_id": [f"O{n}"] * length,
                    "value": [draw(st.floats(-1e6, 1e6))] * length,
                    "channel": [draw(CHANNELS) for _ in positions],
                    "position": positions,
                    "path_length": [length] * length,
                    "days_before": ages[::-1],
                    "is_first": [each == 1 for each in positions],
                    "is_lead_creation": draw(flag),
                    "is_opportunity_creation": draw(flag),
                    "is_close": draw(flag),
                },
                schema_overrides={"channel": pl.String},
            )
        )
    return pl.concat(parts)


def adds_up(walk: pl.DataFrame, model: str) -> None:
    sums = (
        credit(walk, model)
        .group_by("conversion_id")
        .agg(pl.col("value").first(), pl.col("credit", "credited_value").sum())
    )
    assert sums["credit"].to_list() == pytest.approx([1.0] * sums.height, rel=1e-9)
    assert sums["credited_value"].to_list() == pytest.approx(sums["value"].to_list(), rel=1e-9)
    assert credit(walk, model)["credit"].is_between(0, 1 + 1e-12).all()


def is_the_same_in_any_order(walk: pl.DataFrame, model: str, seed: int) -> None:
    keyed = walk.with_row_index("row")
    shuffled = keyed.sample(fraction=1, shuffle=True, seed=seed)
    back = credit(shuffled, model).sort("row")["credit"]
    assert back.to_list() == pytest.approx(credit(keyed, model)["credit"].to_list(), rel=1e-9)


@pytest.mark.parametrize("model", WEIGHED)
@OFTEN
@given(walk=walks())
def test_credit_adds_up_to_each_conversions_value_in_shares(model, walk):
    adds_up(walk, model)


@pytest.mark.parametrize("model", LEARNERS)
@SELDOM
@given(walk=walks())
def test_learnt_credit_adds_up_to_each_conversions_value_in_shares(model, walk):
    adds_up(walk, model)


@pytest.mark.parametrize("model", WEIGHED)
@OFTEN
@given(walk=walks(), seed=st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(model, walk, seed):
    is_the_same_in_any_order(walk, model, seed)


@pytest.mark.parametrize("model", LEARNERS)
@SELDOM
@given(walk=walks(), seed=st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter_to_what_is_learnt(model, walk, seed):
    is_the_same_in_any_order(walk, model, seed)


@OFTEN
@given(walk=walks())
def test_journeys_do_not_touch_each_other(walk):
    alone = [
        credit(part, "time_decay") for part in walk.partition_by("conversion_id", as_dict=False)
    ]
    assert pl.concat(alone)["credit"].to_list() == pytest.approx(
        credit(walk, "time_decay")["credit"].to_list(), rel=1e-12
    )
