"""Win rate: of what closed, by count and by value, at a fixed age."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from revops import metrics
from revops.errors import UnknownName

AS_OF = date(2026, 6, 30)  # day 180
Maker = Callable[..., pl.DataFrame]


@pytest.fixture
def deals(make_deals: Maker) -> pl.DataFrame:
    return make_deals(
        ["won", "lost", "lost", "open", "won"],
        [0, 0, 0, 0, 170],
        [20, 40, 120, None, 175],
        amount_base=[900, 300, None, 500, 600],
        pipeline=["new", "new", "old", "older", "old"],
    )


def test_open_deals_are_in_neither_count(deals: pl.DataFrame) -> None:
    found = metrics.win_rate(deals, as_of=AS_OF)
    shown = found.select("value", "numerator", "denominator", "open_share").row(0)
    assert shown == (0.5, 2.0, 4.0, 0.2)


def test_nothing_closed_in_a_segment_is_null(deals: pl.DataFrame) -> None:
    found = metrics.win_rate(deals, as_of=AS_OF, by=["pipeline"])
    assert found.select("pipeline", "value", "open_share").rows() == [
        ("new", 0.5, 0.0),
        ("old", 0.5, 0.0),
        ("older", None, 1.0),
    ]


def test_within_days_counts_only_deals_of_that_age(deals: pl.DataFrame) -> None:
    """Within 90 days: one won and one lost of the four of January; June's deal is too young."""
    found = metrics.win_rate(deals, as_of=AS_OF, within_days=90)
    shown = found.select("horizon_days", "value", "denominator", "open_share").row(0)
    assert shown == (90, 0.5, 2.0, 0.5)


def test_cohorts_keep_the_young_and_mark_them(deals: pl.DataFrame) -> None:
    found = metrics.win_rate(deals, as_of=AS_OF, within_days=90, cohort="quarter")
    assert found.select("cohort", "value", "is_immature").rows() == [
        ("2026-Q1", 0.5, False),
        ("2026-Q2", 1.0, True),
    ]


def test_by_value_sums_amounts_without_an_interval(deals: pl.DataFrame) -> None:
    found = metrics.win_rate(deals, as_of=AS_OF, weight="value")
    assert found.select("value", "low", "high").row(0) == (1500 / 1800, None, None)


def test_without_a_known_loss_there_is_no_rate(deals: pl.DataFrame) -> None:
    with pytest.raises(metrics.NotComputable, match="no lost deal is known"):
        metrics.win_rate(deals.filter(pl.col("status") != "lost"), as_of=AS_OF)
    with pytest.raises(metrics.NotComputable, match="no lost deal is known"):
        metrics.win_rate(deals, as_of=date(2026, 2, 1))


def test_an_unknown_weight_is_refused(deals: pl.DataFrame) -> None:
    with pytest.raises(UnknownName, match="'amount'"):
        metrics.win_rate(deals, as_of=AS_OF, weight="amount")  # type: ignore[arg-type]
