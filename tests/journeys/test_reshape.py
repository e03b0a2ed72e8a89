"""Repeats told once, direct visits left out: no conversion is lost, no milestone either."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.journeys import reshape

OFTEN = settings(deadline=None, max_examples=60)
NAMES = st.sampled_from(["email", "direct", "Direct", "webinar", None])


def walked(*paths):
    parts = [
        pl.DataFrame(
            {
                "conversion_id": [f"O{n}"] * len(path),
                "channel": pl.Series(path, dtype=pl.String),
                "position": range(1, len(path) + 1),
                "path_length": [len(path)] * len(path),
                "is_first": [n == 0 for n in range(len(path))],
                "is_lead_creation": [n == len(path) - 1 for n in range(len(path))],
            },
            schema_overrides={"position": pl.Int64, "path_length": pl.Int64},
        )
        for n, path in enumerate(paths)
    ]
    return pl.concat(parts)


def channels(journeys):
    return (
        journeys.group_by("conversion_id", maintain_order=True).agg("channel")["channel"].to_list()
    )


def test_consecutive_repeats_are_told_once():
    found = reshape(walked(["a", "a", "b", "a", "a"], ["a"]), collapse_repeats=True)
    assert channels(found) == [["a", "b", "a"], ["a"]]
    assert found["position"].to_list() == [1, 2, 3, 1]
    assert found["path_length"].to_list() == [3, 3, 3, 1]


def test_a_run_does_not_reach_into_the_next_journey():
    assert channels(reshape(walked(["a", "b"], ["b"]), collapse_repeats=True)) == [
        ["a", "b"],
        ["b"],
    ]


def test_only_the_first_of_each_channel():
    found = reshape(walked(["a", "b", "a", "b", "c"]), first_only=True)
    assert channels(found) == [["a", "b", "c"]]


def test_direct_goes_unless_it_is_alone():
    found = reshape(
        walked(["direct", "a", "Direct"], ["direct"], [None, "direct"]), drop_direct=True
    )
    assert channels(found) == [["a"], ["direct"], [None]]
    assert found["is_first"].all()


def test_direct_goes_before_repeats_are_told_once():
    found = reshape(walked(["a", "direct", "a"]), drop_direct=True, collapse_repeats=True)
    assert channels(found) == [["a"]]


def test_the_touch_that_is_kept_holds_the_milestones():
    found = reshape(walked(["a", "a"]), collapse_repeats=True)
    assert found["is_lead_creation"].to_list() == [True]


def test_nothing_asked_for_changes_nothing():
    walk = walked(["a", "a"])
    assert reshape(walk).equals(walk)


@pytest.mark.parametrize("asked", ["collapse_repeats", "first_only", "drop_direct"])
@OFTEN
@given(paths=st.lists(st.lists(NAMES, min_size=1, max_size=6), min_size=1, max_size=5))
def test_every_conversion_stays_and_once_is_enough(asked, paths):
    walk = walked(*paths)
    once = reshape(walk, **{asked: True})
    assert once["conversion_id"].unique().sort().equals(walk["conversion_id"].unique().sort())
    assert reshape(once, **{asked: True}).equals(once)
    shuffled = reshape(walk.sample(fraction=1, shuffle=True, seed=1), **{asked: True})
    assert shuffled.sort("conversion_id", "position").equals(once)
