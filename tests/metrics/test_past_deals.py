"""A deal that was closed on a past day, and opened again later, was closed on that day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import polars as pl
import pytest

from revops.metrics import forecast_backtest, forecast_calibration
from revops.metrics.past_deals import deals_on, returned

Maker = Callable[..., pl.DataFrame]
START = date(2026, 1, 1)
AS_OF = date(2026, 12, 31)


def on(day: int) -> date:
    return START + timedelta(days=day)


@pytest.fixture
def seen(make_deals: Maker, make_visits: Maker) -> tuple[pl.DataFrame, pl.DataFrame]:
    """d1 was lost, opened again and won; d2 was lost twice; d3 was won and is open; d4 is plain."""
    deals = make_deals(["won", "lost", "open", "won"], [0, 0, 0, 0], [90, 90, None, 50])
    rows = [
        *[("d1", stage, 1, day) for stage, day in [("demo", 0), ("lost", 30), ("demo", 60)]],
        ("d1", "won", 2, 90),
        *[("d2", stage, 1, day) for stage, day in [("demo", 0), ("lost", 30), ("demo", 60)]],
        ("d2", "lost", 2, 90),
        *[("d3", stage, 1, day) for stage, day in [("demo", 0), ("won", 40), ("demo", 70)]],
        *[("d4", stage, 1, day) for stage, day in [("demo", 0), ("won", 50)]],
    ]
    return deals, make_visits(rows, "opportunity", "open")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (20, ["open", "open", "open", "open"]),
        (30, ["lost", "lost", "open", "open"]),
        (50, ["lost", "lost", "won", "won"]),
        (60, ["open", "open", "won", "won"]),
        (70, ["open", "open", "open", "won"]),
        (90, ["won", "lost", "open", "won"]),
    ],
)
def test_each_deal_stands_as_its_visits_told(
    seen: tuple[pl.DataFrame, pl.DataFrame], day: int, told: list[str]
) -> None:
    deals, visits = seen
    found = deals_on(deals, returned(visits), on(day))
    assert found["status"].to_list() == told
    assert found["opportunity_id"].to_list() == deals["opportunity_id"].to_list()
    closed = found.filter(pl.col("status") != "open")["closed_at"].dt.date()
    assert closed.null_count() == 0
    assert all(each <= on(day) for each in closed)


def test_a_closing_that_is_told_twice_is_dated_by_the_first(
    make_deals: Maker, make_visits: Maker
) -> None:
    visits = make_visits(
        [("d1", "lost", 1, 30), ("d1", "lost", 1, 35), ("d1", "demo", 0, 60)], "opportunity", "open"
    )
    found = deals_on(make_deals(["open"], [0], [None]), returned(visits), on(40))
    assert found["closed_at"].dt.date().item() == on(30)


def test_a_deal_that_never_came_back_needs_no_visits(
    seen: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    _, visits = seen
    moved = returned(visits)
    assert moved is not None
    assert set(moved["object_id"]) == {"d1", "d2", "d3"}
    assert returned(None) is None


def reopened_company() -> tuple[pl.DataFrame, pl.DataFrame]:
    """A deal a day: half are won and half are lost after 20 days; the lost come back on day 250."""
    deals, visits = [], []
    for n in range(200):
        start, name = datetime(2026, 1, 1) + timedelta(days=n), f"d{n}"
        end, back = start + timedelta(days=20), start + timedelta(days=250)
        is_won, returns = n % 2 == 0, back <= datetime(2026, 12, 31)
        status = "won" if is_won else "open" if returns else "lost"
        deals.append((name, status, start, None if status == "open" else end, 100.0))
        moves = [("demo", "open", start), ("won" if is_won else "lost",) * 2 + (end,)]
        moves += [("demo", "open", back)] if status == "open" else []
        visits += [("opportunity", name, *move, 1, False, None, None) for move in moves]
    return (
        pl.DataFrame(
            deals, schema=["opportunity_id", "status", "created_at", "closed_at", "amount_base"],
            orient="row",
        ),
        pl.DataFrame(
            visits,
            schema={"object": pl.String, "object_id": pl.String, "stage": pl.String,
                    "status": pl.String, "entered_at": pl.Datetime, "position": pl.Int64,
                    "is_derived": pl.Boolean, "pipeline": pl.String, "left_at": pl.Datetime},
            orient="row",
        ),
    )  # fmt: skip


def test_the_backtest_sees_a_deal_that_came_back_later_as_lost() -> None:
    """On each past day the 20 of the last 20 days are open, and half of them are won."""
    deals, visits = reopened_company()
    asked = {"as_of": AS_OF, "horizon": 30, "n_days": 8, "replicates": 5}
    found = forecast_backtest(deals, visits, **asked).filter(pl.col("day") < date(2026, 7, 1))
    assert found.height >= 1
    assert found["n_open"].to_list() == [20] * found.height
    assert found["actual_value"].to_list() == [1000.0] * found.height
    assert found["expected_value"].to_list() == pytest.approx([1000.0] * found.height, rel=0.05)
    fewer = forecast_backtest(deals, None, **asked)
    assert fewer["n_open"].max() > 20  # the table alone shows them open all the time


def test_the_calibration_sees_it_too() -> None:
    deals, visits = reopened_company()
    asked = {"as_of": date(2026, 8, 1), "horizon": 30, "n_days": 4, "n_bins": 1}
    found = forecast_calibration(deals, visits, **asked)
    assert found["n"].item() == 20 * 4
    assert found["won_share"].item() == pytest.approx(0.5)
