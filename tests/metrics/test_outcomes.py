"""What became of leads and deals, and the laws of the as-of day."""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revops.metrics.outcomes import LOST, OPEN, WON, deal_outcomes, lead_outcomes

AS_OF = date(2026, 6, 30)
Maker = Callable[..., pl.DataFrame]


def by_lead(frame: pl.DataFrame) -> dict[str, tuple[int, int]]:
    return {row[0]: row[1:] for row in frame.select("lead_id", "cause", "days").rows()}


def test_a_lead_is_won_at_its_first_win_and_lost_only_when_all_is_lost(
    make_leads: Maker, make_deals: Maker
) -> None:
    leads = make_leads(["ana", "bruno", "carla", "diego"], [0, 0, 0, 0])
    deals = make_deals(
        ["lost", "won", "won", "lost", "open", "lost", "lost"],
        [0] * 7,
        [10, 40, 20, 30, None, 30, 50],
        lead_id=["ana", "ana", "ana", "bruno", "bruno", "carla", "carla"],
    )
    assert by_lead(lead_outcomes(leads, deals, AS_OF)) == {
        "ana": (WON, 20),
        "bruno": (OPEN, 180),
        "carla": (LOST, 50),
        "diego": (OPEN, 180),
    }


def test_a_win_before_the_lead_keeps_its_negative_days(
    make_leads: Maker, make_deals: Maker
) -> None:
    leads = make_leads(["ana"], [10])
    deals = make_deals(["won"], [0], [8], lead_id=["ana"])
    assert by_lead(lead_outcomes(leads, deals, AS_OF)) == {"ana": (WON, -2)}


def test_a_deal_without_dates_has_no_time(make_deals: Maker) -> None:
    deals = make_deals(["won", "won", "open"], [None, 0, None], [10, None, None])
    assert deal_outcomes(deals, AS_OF).is_empty()


def test_days_are_between_calendar_dates(make_deals: Maker) -> None:
    deals = make_deals(["won"], [0.99], [1.01])
    assert deal_outcomes(deals, AS_OF)["days"].item() == 1


@given(st.integers(0, 200), st.integers(0, 200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_a_later_as_of_day_never_unwins(
    make_leads: Maker, make_deals: Maker, first: int, second: int
) -> None:
    early, late = sorted([first, second])
    leads = make_leads(["ana", "bruno", "carla"], [0, 40, 90])
    deals = make_deals(
        ["won", "lost", "won", "open"],
        [5, 41, 95, 100],
        [60, 90, 150, None],
        lead_id=["ana", "bruno", "carla", "carla"],
    )
    days = [date(2026, 1, 1) + timedelta(days=day) for day in (early, late)]
    won = [set(lead_outcomes(leads, deals, day).filter(cause=WON)["lead_id"]) for day in days]
    closed = [
        set(deal_outcomes(deals, day).filter(pl.col("cause") != OPEN)["opportunity_id"])
        for day in days
    ]
    assert won[0] <= won[1]
    assert closed[0] <= closed[1]
