"""Tests between segments: Gray's and the log-rank, against libraries, by hand and by chance."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines.statistics import multivariate_logrank_test
from scipy.stats import chi2, kstest
from statsmodels.duration.survfunc import survdiff

from revops import metrics
from revops.metrics.gray_test import gray
from revops.metrics.log_rank_test import log_rank
from revops.metrics.metric import NotComputable

DAY_0 = date(2026, 1, 1)
AS_OF = date(2027, 1, 1)
Rows = list[tuple[str, int, int]]  # segment, days, cause


def asked_of(rows: Rows) -> dict[str, dict[str, object]]:
    """Ask of deals, each opened so many days before it closed, or before the as-of day."""
    deals = pl.DataFrame(
        [
            {
                "opportunity_id": f"d{n}",
                "product": segment,
                "status": ("open", "won", "lost")[cause],
                "created_at": AS_OF - timedelta(days=days) if cause == 0 else DAY_0,
                "closed_at": DAY_0 + timedelta(days=days) if cause else None,
            }
            for n, (segment, days, cause) in enumerate(rows)
        ],
        schema_overrides={"closed_at": pl.Date},
    )
    leads = pl.DataFrame({"lead_id": ["ana"], "created_at": [DAY_0]})
    found = metrics.won_curves_differ(
        leads, deals, as_of=AS_OF, by=["product"], start="opportunity"
    )
    return {row["test"]: row for row in found.to_dicts()}


def drawn(seed: int, n: int, groups: int, days: int = 60) -> Rows:
    random = np.random.default_rng(seed)
    parts = (random.integers(0, high, n) for high in (groups, days, 3))
    return [(f"s{group}", int(day), int(cause)) for group, day, cause in zip(*parts, strict=True)]


@pytest.mark.parametrize(("seed", "groups"), [(1, 2), (2, 5), (3, 12)])
def test_the_log_rank_is_that_of_statsmodels_and_lifelines(seed: int, groups: int) -> None:
    rows = drawn(seed, 400, groups)
    segment, days, cause = zip(*rows, strict=True)
    found = asked_of(rows)["log_rank"]
    closed = [int(each > 0) for each in cause]
    statistic, p_value = survdiff(np.array(days), np.array(closed), np.array(segment))
    assert found["statistic"] == pytest.approx(statistic, rel=1e-9)
    assert found["p_value"] == pytest.approx(p_value, rel=1e-9)
    theirs = multivariate_logrank_test(days, segment, closed)
    assert found["statistic"] == pytest.approx(theirs.test_statistic, rel=1e-9)
    assert found["degrees_of_freedom"] == groups - 1


def test_gray_solved_by_hand() -> None:
    """Two segments of two: a is won on day 1 and lost on day 2, b is won on days 3 and 4.

    Day 1: 2 and 2 weigh, so a has 1/2 more than expected. Day 2, a loss: nobody is won. Day 3:
    a has nobody left at risk and weighs nothing: b's win is as expected, and so is day 4's.
    Covariance: before day 1 each has h = 2 of 4, so a_aa = 1; F is 1/4 after it, the share open
    1/2 in a and 1 in b. Nothing comes after for a, so C = 0 there, and the variance of the wins
    of day 1 is 1/4 * 1/2 = 1/8 in each segment: V = 1 * 1/8 + (-1)^2 * 1/8 = 1/4.
    The statistic is (1/2)^2 / (1/4) = 1.
    """
    found = asked_of([("a", 1, 1), ("a", 2, 2), ("b", 3, 1), ("b", 4, 1)])["gray"]
    assert found["statistic"] == pytest.approx(1.0)
    assert found["p_value"] == pytest.approx(chi2.sf(1.0, 1))


# Disease, months, what happened (1 died of the transplant, 2 relapsed) to 35 patients: Scrucca,
# Santucci and Aversa 2007, "Competing risk analysis using R", Bone Marrow Transplant. 40.
PATIENTS = """
0,13,2 0,1,1 0,72,0 0,7,2 0,8,2 1,67,0 0,9,2 0,5,2 1,70,0 1,4,0 1,7,0 1,68,0 0,1,2 1,10,2 1,7,2
1,3,1 1,4,1 1,4,1 1,3,1 1,3,1 0,22,2 1,8,1 1,2,2 0,0,2 0,0,1 0,35,0 1,35,0 0,4,2 0,14,2 0,26,2
0,3,2 1,2,0 1,8,0 1,32,0 0,12,1
"""


@pytest.mark.parametrize(
    ("cause", "statistic", "p_value"),
    [(1, 1.30163454361726, 0.253914871157690), (2, 7.08227802511215, 0.00778499801497314)],
)
def test_gray_on_patients_is_as_its_authors_recursion_gives_it(
    cause: int, statistic: float, p_value: float
) -> None:
    """The figures are those of the recursion that Gray published, run step by step elsewhere."""
    rows = [tuple(map(int, each.split(","))) for each in PATIENTS.split()]
    swapped = {0: 0, cause: 1, 3 - cause: 2}
    found = asked_of([(str(dis), months, swapped[end]) for dis, months, end in rows])["gray"]
    assert found["statistic"] == pytest.approx(statistic, rel=1e-9)
    assert found["p_value"] == pytest.approx(p_value, rel=1e-9)


def test_where_nobody_is_lost_grays_score_is_that_of_the_log_rank() -> None:
    random = np.random.default_rng(7)
    left = random.integers(1, 4, (20, 3)).astype(float)
    at_risk = left[::-1].cumsum(axis=0)[::-1]
    won = np.minimum(random.integers(0, 3, (20, 3)), left)
    score, _ = gray(at_risk, won, np.zeros_like(won))
    assert score == pytest.approx(log_rank(at_risk, won)[0])


def test_by_chance_alone_every_p_value_is_as_likely() -> None:
    found = [asked_of(drawn(seed, 240, 3)) for seed in range(150)]
    for test in ("gray", "log_rank"):
        p_values = [each[test]["p_value"] for each in found]
        assert kstest(p_values, "uniform").pvalue > 0.001, test


def test_gray_sees_the_share_won_where_the_log_rank_sees_only_closing() -> None:
    """Both segments close on the same days; one wins 3 in 4 of its deals, the other 1 in 4."""
    rows = [
        (segment, n % 50, 1 if (n * 7 % 4) < n_won else 2)
        for segment, n_won in (("a", 3), ("b", 1))
        for n in range(200)
    ]
    found = asked_of(rows)
    assert found["gray"]["p_value"] < 1e-9
    assert found["log_rank"]["p_value"] > 0.99


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 2)),
                min_size=4, max_size=30), st.randoms())  # fmt: skip
def test_names_and_order_change_nothing(rows: Rows, random: object) -> None:
    if len({segment for segment, _, _ in rows}) < 2:
        return
    turned = [({"a": "z", "b": "a", "c": "m"}[segment], day, cause) for segment, day, cause in rows]
    random.shuffle(turned)  # type: ignore[attr-defined]
    for one, other in zip(asked_of(rows).values(), asked_of(turned).values(), strict=True):
        assert one["degrees_of_freedom"] == other["degrees_of_freedom"]
        if one["degrees_of_freedom"]:
            assert one["statistic"] == pytest.approx(other["statistic"], rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2])
def test_who_enters_late_is_at_risk_from_then_on(seed: int) -> None:
    """Statsmodels takes who enters on a day as at risk from the day after: half a day sooner."""
    random = np.random.default_rng(seed)
    started, days = random.integers(0, 40, 300), random.integers(1, 60, 300)
    segment = random.integers(0, 3, 300)
    observed = DAY_0 + timedelta(days=20)
    starts = [DAY_0 + timedelta(days=int(day)) for day in started]
    deals = pl.DataFrame(
        {
            "opportunity_id": [f"d{n}" for n in range(300)],
            "product": [f"s{each}" for each in segment],
            "status": random.choice(["won", "lost"], 300),
            "created_at": starts,
            "closed_at": [
                start + timedelta(days=int(d)) for start, d in zip(starts, days, strict=True)
            ],
        }
    )
    found = metrics.won_curves_differ(
        pl.DataFrame({"lead_id": ["ana"], "created_at": [DAY_0]}), deals, as_of=AS_OF,
        by=["product"], start="opportunity", observed_from=observed,
    )  # fmt: skip
    seen, entry = started + days >= 20, np.maximum(20 - started, 0) - 0.5
    statistic, _ = survdiff(days[seen], np.ones(seen.sum()), segment[seen], entry=entry[seen])
    assert found.filter(test="log_rank")["statistic"].item() == pytest.approx(statistic, rel=1e-9)
    assert found["n"].to_list() == [seen.sum()] * 2


def test_one_segment_cannot_differ_and_nothing_closed_tells_nothing() -> None:
    with pytest.raises(NotComputable, match="two of them"):
        asked_of([("a", 1, 1), ("a", 2, 2)])
    silent = asked_of([("a", 5, 0), ("b", 9, 0)])["gray"]
    assert (silent["statistic"], silent["p_value"]) == (None, None)
    assert (silent["segments"], silent["n_per_segment"], silent["n"]) == (["a", "b"], [1, 1], 2)
