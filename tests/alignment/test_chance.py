"""The chance of reaching a goal: right on average, and honest where little is known."""

from datetime import date, datetime

import numpy as np
import polars as pl
import pytest
from scipy.optimize import brentq
from scipy.stats import t

from revops.alignment.chance import FEWEST_WEEKS, chance
from revops.alignment.pace import pace
from revops.alignment.weekly import weekly

AS_OF = date(2026, 6, 30)


def test_it_is_the_prediction_interval_read_backwards() -> None:
    past = pl.Series(np.random.default_rng(3).gamma(4.0, 25.0, 30))
    mean, spread = float(past.mean()), float(past.std())
    needed = 6 * mean + t.ppf(0.9, 29) * spread * np.sqrt(6 + 36 / 30)
    assert chance(needed, 6, past) == pytest.approx(0.1, abs=1e-12)


@pytest.mark.parametrize("said", [0.1, 0.5, 0.9])
def test_it_is_reached_as_often_as_it_says(said: float) -> None:
    """Weeks of one skewed law: goals of which it says 10 % are reached in 10 % of the cases."""
    weeks = np.random.default_rng(11).gamma(6.0, 10.0, (2000, 34))
    done = 0
    for past, left in zip(weeks[:, :26], weeks[:, 26:], strict=True):
        goal = brentq(lambda g, past=past: chance(g, 8, pl.Series(past)) - said, 1.0, 5000.0)
        done += left.sum() >= goal
    assert done / 2000 == pytest.approx(said, abs=0.025)


def test_a_goal_reached_is_sure_and_a_period_gone_is_lost() -> None:
    past = pl.Series([1.0, 2.0] * 10)
    assert chance(-3, 5, past) == 1.0
    assert chance(0.1, 0, past) == 0.0
    assert chance(10, 5, pl.Series([2.0] * 20)) == 1.0
    assert chance(10.1, 5, pl.Series([2.0] * 20)) == 0.0


def test_too_few_weeks_say_nothing() -> None:
    assert chance(10, 5, pl.Series([1.0] * (FEWEST_WEEKS - 1))) is None


def deals(**columns: list) -> pl.DataFrame:
    types = {"created_at": pl.Datetime, "closed_at": pl.Datetime, "status": pl.String,
             "amount_base": pl.Float64}  # fmt: skip
    return pl.DataFrame(columns, schema=types)


def test_weeks_end_on_the_day_and_only_whole_known_ones_count() -> None:
    leads = pl.DataFrame(
        {
            "lead_id": ["a", "b", "c"],
            "created_at": [datetime(2026, 6, 24), datetime(2026, 6, 23), datetime(2026, 6, 8)],
        }
    )
    found = weekly(leads, deals(), as_of=AS_OF)
    assert found["n_leads"].to_list() == [1.0, 1.0, 0.0]  # 10 to 16 June; the 8th is cut off
    assert weekly(leads, deals(), as_of=AS_OF, weeks=1).height == 1


def test_what_is_won_counts_on_the_day_of_closing() -> None:
    sold = deals(
        created_at=[datetime(2026, 3, 1)] * 2,
        closed_at=[datetime(2026, 6, 29), datetime(2026, 6, 20)],
        status=["won", "lost"],
        amount_base=[70.0, 30.0],
    )
    nobody = pl.DataFrame(schema={"lead_id": pl.String, "created_at": pl.Datetime})
    found = weekly(nobody, sold, as_of=AS_OF)
    assert found.select("n_won", "n_lost", "won_value").head(2).rows() == [(1, 0, 70), (0, 1, 0)]
    assert found["n_opportunities"].sum() == 0  # opened in a week of which only a part is known


def test_pace_tells_the_chance() -> None:
    days = pl.datetime_range(datetime(2025, 7, 1), datetime(2026, 6, 30), "1d", eager=True)
    leads = pl.DataFrame({"lead_id": [str(n) for n in range(365)], "created_at": days})
    goals = pl.DataFrame({"metric_id": ["n_leads"] * 2, "params": ["{}"] * 2,
                          "period": ["2026-Q2", "2026"], "value": [95.0, 300.0]})  # fmt: skip
    found = pace(goals, leads, deals(), as_of=date(2026, 6, 16))
    assert dict(found.select("period", "chance").rows()) == {"2026": 1.0, "2026-Q2": 0.0}
