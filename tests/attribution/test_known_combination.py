"""40/20/40, consecutive repeats collapsed, a window of 30 days: a known vendor's defaults."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from revops import journeys
from revops.attribution import credit

WON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOUCHES = [  # days before the win, channel
    (31.0, "organic_search"),  # outside of the window
    (30.0, "paid_search"),
    (29.0, "paid_search"),
    (20.0, "email"),
    (12.0, "webinar"),
    (11.0, "webinar"),
    (5.0, "email"),
    (0.0, "direct"),
    (0.0, "direct"),
]


@pytest.fixture
def walk() -> pl.DataFrame:
    deals = pl.DataFrame(
        {
            "opportunity_id": ["Aurora's"], "account_id": ["Aurora"], "lead_id": ["Ana"],
            "created_at": [WON - timedelta(20)], "closed_at": [WON], "status": ["won"],
            "amount_base": [900.0],
        }
    )  # fmt: skip
    touchpoints = pl.DataFrame(
        {
            "touchpoint_id": [f"t{n}" for n in range(len(TOUCHES))],
            "lead_id": ["Ana"] * len(TOUCHES),
            "occurred_at": [WON - timedelta(days) for days, _ in TOUCHES],
            "channel": [channel for _, channel in TOUCHES],
            "campaign_id": pl.Series([None] * len(TOUCHES), dtype=pl.String),
            "content_id": pl.Series([None] * len(TOUCHES), dtype=pl.String),
        }
    )
    return journeys.build(deals, touchpoints, as_of=date(2026, 6, 30), lookback_days=30)


def test_the_combination_by_hand(walk):
    told_once = journeys.reshape(walk, collapse_repeats=True)
    assert told_once["channel"].to_list() == ["paid_search", "email", "webinar", "email", "direct"]
    shared = credit(told_once, "position_based")
    expected = [360.0, 60.0, 60.0, 60.0, 360.0]  # 40 %, 20 % over three in between, 40 %
    assert shared["credited_value"].to_list() == pytest.approx(expected, rel=1e-12)


def test_each_part_of_it_matters(walk):
    whole = credit(walk, "position_based").group_by("channel").agg(pl.col("credited_value").sum())
    found = dict(whole.rows())
    assert found == pytest.approx(
        {"paid_search": 390, "email": 60, "webinar": 60, "direct": 390}, rel=1e-12
    )
