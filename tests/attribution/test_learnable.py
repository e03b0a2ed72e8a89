"""What a model that learns is refused for: too few journeys with two or more touches."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.attribution import FEWEST, multi_touch, require_learnable
from revops.errors import TooFewJourneys


def walks(lengths: list[int]) -> pl.DataFrame:
    rows = [(f"c{n}", length) for n, length in enumerate(lengths) for _ in range(length)]
    return pl.DataFrame(rows, schema=["conversion_id", "path_length"], orient="row")


@given(st.lists(st.integers(1, 5), max_size=30))
def test_each_journey_counts_once(lengths: list[int]) -> None:
    assert multi_touch(walks(lengths)) == (sum(n > 1 for n in lengths), len(lengths))


def test_the_refusal_says_how_many_there_are_and_how_many_it_takes() -> None:
    with pytest.raises(TooFewJourneys, match=r"^2 of 3 journeys .* needs 3\. Add an export"):
        require_learnable(walks([1, 2, 5]), fewest=3)


def test_enough_is_enough() -> None:
    require_learnable(walks([2] * FEWEST))
    with pytest.raises(TooFewJourneys, match=f"{FEWEST - 1} of {FEWEST} "):
        require_learnable(walks([1] + [2] * (FEWEST - 1)))
