"""The pipeline's velocity: Little's law, not a figure that grows with the window."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from revops.metrics import pipeline_velocity
from revops.metrics.metric import NotComputable

TODAY = date(2026, 6, 30)


def steady(seed: int, days: int = 900, a_day: float = 2.0) -> pl.DataFrame:
    """A company in balance: deals come at one pace, stay 20 to 100 days, and 3 in 10 are won."""
    random = np.random.default_rng(seed)
    n = random.poisson(a_day * days)
    end = datetime(2026, 6, 30)
    created = [end - timedelta(days=int(d)) for d in np.sort(random.integers(0, days, n))[::-1]]
    closes = [c + timedelta(days=int(d)) for c, d in zip(created, random.integers(20, 100, n),
                                                         strict=True)]  # fmt: skip
    won = random.random(n) < 0.3
    is_open = [c > end for c in closes]
    return pl.DataFrame(
        {
            "opportunity_id": [f"d{k}" for k in range(n)],
            "account_id": [f"a{k // 2}" for k in range(n)],
            "status": ["open" if o else "won" if w else "lost"
                       for o, w in zip(is_open, won, strict=True)],
            "amount_base": random.gamma(2.0, 500.0, n),
            "created_at": created,
            "closed_at": [None if o else c for o, c in zip(is_open, closes, strict=True)],
        }
    )  # fmt: skip


@pytest.mark.parametrize("days", [91, 182, 365])
def test_in_balance_it_is_what_is_won_a_day_whatever_the_window(days: int) -> None:
    shown = pipeline_velocity(steady(5), as_of=TODAY, days=days)
    assert shown["value"].item() == pytest.approx(2.0 * 0.3 * 1000, rel=0.15)
    assert shown["low"].item() < shown["value"].item() < shown["high"].item()


def test_its_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    shown = [pipeline_velocity(steady(seed, 500), as_of=TODAY) for seed in range(60)]
    held = [row["low"].item() <= 600 <= row["high"].item() for row in shown]
    assert np.mean(held) >= 0.85


def test_segments_by_hand_and_an_empty_one() -> None:
    deals = pl.DataFrame(
        {
            "opportunity_id": ["d1", "d2", "d3", "d4", "d5"],
            "account_id": ["A", "B", "C", "D", None],
            "product": ["x", "x", "x", "x", "y"],
            "status": ["won", "lost", "open", "open", "open"],
            "amount_base": [900.0, 300.0, 500.0, 1.0, 7.0],
            "created_at": [datetime(2026, 3, 1)] * 5,
            "closed_at": [datetime(2026, 3, 31), datetime(2026, 4, 30), None, None, None],
        }
    )
    shown = pipeline_velocity(deals, as_of=TODAY, by=["product"])
    assert shown.select("product", "value", "numerator", "denominator").rows() == [
        ("x", 20.0, 2.0, 2.0), ("y", None, 1.0, 0.0),
    ]  # fmt: skip
    assert shown["high"].to_list()[1] is None
    turned = pipeline_velocity(deals.reverse(), as_of=TODAY, by=["product"])
    assert turned.equals(shown)


def test_without_a_closed_deal_in_the_window_it_is_not_computable() -> None:
    deals = steady(1)
    with pytest.raises(NotComputable, match="no deal closed"):
        pipeline_velocity(deals, as_of=date(2020, 1, 1))
    with pytest.raises(NotComputable, match="won deals only"):
        pipeline_velocity(deals.filter(status="won"), as_of=TODAY)
