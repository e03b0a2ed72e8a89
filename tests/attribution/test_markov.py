"""Markov chains against chains solved by hand, by row deletion, and by following every walk."""

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.attribution import credit, from_paths, removal_effects
from revops.attribution.chain import _solved, _walked, chain, holds, removal
from revops.attribution.moves import moves, numbered
from revops.errors import BadParameter, TooFewJourneys

NAMES = ["C", "null", "start", "email"]
OFTEN = settings(deadline=None, max_examples=60)


def paths(rows):
    return pl.DataFrame(
        rows,
        schema=["path", "total_conversions", "total_conversion_value", "total_null"],
        orient="row",
    )


#: a > b > c converts twice, b > c once of two, a never of one.
THREE = paths([("a > b > c", 2, 200.0, 0), ("b > c", 1, 50.0, 1), ("a", 0, 0.0, 1)])


def test_three_channels_at_order_one_by_hand():
    # start: a 3/5, b 2/5; a: b 2/3, gone 1/3; b: c 1; c: converted 3/4, gone 1/4. P = 3/5.
    found = dict(removal_effects(from_paths(THREE)).select("channel", "removal_effect").rows())
    # without a: 2/5 x 3/4 = 3/10, so half; without b or c nothing converts
    assert found == pytest.approx({"a": 1 / 2, "b": 1.0, "c": 1.0}, rel=1e-12)
    value = dict(removal_effects(from_paths(THREE)).select("channel", "credited_value").rows())
    assert value == pytest.approx({"a": 50.0, "b": 100.0, "c": 100.0}, rel=1e-12)


def test_three_channels_at_order_two_by_hand():
    # (a) -> (a,b) 2 of 3; (a,b) -> (b,c); (b) -> (b,c); (b,c) converts 3 of 4. Removing a takes
    # (a) and (a,b): what is left is 2/5 x 3/4 = 3/10 of 3/5.
    found = removal_effects(from_paths(THREE), order=2)
    assert found["removal_effect"].to_list() == pytest.approx([1 / 2, 1.0, 1.0], rel=1e-12)


def test_at_order_two_the_way_there_matters():
    # after (x, c) all convert, after (y, c) none: at order one c cannot tell them apart
    two = paths([("x > c", 1, 1.0, 0), ("y > c", 0, 0.0, 1)])
    first = dict(removal_effects(from_paths(two)).select("channel", "removal_effect").rows())
    second = dict(
        removal_effects(from_paths(two), order=2).select("channel", "removal_effect").rows()
    )
    assert first == pytest.approx({"x": 0.5, "y": 0.5, "c": 1.0}, rel=1e-12)
    assert second == pytest.approx({"x": 1.0, "y": 0.0, "c": 1.0}, rel=1e-12)


@st.composite
def any_paths(draw):
    walk = st.lists(st.sampled_from(NAMES), min_size=1, max_size=7).map(" > ".join)
    rows = draw(st.lists(st.tuples(walk, st.integers(0, 5), st.integers(0, 5)), min_size=1))
    kept = [(path, won, won * 10.0, lost) for path, won, lost in rows if won + lost]
    return paths(kept or [("email", 1, 10.0, 0)])


def rows_deleted(frame, order):
    """The same effects by another way: drop the states from a dense chain of tuples."""
    counts, kinds = {}, set()
    for path, won, _, lost in frame.rows():
        names = path.split(" > ")
        kinds |= set(names)
        states = [()] + [tuple(names[max(0, i + 1 - order) : i + 1]) for i in range(len(names))]
        for one, other in pairwise(states):
            counts[one, other] = counts.get((one, other), 0) + won + lost
        counts[states[-1], "won"] = counts.get((states[-1], "won"), 0) + won
        counts[states[-1], "lost"] = counts.get((states[-1], "lost"), 0) + lost
    total = {}
    for (one, _), n in counts.items():
        total[one] = total.get(one, 0) + n

    def chance(without):
        states = [each for each in total if without not in each]
        matrix, won = np.eye(len(states)), np.zeros(len(states))
        for (one, other), n in counts.items():
            if one in states and other in states:
                matrix[states.index(one), states.index(other)] -= n / total[one]
            elif one in states and other == "won":
                won[states.index(one)] += n / total[one]
        return np.linalg.solve(matrix, won)[states.index(())]

    whole = chance(None)
    return whole, {each: 1 - chance(each) / whole if whole else 0.0 for each in kinds}


@pytest.mark.parametrize("order", [1, 2, 3, 4])
@OFTEN
@given(frame=any_paths())
def test_effects_equal_those_of_deleting_rows(order, frame):
    whole, expected = rows_deleted(frame, order)
    found = removal_effects(from_paths(frame), order=order)
    assert dict(found.select("channel", "removal_effect").rows()) == pytest.approx(
        expected, rel=1e-9, abs=1e-9
    )
    share = frame["total_conversions"].sum() / (
        frame["total_conversions"].sum() + frame["total_null"].sum()
    )
    assert whole == pytest.approx(share, rel=1e-9)


@pytest.mark.parametrize("order", [1, 2, 3, 4])
@OFTEN
@given(frame=any_paths())
def test_the_chance_of_converting_is_the_share_that_converted(order, frame):
    known = numbered(from_paths(frame))
    made = chain(moves(known.walk, base=known.base, order=order), base=known.base, order=order)
    won, lost = frame["total_conversions"].sum(), frame["total_null"].sum()
    assert removal(made)[0] == pytest.approx(won / (won + lost), rel=1e-12)


@OFTEN
@given(frame=any_paths())
def test_following_the_walk_equals_solving_it(frame):
    known = numbered(from_paths(frame))
    made = chain(moves(known.walk, base=known.base, order=2), base=known.base, order=2)
    masks = ~holds(made.states, made.base, 2)
    assert _walked(made, masks) == pytest.approx(_solved(made, masks), rel=1e-9, abs=1e-12)


def test_a_journey_that_goes_round_and_round_is_still_exact():
    long = paths([(" > ".join(["email"] * 10_000), 1, 1.0, 0), ("call", 0, 0.0, 1)])
    for order in (1, 2):
        found = removal_effects(from_paths(long), order=order)
        assert found["removal_effect"].to_list() == pytest.approx([0.0, 1.0], abs=1e-9)


def test_the_counts_of_two_halves_add_up_to_the_wholes():
    known = numbered(from_paths(THREE))
    halves = [
        moves(part, base=known.base, order=2)
        for part in known.walk.partition_by("conversion_id")
    ]  # fmt: skip
    summed = pl.concat(halves).group_by("state", "next").agg(pl.col("n").sum())
    assert summed.sort("state", "next").equals(moves(known.walk, base=known.base, order=2))


def test_conversions_that_nobody_touched_keep_their_value(journeys):
    totals = removal_effects(journeys)
    own = totals.filter(pl.col("channel") == "unattributed")
    assert own["credited_value"].to_list() == [400.0]
    assert totals["credited_value"].sum() == pytest.approx(900 + 500 + 70 + 400)


def test_too_few_journeys_are_not_learnt_from(journeys):
    with pytest.raises(TooFewJourneys, match="2 of 4 journeys have two or more touches"):
        credit(journeys, "markov")


@pytest.mark.parametrize("order", [0, 5, 1.5, -1])
def test_an_order_that_is_none_is_refused(order):
    with pytest.raises(BadParameter, match="whole number from 1 to 4"):
        removal_effects(from_paths(THREE), order=order)
