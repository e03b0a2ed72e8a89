"""The Wilson interval against statsmodels."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from revops.metrics.wilson import wilson_high, wilson_low


def interval(events: int, trials: int) -> tuple[float | None, float | None]:
    frame = pl.DataFrame({"k": [events], "n": [trials]})
    k, n = pl.col("k"), pl.col("n")
    return frame.select(wilson_low(k, n).alias("low"), wilson_high(k, n).alias("high")).row(0)


@pytest.mark.parametrize(
    ("events", "trials"), [(0, 1), (1, 1), (0, 30), (30, 30), (3, 7), (842, 8000), (1166, 4935)]
)
def test_equals_statsmodels(events: int, trials: int) -> None:
    assert interval(events, trials) == pytest.approx(
        proportion_confint(events, trials, method="wilson"), abs=1e-12
    )


def test_is_null_without_trials() -> None:
    assert interval(0, 0) == (None, None)


def test_ends_are_exact_at_the_edges() -> None:
    assert interval(0, 7889)[0] == 0.0
    assert interval(7889, 7889)[1] == 1.0


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_holds_the_share(case: tuple[int, int]) -> None:
    low, high = interval(*case)
    assert low is not None
    assert high is not None
    assert 0.0 <= low <= case[0] / case[1] <= high <= 1.0
    assert low < high
