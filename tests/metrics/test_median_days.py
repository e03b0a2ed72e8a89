"""Medians: the value, its interval, and the condition it is printed with."""

from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl
import pytest

from revops import metrics
from revops.metrics.median_days import median_days

AS_OF = date(2026, 6, 30)  # day 180
Maker = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [(5, None, None), (6, 1, 6), (8, 1, 8), (10, 2, 9), (20, 6, 15), (100, 40, 61)],
)
def test_interval_has_the_textbook_ranks(n: int, low: int | None, high: int | None) -> None:
    """Ranks of the table in Conover 1999, "Practical Nonparametric Statistics", 3.2."""
    days = pl.DataFrame({"days": range(n, 0, -1)})
    assert median_days(days, []).row(0) == ((n + 1) / 2, low, high, n, n)


def test_interval_covers_the_true_median() -> None:
    random = np.random.default_rng(21)
    runs = pl.DataFrame(
        {"run": np.repeat(np.arange(1000), 30), "days": random.geometric(0.005, 30_000)}
    )
    found = median_days(runs, ["run"])
    holds = found.filter(pl.col("low") <= 138.5, pl.col("high") >= 138.5)
    assert 0.94 <= holds.height / 1000 <= 0.98


def test_nothing_won_is_null_not_zero() -> None:
    assert median_days(pl.DataFrame({"days": []}, schema={"days": pl.Int64}), []).row(0) == (
        None,
        None,
        None,
        0.0,
        0.0,
    )


def test_segments_have_their_own(make_deals: Maker) -> None:
    deals = make_deals(["won"] * 3, [0] * 3, [10, 20, 50], pipeline=["new", "new", None])
    found = metrics.median_won_cycle_days(deals, as_of=AS_OF, by=["pipeline"])
    assert found.select("pipeline", "value").rows() == [("(blank)", 50.0), ("new", 15.0)]


def test_a_deal_won_before_its_lead_stays_in(make_leads: Maker, make_deals: Maker) -> None:
    leads = make_leads(["ana", "bruno", "carla"], [10, 10, 10])
    deals = make_deals(["won"] * 3, [0] * 3, [8, 11, 30], lead_id=["ana", "bruno", "carla"])
    found = metrics.median_lead_to_won_days(leads, deals, as_of=AS_OF)
    assert found["value"].item() == 1.0
    assert found["numerator"].item() == 3.0


def test_lost_and_later_deals_are_not_in_it(make_deals: Maker) -> None:
    deals = make_deals(["won", "lost", "won"], [0, 0, 0], [10, 90, 200])
    assert metrics.median_won_cycle_days(deals, as_of=AS_OF)["value"].item() == 10.0


def test_matured_leaves_young_months_out(make_leads: Maker, make_deals: Maker) -> None:
    """January ended 150 days before, February 122."""
    deals = make_deals(["won", "won"], [5, 40], [65, 45], lead_id=["ana", "bruno"])
    leads = make_leads(["ana", "bruno"], [5, 40])
    for days, expected in ((122, 32.5), (123, 60.0), (150, 60.0), (151, None)):
        of_deals = metrics.median_won_cycle_days_matured(deals, as_of=AS_OF, maturity_days=days)
        of_leads = metrics.median_lead_to_won_days_matured(
            leads, deals, as_of=AS_OF, maturity_days=days
        )
        assert of_deals["value"].item() == expected
        assert of_leads["value"].item() == expected
