"""How many questions noise makes, and that few looks and many are corrected for alike."""

import numpy as np
import pytest

from revops.alignment.unusual.asked import PARTS, PER_WEEK, asked
from revops.alignment.unusual.rules import judged
from revops.alignment.unusual.series import Series

YEARS = 400


def noise(rng, measures, weeks=34):
    """Stable measures of every law, small counts and large ones."""
    full = np.full(weeks, 5.0)
    for number in range(measures):
        mean = float(np.exp(rng.uniform(-1.5, 4)))
        match number % 4:
            case 0 | 1:
                yield Series(f"m{number}", "count", rng.poisson(mean, weeks).astype(float), full)
            case 2:
                n = rng.poisson(15, weeks).astype(float)
                yield Series(f"m{number}", "share", rng.binomial(n.astype(int), 0.2) * 1.0, n)
            case _:
                yield Series(f"m{number}", "measure", rng.gamma(4.0, mean, weeks), full)


@pytest.mark.parametrize("measures", [1, 10, 40])
def test_noise_makes_at_most_the_questions_that_are_allowed(measures):
    rng = np.random.default_rng(measures)
    asked_a_week = np.mean([len(asked(noise(rng, measures))) for _ in range(YEARS)])
    doubt = 3 * np.sqrt(PER_WEEK / YEARS)
    assert asked_a_week < PER_WEEK + doubt


def test_without_the_correction_noise_would_make_many():
    rng = np.random.default_rng(40)
    wrong = np.mean([len(asked(noise(rng, 40), per_week=40 * PER_WEEK)) for _ in range(40)])
    assert wrong > 1


def test_the_rules_share_what_is_allowed():
    assert sum(PARTS.values()) == pytest.approx(1)
    assert PER_WEEK * 52 / 12 <= 1


def test_a_flat_year_makes_no_question():
    for law in ("count", "share", "measure"):
        for level in (0.0, 5.0):
            flat = Series("m", law, np.full(34, level), np.full(34, 10.0))
            assert asked([flat] * 10) == []


def test_one_measure_makes_one_question_the_most_surprising_first():
    rng = np.random.default_rng(1)
    many = list(noise(rng, 12))
    big, huge = (
        Series(name, "count", np.array([5.0] * 30 + [top] * 4), np.full(34, 5.0))
        for name, top in (("big", 20.0), ("huge", 60.0))
    )
    found = [signal.series.measure for signal, _ in asked([big, *many, huge])]
    assert found[:2] == ["huge", "big"]
    assert len(set(found)) == len(found)


def test_more_looks_ask_more_of_each():
    step = Series("step", "count", np.array([5.0] * 33 + [13.0]), np.full(34, 5.0))
    flat = Series("flat", "count", np.full(34, 5.0), np.full(34, 5.0))
    assert len(asked([step])) == 1
    assert asked([step, *[flat] * 99]) == []


def test_what_cannot_be_judged_is_not_counted_as_a_look():
    step = Series("step", "count", np.array([5.0] * 33 + [13.0]), np.full(34, 5.0))
    young = Series("young", "count", np.full(6, 5.0), np.full(6, 5.0))
    assert len(asked([step, *[young] * 99])) == 1


def test_nothing_watched_asks_nothing():
    assert asked([]) == []


@pytest.mark.parametrize("kind", [0, 2, 3])
@pytest.mark.parametrize("rule", ["week", "four_weeks", "run"])
def test_a_stable_measure_is_surprising_no_oftener_than_it_says(kind, rule):
    rng = np.random.default_rng(9)
    small, n = 0, 1500
    for _ in range(n):
        (one,) = list(noise(rng, kind + 1))[kind:]
        small += any(signal.p <= 0.05 for signal in judged(one) if signal.rule == rule)
    assert small / n < 0.05 + 3 * np.sqrt(0.05 * 0.95 / n)
    assert small / n > 0.02 or rule == "run"
