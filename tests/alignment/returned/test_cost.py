"""Spend by month and age, what the platforms claim, and where credit and cost do not meet."""

from datetime import date

import polars as pl
import pytest

from revops.alignment import (
    platform_and_ours,
    return_by_age,
    spend_without_touches,
    touches_without_spend,
)
from revops.metrics.metric import NotComputable

AS_OF = date(2026, 6, 30)
CREDITS = pl.DataFrame(
    [
        ("d1", "A", date(2026, 1, 1), date(2026, 1, 31), "paid_search", "c1", 0.5, 100.0),
        ("d1", "A", date(2025, 12, 31), date(2026, 1, 31), "paid_search", "c1", 0.25, 50.0),
        ("d1", "A", date(2026, 1, 9), date(2026, 1, 31), "email", "c9", 0.25, 50.0),
        ("d2", "B", date(2026, 1, 31), date(2026, 5, 1), "paid_search", "c1", 1.0, 300.0),
        ("d3", "C", None, date(2026, 5, 1), "unattributed", None, 1.0, 900.0),
    ],
    schema=["conversion_id", "account_id", "occurred_at", "converted_at", "channel",
            "campaign_id", "credit", "credited_value"],
    orient="row",
)  # fmt: skip
SPEND = pl.DataFrame(
    {
        "from_vendor": ["google_ads", "google_ads", "meta_ads", "meta_ads"],
        "channel": ["paid_search", "paid_search", "paid_social", "email"],
        "campaign_id": ["c1", "c2", "c3", "c9"],
        "spent_on": [date(2026, 1, 3), date(2026, 6, 1), None, date(2026, 6, 1)],
        "cost_base": [200.0, 50.0, 20.0, 0.0],
        "platform_conversions": [7.0, 0.0, None, 3.0],
    }
)


def test_each_month_has_back_what_its_own_touches_are_credited_with():
    found = return_by_age(CREDITS, SPEND, as_of=AS_OF, horizons=(29, 30, 90))
    rows = found.select("cohort", "horizon_days", "value", "denominator", "is_immature").rows()
    assert rows == [
        ("2026-01", 29, 0.0, 0, False),
        ("2026-01", 30, 0.5, 1, False),  # the touch of December belongs to another month
        ("2026-01", 90, 2.0, 2, False),
        ("2026-06", 29, 0.0, 0, True),
        ("2026-06", 30, 0.0, 0, True),
        ("2026-06", 90, 0.0, 0, True),
    ]


def test_a_month_is_old_enough_on_the_day_that_its_last_touch_is():
    for day, young in ((date(2026, 3, 1), True), (date(2026, 3, 2), False)):
        found = return_by_age(CREDITS, SPEND, as_of=day, horizons=(30,))
        assert found.filter(cohort="2026-01")["is_immature"].item() is young


def test_without_dated_spend_it_cannot_be_computed():
    with pytest.raises(NotComputable, match="no spend"):
        return_by_age(CREDITS, SPEND.filter(pl.col("spent_on").is_null()), as_of=AS_OF)


def test_platforms_stand_beside_ours():
    found = platform_and_ours(CREDITS, SPEND, as_of=AS_OF)
    assert found.select("campaign_id", "platform_conversions", "credited_conversions").rows() == [
        ("c1", 7.0, 1.75),
        ("c2", 0.0, 0.0),
        ("c3", 0.0, 0.0),
        ("c9", 3.0, 0.25),
    ]
    silent = SPEND.with_columns(platform_conversions=pl.lit(None, pl.Float64))
    with pytest.raises(NotComputable, match="what the platform claims"):
        platform_and_ours(CREDITS, silent, as_of=AS_OF)


def test_gaps_are_named_on_both_sides():
    touches = pl.DataFrame(
        {
            "channel": ["paid_search", "paid_search", "webinar", "email"],
            "campaign_id": ["c1", None, "w1", "c9"],
            "utm_campaign": [None, "C 2", None, None],
            "occurred_at": [date(2026, 1, 2)] * 4,
        }
    )
    costly = spend_without_touches(SPEND, touches, as_of=AS_OF)
    assert costly.select("campaign_id", "spend").rows() == [("c2", 50.0), ("c3", 20.0)]
    free = touches_without_spend(SPEND, touches.lazy(), as_of=AS_OF)
    assert free.select("campaign_id", "channel_has_spend").rows() == [
        ("C 2", True),
        ("c9", False),  # its spend is nothing
        ("w1", False),
    ]
