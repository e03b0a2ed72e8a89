"""Pace, changes and wins: events of a period, counted by their own dates."""

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.alignment import changes, last_week, pace, wins
from revops.alignment.period import days_of, last_days
from revops.errors import BadParameter

AS_OF = date(2026, 6, 30)
LEADS = pl.DataFrame(
    {
        "lead_id": ["L1", "L2", "L3", "L4", "L5"],
        "created_at": [
            datetime(2025, 1, 2),
            datetime(2025, 7, 1),
            datetime(2026, 6, 23),
            datetime(2026, 6, 24),
            datetime(2026, 6, 30, 23, 59),
        ],
    }
)
DEALS = pl.DataFrame(
    {
        "opportunity_id": ["O1", "O2", "O3", "O4"],
        "name": ["Uno", "Dos", "Tres", "Cuatro"],
        "account_id": ["A1", "A2", "A1", None],
        "created_at": [datetime(2026, 5, 1)] * 3 + [datetime(2026, 6, 29)],
        "closed_at": [datetime(2026, 6, 25), datetime(2026, 6, 20), datetime(2026, 7, 1), None],
        "status": ["won", "won", "won", "open"],
        "amount_base": [100.0, 50.0, 900.0, 10.0],
    }
)


def by_metric(frame: pl.DataFrame, column: str) -> dict[str, float | None]:
    return dict(frame.select("measure", column).rows())


def test_this_week_against_the_last_and_a_year_ago() -> None:
    found = changes(LEADS, DEALS, as_of=AS_OF)
    assert by_metric(found, "this_period") == {
        "n_leads": 2,
        "n_opportunities": 1,
        "n_won": 1,
        "n_lost": 0,
        "won_value": 100,
    }
    assert by_metric(found, "last_period")["n_leads"] == 1
    assert by_metric(found, "last_period")["won_value"] == 50
    assert by_metric(found, "year_ago")["n_leads"] == 1
    assert by_metric(found, "change")["won_value"] == 50


def test_the_last_week_in_one_row() -> None:
    (week,) = last_week(LEADS, DEALS, as_of=AS_OF).to_dicts()
    assert (week["n_leads"], week["n_won"], week["won_value"]) == (2, 1, 100)


def test_a_year_ago_before_the_data_begin_is_unknown_and_not_zero() -> None:
    found = changes(LEADS.slice(2), DEALS, as_of=AS_OF)
    assert found.get_column("year_ago").null_count() == found.height


def test_a_deal_that_closes_later_is_not_won_yet() -> None:
    assert wins(DEALS, as_of=AS_OF).get_column("deal").to_list() == ["Uno"]
    assert wins(DEALS, as_of=date(2026, 7, 1)).get_column("deal").to_list() == ["Tres", "Uno"]


def test_pace_compares_with_the_share_of_the_period_that_has_passed() -> None:
    targets = pl.DataFrame(
        {
            "metric_id": ["won_value", "n_leads", "n_leads", "win_rate", "n_leads"],
            "params": ["{}", None, "", "{}", '{"source": "web"}'],
            "period": ["2026-Q2", "2026-06", "2026-05", "2026-06", "2026-06"],
            "value": [300.0, 10.0, 10.0, 0.3, 7.0],
        }
    )
    found = pace(targets, LEADS, DEALS, as_of=date(2026, 6, 24))
    assert found.get_column("measure").to_list() == ["n_leads", "won_value"]
    leads, won = found.to_dicts()
    assert (leads["actual"], leads["expected"]) == (2, pytest.approx(8))
    assert (won["actual"], won["elapsed_share"]) == (50, pytest.approx(85 / 91))
    assert won["gap"] == pytest.approx(50 - 300 * 85 / 91)


def test_a_win_is_told_from_its_first_touch() -> None:
    accounts = pl.DataFrame({"account_id": ["A1"], "name": ["Aurora"]})
    journeys = pl.DataFrame(
        {
            "conversion_id": ["O1", "O1", "O1"],
            "touchpoint_id": ["T1", "T2", "C1"],
            "position": [1, 2, 3],
            "occurred_at": [datetime(2026, 6, 1), datetime(2026, 6, 2), datetime(2026, 6, 20)],
            "channel": ["webinar", "email", "sales_call"],
            "team": ["marketing", "marketing", "sales"],
        }
    )
    (win,) = wins(DEALS, accounts, journeys, as_of=AS_OF).to_dicts()
    assert win == {
        "company": "Aurora",
        "deal": "Uno",
        "won_on": date(2026, 6, 25),
        "value": 100.0,
        "first_touch_on": date(2026, 6, 1),
        "first_channel": "webinar",
        "marketing_touches": 2,
        "sales_touches": 1,
        "days_to_win": 24,
    }


@pytest.mark.parametrize("wrong", ["2026-W54", "2026-13", "2026-Q5", "junio", "26-06"])
def test_a_wrong_period_is_refused(wrong: str) -> None:
    with pytest.raises(BadParameter, match="is no period"):
        days_of(wrong)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_every_day_lies_in_its_month_its_quarter_and_its_year(day: date) -> None:
    quarter = (day.month - 1) // 3 + 1
    for period in (f"{day:%Y-%m}", f"{day.year}-Q{quarter}", f"{day.year}"):
        first, last = days_of(period)
        assert first <= day <= last


def test_last_days_end_on_the_day() -> None:
    assert last_days(AS_OF, 7) == (date(2026, 6, 24), AS_OF)
