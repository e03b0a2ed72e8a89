from datetime import date

import polars as pl
import pytest

from revops.metrics.metric import NotComputable
from revops.metrics.roas import roas

AS_OF = date(2026, 6, 30)
CREDITS = pl.DataFrame(
    [
        ("O-Aurora", "Aurora", date(2026, 3, 1), "paid_search", "c1", 0.5, 450.0),
        ("O-Aurora", "Aurora", date(2026, 3, 1), "webinar", None, 0.5, 450.0),
        ("O-Cumbre", "Cumbre", date(2026, 4, 2), "unattributed", None, 1.0, 400.0),
        ("O-Elena", None, date(2026, 5, 5), "paid_search", "c2", 1.0, 60.0),
    ],
    schema=["conversion_id", "account_id", "converted_at", "channel", "campaign_id", "credit",
            "credited_value"],
    orient="row",
)  # fmt: skip
SPEND = pl.DataFrame(
    [
        (date(2026, 2, 20), "paid_search", "c1", 100.0),
        (date(2026, 5, 1), "paid_search", "c2", 155.0),
        (date(2026, 3, 2), "paid_social", "c3", 80.0),
        (date(2026, 3, 2), "email", "c4", 0.0),
        (None, "paid_search", "c1", 1000.0),
    ],
    schema=["spent_on", "channel", "campaign_id", "cost_base"],
    orient="row",
)


def by_segment(found: pl.DataFrame) -> dict[str, tuple[float | None, ...]]:
    return {row[0]: row[1:] for row in found.select(
        found.columns[0], "value", "numerator", "denominator").rows()}  # fmt: skip


def test_each_channel_with_spend_or_credit_appears_once():
    assert by_segment(roas(CREDITS, SPEND, as_of=AS_OF)) == {
        "email": (None, 0.0, 0.0),  # no spend: null, never infinite
        "paid_search": (2.0, 510.0, 255.0),
        "paid_social": (0.0, 0.0, 80.0),  # spend and nothing credited
        "unattributed": (None, 400.0, None),
        "webinar": (None, 450.0, None),
    }


def test_no_value_is_lost_or_doubled_by_the_join():
    found = roas(CREDITS, SPEND, as_of=AS_OF, by=["channel", "campaign_id"])
    assert found["numerator"].sum() == CREDITS["credited_value"].sum()
    assert found["denominator"].sum() == 335.0


def test_uncut_all_credit_stands_beside_all_spend():
    found = roas(CREDITS, SPEND, as_of=AS_OF, by=())
    assert found.select("value", "numerator", "denominator").rows() == [
        (pytest.approx(1360 / 335), 1360.0, 335.0)
    ]


def test_both_sides_keep_to_the_period():
    until = roas(CREDITS, SPEND, as_of=AS_OF, since=date(2026, 2, 1), until=date(2026, 3, 31))
    assert by_segment(until)["paid_search"] == (4.5, 450.0, 100.0)


def test_spend_without_a_day_counts_when_asked():
    found = roas(CREDITS, SPEND, as_of=AS_OF, include_undated=True)
    assert by_segment(found)["paid_search"][2] == 1255.0


def test_the_interval_is_the_credits_over_the_spend():
    row = roas(CREDITS, SPEND, as_of=AS_OF).row(by_predicate=pl.col("value") == 2.0, named=True)
    assert 0.0 <= row["low"] < 2.0 < row["high"]
    assert row["n_conversions"] == 2
    none = roas(CREDITS, SPEND, as_of=AS_OF).filter(channel="paid_social")
    assert none.select("low", "high", "n_conversions").row(0) == (None, None, 0)


def test_without_conversions_what_was_spent_brought_nothing():
    found = roas(CREDITS.clear(), SPEND, as_of=AS_OF)
    assert by_segment(found)["paid_search"] == (0.0, 0.0, 255.0)


def test_without_spend_it_cannot_be_computed():
    with pytest.raises(NotComputable, match="no spend is known"):
        roas(CREDITS, SPEND.clear(), as_of=AS_OF)
