"""Moved, did not move, too early: by the metric's own variation, and never by noise or drift."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.alignment.decided import current, decisions_due, decisions_judged, weeks_asked
from revops.alignment.decided.own_limits import own_limits

AS_OF = date(2026, 6, 30)
MADE = date(2026, 3, 30)


def event(day: date, kind: str = "made", **said: object) -> dict[str, object]:
    return {"decision_id": "D1", "event_at": datetime(day.year, day.month, day.day, 16)} | {
        "event": kind,
        "text": None,
        "owner_id": "Sofia",
        "metric_id": "n_leads",
        "params": "{}",
        "baseline": None,
        "direction": "up",
        "expected_change": None,
        "review_on": None,
        "outcome": None,
        **said,
    }


def events(*rows: dict[str, object]) -> pl.DataFrame:
    types = {"baseline": pl.Float64, "expected_change": pl.Float64, "review_on": pl.Date}
    texts = dict.fromkeys(("text", "outcome", "params", "direction", "metric_id"), pl.String)
    return pl.DataFrame(list(rows), schema_overrides={**types, **texts})


def made(**said: object) -> pl.DataFrame:
    return events(event(MADE, text="More", review_on=date(2026, 6, 22), **said))


def series(
    decisions: pl.DataFrame, value: list[float], n: list[float] | None = None, as_of: date = AS_OF
) -> pl.DataFrame:
    """Give the input `metric_weeks`, with values in the order of days."""
    asked = weeks_asked(decisions, as_of=as_of).sort("decision_id", "day")
    parts = {"numerator": value, "denominator": n or [None] * asked.height}
    typed = {name: pl.Series(cells, dtype=pl.Float64) for name, cells in parts.items()}
    values = [a / b for a, b in zip(value, n, strict=True)] if n else value
    return asked.with_columns(value=pl.Series(values, dtype=pl.Float64), **typed)


def verdict(decisions: pl.DataFrame, weeks: pl.DataFrame, as_of: date = AS_OF) -> str:
    (said,) = decisions_judged(decisions, weeks, as_of=as_of)["verdict"]
    return str(said)


def running(each: list[float]) -> list[float]:
    return list(np.cumsum(each).astype(float))


def test_the_week_of_the_decision_is_neither_before_nor_since() -> None:
    asked = weeks_asked(made(), as_of=AS_OF)
    before, since = (asked.filter(pl.col("is_before") == side)["day"] for side in (True, False))
    assert (before.max(), before.len()) == (date(2026, 3, 24), 65)
    assert (since.min(), since.len()) == (date(2026, 5, 5), 9)


def test_a_decision_is_judged_by_its_first_half_year() -> None:
    asked = weeks_asked(events(event(date(2025, 9, 1))), as_of=AS_OF)
    assert asked.filter(~pl.col("is_before"))["day"].max() == date(2026, 2, 24)


BEFORE, SINCE = 65, 9
USUAL = [50.0, 55, 47, 52, 49, 54, 50, 46, 53, 51, 48, 55, 50]
YEAR = USUAL * 5
#: The days of one year and of the weeks since, as each week's own number.
STAYED, JUMPED = YEAR + USUAL[:SINCE], YEAR + [each + 20 for each in USUAL[:SINCE]]


def test_a_count_that_jumps_has_moved_and_one_that_stays_has_not() -> None:
    assert verdict(made(), series(made(), running(JUMPED))) == "moved"
    assert verdict(made(), series(made(), running(STAYED))) == "did_not_move"


def test_the_other_direction_is_told_apart() -> None:
    down = made(direction="down")
    assert verdict(down, series(down, running(JUMPED))) == "moved_other_way"


def test_a_share_is_judged_by_the_weeks_own_cases() -> None:
    told = made(metric_id="missed_deadline_share", direction="down")
    n = running([20.0] * (BEFORE + SINCE))
    missed = running([8.0, 9, 7, 8, 10] * 13 + [3.0, 2, 4] * 3)
    (row,) = decisions_judged(told, series(told, missed, n), as_of=AS_OF).to_dicts()
    assert row["verdict"] == "moved"
    assert row["usual"] == pytest.approx((7 + 8 + 10 + 8 + 9 + 7 + 8 + 10) / 160)
    assert row["seen"] == pytest.approx((2 + 4 + 3 + 2 + 4 + 3 + 2 + 4) / 160)


def test_shares_that_never_differed_are_held_to_the_limits_of_chance() -> None:
    told = made(metric_id="missed_deadline_share", direction="down")
    n = running([20.0] * (BEFORE + SINCE))
    missed = running([8.0] * BEFORE + [7.0] * SINCE)
    (row,) = decisions_judged(told, series(told, missed, n), as_of=AS_OF).to_dicts()
    assert row["verdict"] == "did_not_move"
    assert row["usual_high"] - 0.4 > 2 * np.sqrt(0.4 * 0.6 * 2 / 160)


def test_what_piles_up_as_before_has_not_moved() -> None:
    told = made(metric_id="n_leads_past_deadline")
    piled = [100 + 4.0 * week + (week % 2) for week in range(BEFORE + SINCE)]
    assert verdict(told, series(told, piled)) == "did_not_move"


def test_a_jump_like_one_of_the_year_before_is_no_move() -> None:
    jumps = [50.0 + 20 * (week // 16 % 2) + week % 3 for week in range(BEFORE)]
    assert verdict(made(), series(made(), running(jumps + [72.0] * SINCE))) == "did_not_move"


def test_before_the_review_it_is_too_early_however_it_looks() -> None:
    early = events(event(MADE, review_on=date(2026, 7, 6)))
    (row,) = decisions_judged(early, series(early, running(JUMPED)), as_of=AS_OF).to_dicts()
    assert (row["verdict"], row["why"]) == ("too_early", "before_review")


def test_three_weeks_are_too_few() -> None:
    late = events(event(date(2026, 6, 8), review_on=date(2026, 6, 29)))
    rows = weeks_asked(late, as_of=AS_OF).height
    assert verdict(late, series(late, running([50.0 + n % 3 for n in range(rows)]))) == "too_early"


@pytest.mark.parametrize(("known", "said"), [(33, "cannot_say"), (34, "moved")])
def test_too_few_weeks_before_say_nothing(known: int, said: str) -> None:
    short = series(made(), running(JUMPED))
    unknown = pl.int_range(pl.len()) < BEFORE - known
    short = short.with_columns(value=pl.when(unknown).then(None).otherwise("value"))
    assert verdict(made(), short) == said


def test_what_has_never_differed_says_nothing() -> None:
    told = made(metric_id="n_stuck_deals")
    assert verdict(told, series(told, [7.0] * BEFORE + [9.0] * SINCE)) == "cannot_say"


def outside(values: np.ndarray, cases: np.ndarray | None = None) -> float:
    """Give the share of series that are called moved, one way or the other."""
    told = made()
    days = weeks_asked(told, as_of=AS_OF).sort("day").filter(pl.int_range(pl.len()) != 0)
    days = days.filter(pl.col("is_before") | (pl.col("day") > date(2026, 5, 5)))
    rows = pl.DataFrame(
        {
            "decision_id": np.repeat(np.arange(len(values)), days.height),
            "day": days["day"].to_list() * len(values),
            "is_before": days["is_before"].to_list() * len(values),
            "value": values[:, : days.height].ravel(),
            "n": None if cases is None else cases[:, : days.height].ravel().astype(float),
        },
        schema_overrides={"n": pl.Float64, "value": pl.Float64},
    ).with_columns(way=pl.lit("sum" if cases is None else "share"))
    found = own_limits(rows)
    away = (pl.col("seen") < pl.col("usual_low")) | (pl.col("seen") > pl.col("usual_high"))
    assert found["usual_low"].null_count() == 0
    return found.filter(away).height / len(values)


MANY, WEEKS = 600, 72
#: Of 600 at 5 %, so many are passed in one of a thousand seeds only.
MOST = 0.05 + 3.1 * np.sqrt(0.05 * 0.95 / MANY)


@pytest.mark.parametrize("mean", [12, 60])
def test_counts_that_do_not_change_are_seldom_called_moved(mean: int) -> None:
    random = np.random.default_rng(7)
    busy = np.exp(random.normal(0, 0.1, (MANY, WEEKS)))
    assert 0 < outside(random.poisson(mean * busy)) < MOST


def test_shares_that_do_not_change_are_seldom_called_moved() -> None:
    random = np.random.default_rng(8)
    cases = random.poisson(25, (MANY, WEEKS)) + 1
    assert outside(random.binomial(cases, 0.3) / cases, cases) < MOST


def test_weeks_that_overlap_are_seldom_called_moved() -> None:
    random = np.random.default_rng(9)
    each = random.binomial(20, 0.3, (MANY, WEEKS + 12)) / 20
    assert 0 < outside(np.lib.stride_tricks.sliding_window_view(each, 13, axis=1).mean(2)) < MOST


def test_a_season_is_seldom_called_a_move() -> None:
    random = np.random.default_rng(10)
    wave = 1 + 0.15 * np.sin(2 * np.pi * (np.arange(WEEKS) / 52 + random.random((MANY, 1))))
    assert outside(random.poisson(60 * wave)) < MOST


def test_a_rise_by_half_is_found() -> None:
    random = np.random.default_rng(11)
    level = np.where(np.arange(WEEKS) < 64, 60, 90) * np.exp(random.normal(0, 0.1, (MANY, WEEKS)))
    assert outside(random.poisson(level)) > 0.95


@settings(max_examples=30)
@given(st.lists(st.integers(0, 60), min_size=77, max_size=77), st.integers(1, 13))
def test_what_comes_after_a_day_changes_nothing_said_on_it(each: list[int], weeks: int) -> None:
    day = AS_OF - timedelta(days=7 * weeks)
    told = made()
    later = pl.concat([told, events(event(AS_OF, "changed", direction="down"))])
    values = running([float(n) for n in each])
    some = values[: weeks_asked(told, as_of=day).height]
    first = decisions_judged(told, series(told, some, as_of=day), as_of=day)
    assert decisions_judged(later, series(later, some, as_of=day), as_of=day).equals(first)


def test_later_events_overrule_and_blanks_leave_what_was_said() -> None:
    told = events(
        event(MADE, text="'=More", review_on=date(2026, 5, 4), baseline=3.0),
        event(date(2026, 4, 6), "changed", text="Even more", owner_id="Diego"),
        event(date(2026, 5, 4), "reviewed", outcome="Not yet", review_on=date(2026, 6, 1)),
    )
    (row,) = current(told.reverse(), as_of=AS_OF).to_dicts()
    assert (row["text"], row["owner_id"], row["baseline"]) == ("Even more", "Sofia", 3.0)
    assert (row["made_on"], row["reviewed_on"], row["closed_on"]) == (
        MADE,
        date(2026, 5, 4),
        None,
    )
    assert current(told, as_of=MADE)["text"].to_list() == ["=More"]


def test_a_review_is_due_until_it_is_held_and_again_on_its_next_day() -> None:
    first = event(MADE, text="More", review_on=date(2026, 5, 4))
    held = event(date(2026, 5, 4), "reviewed", outcome="Not yet", review_on=date(2026, 6, 1))
    closed = event(date(2026, 6, 1), "closed")
    assert decisions_due(events(first), as_of=date(2026, 5, 3)).height == 0
    assert decisions_due(events(first), as_of=date(2026, 5, 6))["days_waiting"].to_list() == [2]
    assert decisions_due(events(first, held), as_of=date(2026, 5, 6)).height == 0
    assert decisions_due(events(first, held), as_of=AS_OF).height == 1
    assert decisions_due(events(first, held, closed), as_of=AS_OF).height == 0
    done = event(date(2026, 5, 4), "reviewed", outcome="It moved", review_on=None)
    assert decisions_due(events(first, done), as_of=AS_OF).height == 0


def test_a_decision_that_was_closed_long_ago_is_not_judged_again() -> None:
    told = events(
        event(date(2025, 9, 1), review_on=date(2025, 11, 3)), event(date(2026, 1, 5), "closed")
    )
    assert weeks_asked(told, as_of=AS_OF).height == 0
