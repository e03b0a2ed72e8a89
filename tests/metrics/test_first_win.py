"""The first day on which a win is seen: luck, or wins that were not recorded."""

from collections.abc import Callable
from datetime import date

import polars as pl

from revops import metrics

AS_OF = date(2026, 12, 31)
Maker = Callable[..., pl.DataFrame]


def data(make_leads: Maker, make_deals: Maker, first_win: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One lead a day; every fourth is won after 5 days, but no win is known before a day."""
    days = list(range(200))
    ids = [f"lead-{day}" for day in days]
    won = [day for day in days if day % 4 == 0 and day + 5 >= first_win]
    deals = make_deals(
        ["won"] * len(won), won, [day + 5 for day in won], lead_id=[f"lead-{day}" for day in won]
    )
    return make_leads(ids, days), deals


def test_a_long_silence_must_be_marked(make_leads: Maker, make_deals: Maker) -> None:
    found = metrics.first_win_day(*data(make_leads, make_deals, 100), as_of=AS_OF)
    row = found.row(0, named=True)
    assert row["first_win_on"] == date(2026, 4, 12)  # day 101
    assert row["first_lead_on"] == date(2026, 1, 1)
    assert row["n_leads_before"] == 101
    assert row["must_mark"]


def test_wins_from_the_start_need_no_mark(make_leads: Maker, make_deals: Maker) -> None:
    row = metrics.first_win_day(*data(make_leads, make_deals, 0), as_of=AS_OF).row(0, named=True)
    assert row["first_win_on"] == date(2026, 1, 6)
    assert row["chance"] == 1.0
    assert not row["must_mark"]


def test_no_win_at_all_is_null(make_leads: Maker, make_deals: Maker) -> None:
    leads, deals = data(make_leads, make_deals, 0)
    row = metrics.first_win_day(leads, deals.clear(), as_of=AS_OF).row(0, named=True)
    assert row["first_win_on"] is None
    assert not row["must_mark"]
