"""When a week, four weeks or a run of eight stands out."""

import numpy as np
import pytest

from revops.alignment.unusual.limits import normal_range
from revops.alignment.unusual.rules import FEWEST, NORMAL, WEEKS, judged
from revops.alignment.unusual.series import Series


def series(x, law="count", n=5.0):
    x = np.array(x, dtype=float)
    return Series("any", law, x, np.full(x.size, n))


def by_rule(one):
    return {signal.rule: signal for signal in judged(one)}


def test_a_run_needs_eight_weeks_on_one_side():
    below = by_rule(series([10, 9, 11, 10] * 7 + [6] * 8))["run"]
    assert below.p < 0.001
    assert (below.x, below.weeks, below.is_up, below.past.x.size) == (48, 8, False, NORMAL)
    for broken in ([6] * 7 + [11], [11] + [6] * 7, [6] * 4 + [11] + [6] * 3):
        assert by_rule(series([10, 9, 11, 10] * 7 + broken))["run"].p == 1


def test_a_week_on_the_centre_belongs_to_no_side():
    assert by_rule(series([10] * 26 + [6] * 7 + [10]))["run"].p == 1


def test_a_run_of_money_is_judged_by_a_usual_week_of_it():
    past = [1e4, 1.3e4, 0.9e4, 1.1e4] * 7
    run = by_rule(series([*past, *[2.5e4] * 8], "measure"))["run"]
    assert run.p < 1e-4
    assert run.x == pytest.approx(2.5e4)


def test_four_weeks_see_what_no_single_week_does():
    found = by_rule(series([1, 2, 3, 2] * 8 + [5, 5, 5, 5]))
    assert found["four_weeks"].p < 0.003 < 0.05 < found["week"].p


def test_the_weeks_judged_are_not_taken_for_normal():
    for rule, signal in by_rule(series([3, 5] * 17 + [90])).items():
        assert signal.past.x.size == NORMAL
        assert signal.past.x.max() == 5 or rule != "week"
        assert (
            signal.past.x.tolist() == signal.series.x[-NORMAL - WEEKS[rule] : -WEEKS[rule]].tolist()
        )


@pytest.mark.parametrize(("weeks", "rules"), [(0, 0), (1, 0), (12, 0), (13, 1), (16, 2), (20, 3)])
def test_a_rule_needs_a_dozen_weeks_before_its_own(weeks, rules):
    assert FEWEST == 12
    assert len(judged(series([4] * weeks))) == rules


def test_a_holiday_week_is_held_against_its_days():
    x = [20.0] * 26 + [4.0]
    whole, short = (np.array([5.0] * 26 + [days]) for days in (5.0, 1.0))
    p = [by_rule(Series("any", "count", np.array(x), n))["week"].p for n in (whole, short)]
    assert p[0] < 0.001 < 0.9 < p[1]


def test_a_share_of_nobody_is_not_judged():
    x, n = np.array([2.0] * 33 + [0.0]), np.array([10.0] * 33 + [0.0])
    assert "week" not in by_rule(Series("any", "share", x, n))
    nobody = Series("any", "share", np.zeros(34), np.zeros(34))
    assert judged(nobody) == []


def test_later_weeks_change_nothing():
    rng = np.random.default_rng(3)
    early = rng.poisson(5.0, 40)
    one, two = series(early), series([*early, *rng.poisson(50.0, 10)])
    assert [(a.p, a.x) for a in judged(one)] == [(b.p, b.x) for b in judged(two.until(10))]


@pytest.mark.parametrize("law", ["count", "share", "measure"])
@pytest.mark.parametrize("mean", [1, 7, 40])
def test_the_limits_are_where_the_surprise_passes_the_level(law, mean):
    rng = np.random.default_rng(mean)
    x = rng.binomial(100, mean / 100, 34) if law == "share" else rng.poisson(mean, 34)
    (week, four, _) = judged(series(x, law, 100.0))
    for signal in (week, four):
        low, high = normal_range(signal, 0.01)
        inside = low <= signal.x <= high
        assert inside == (signal.p > 0.01)
        assert low <= signal.past.x.mean() * (1 if law == "measure" else signal.weeks) <= high
        assert high - low < normal_range(signal, 0.0001)[1] - normal_range(signal, 0.0001)[0] + 1


def test_a_number_outside_its_limits_is_unusual():
    for x in range(30):
        (week, *_) = judged(series([8, 9, 7, 8] * 8 + [x]))
        low, high = normal_range(week, 0.01)
        assert (low <= x <= high) == (week.p > 0.01)
