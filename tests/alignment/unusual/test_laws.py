"""The laws against scipy's own exact distributions, and against limits worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from revops.alignment.unusual.laws import dispersion, tails, usual_week
from revops.alignment.unusual.series import Series


def series(law, x, n):
    return Series("any", law, np.array(x, dtype=float), np.array(n, dtype=float))


@given(st.integers(0, 60), st.integers(1, 200), st.sampled_from([0.5, 4.0, 5.0, 20.0]))
def test_a_count_is_binomial_given_the_total(x, others, days):
    past = series("count", [others], [100.0])  # one week alone has no dispersion
    low, high = tails(np.array([float(x)]), days, past)
    law = stats.binom(x + others, days / (days + 100.0))
    half = law.pmf(x) / 2
    assert low[0] == pytest.approx(law.cdf(x - 1) + half, rel=1e-9, abs=1e-300)
    assert high[0] == pytest.approx(law.sf(x) + half, rel=1e-9, abs=1e-300)


def test_far_out_a_tail_stays_small_and_positive():
    past = series("count", [40.0] * 26, [5.0] * 26)
    low, high = tails(np.array([2.0, 200.0]), 5.0, past)
    assert 1e-15 < low[0] < 1e-11
    assert 0 < high[1] < 1e-20


def test_a_count_after_weeks_without_any():
    low, high = tails(np.array([0.0, 1.0, 9.0]), 5.0, series("count", [0] * 26, [5] * 26))
    assert low.tolist() == pytest.approx([0.5, 1 - 0.5 / 27, 1])
    assert high.tolist() == pytest.approx([0.5, 0.5 / 27, 0], abs=1e-9)


@given(st.integers(1, 60), st.data())
def test_a_share_is_hypergeometric_given_the_totals(n, data):
    x = data.draw(st.integers(0, n))
    others = data.draw(st.integers(0, 300))
    low, high = tails(np.array([float(x)]), float(n), series("share", [others], [300]))
    law = stats.hypergeom(300 + n, x + others, n)
    half = law.pmf(x) / 2
    assert low[0] == pytest.approx(law.cdf(x - 1) + half, rel=1e-8, abs=1e-250)
    assert high[0] == pytest.approx(law.sf(x) + half, rel=1e-8, abs=1e-250)


def test_a_share_agrees_with_fishers_test_but_for_half_of_itself():
    low, high = tails(np.array([9.0]), 31.0, series("share", [50], [500]))
    fisher = stats.fisher_exact([[9, 22], [50, 450]], alternative="greater").pvalue
    own = stats.hypergeom(531, 59, 31).pmf(9)
    assert high[0] == pytest.approx(fisher - own / 2)
    assert low[0] + high[0] == pytest.approx(1)


def test_a_measure_has_xmr_limits():
    # roots 10, 12, 10, 12...: mean 11, every moving range 2, sigma 2 / 1.128
    past = series("measure", [100.0, 144.0] * 13, [5.0] * 26)
    sigma, degrees = 2 / 1.128, 0.62 * 25
    at = 11 + 3 * sigma * np.sqrt(1 + 1 / 26)
    low, high = tails(np.array([at**2, 121.0]), 5.0, past)
    assert high[0] == pytest.approx(stats.t.sf(3, degrees))
    assert low[1] == high[1] == pytest.approx(0.5)


def test_several_weeks_of_a_measure_miss_by_less():
    past = series("measure", [100.0, 144.0] * 13, [5.0] * 26)
    one, four = (tails(np.array([196.0]), 5.0, past, weeks)[1][0] for weeks in (1, 4))
    assert four < one / 3


def test_a_measure_that_never_moved_cannot_be_judged():
    past = series("measure", [0.0] * 26, [5.0] * 26)
    assert [tail.tolist() for tail in tails(np.array([9e6]), 5.0, past)] == [[1.0], [1.0]]


def test_a_usual_week_of_equal_weeks_is_one_of_them():
    assert usual_week(np.full(8, 900.0)) == pytest.approx(900)


def test_even_weeks_have_no_dispersion_and_uneven_ones_widen_the_limits():
    even, uneven = (series("count", x * 13, [5.0] * 26) for x in ([8, 8], [1, 15]))
    assert dispersion(even) == 1
    assert dispersion(uneven) == pytest.approx(26 * 49 / 8 / 25)
    narrow, wide = (tails(np.array([20.0]), 5.0, past)[1][0] for past in (even, uneven))
    assert narrow < 0.001 < 0.05 < wide


def test_the_dispersion_of_shares_is_the_test_of_homogeneity():
    x, n = np.array([2, 9, 4, 1, 14]), np.array([20, 30, 25, 10, 28])
    chi = stats.chi2_contingency(np.array([x, n - x]), correction=False).statistic
    assert dispersion(series("share", x, n)) == pytest.approx(chi / 4)


@pytest.mark.parametrize("law", ["count", "share"])
def test_a_week_without_anything_before_it_widens_nothing(law):
    assert dispersion(series(law, [0, 0], [0, 0])) == 1
