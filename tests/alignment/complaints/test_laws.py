"""Laws of the verdicts, on any leads: they add up, and what is dated later changes none."""

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.alignment.complaints import (
    VERDICTS,
    complaint_verdicts,
    complaints_by_week,
    verdict_counts,
)
from revops.workspace.agreement import Sla

from .conftest import activities, day, feedback, leads, touchpoints, visits

HOUR = st.integers(0, 24 * 40)
MAYBE = st.none() | HOUR
STORIES = st.lists(
    st.fixed_dictionaries(
        {
            "qualified": HOUR,
            "routed": MAYBE,
            "called": st.lists(HOUR, max_size=3),
            "touched": st.lists(HOUR, max_size=4),
            "rejected": st.lists(st.tuples(HOUR, st.booleans()), max_size=2),
            "opted_out": MAYBE,
        }
    ),
    min_size=1,
    max_size=8,
)
LAST = date(2026, 7, 20)


def at(hour: int) -> datetime:
    return day(hour / 24)


def inputs(stories: list[dict[str, Any]]) -> dict[str, Any]:
    """The tables of some leads; one more was called first, so that a contact is known."""
    named = {f"l{n}": story for n, story in enumerate(stories)}
    first = {"qualified": 0, "routed": 0, "called": [1], "touched": [], "rejected": []}
    named["first"] = {**first, "opted_out": None}
    out = {who: at(s["opted_out"]) for who, s in named.items() if s["opted_out"] is not None}
    people = leads({who: day(0) for who in named}, out)
    routed = [None if s["routed"] is None else at(s["routed"]) for s in named.values()]
    told = [
        (w, "rejection", "x" if y else None, at(h))
        for w, s in named.items()
        for h, y in s["rejected"]
    ]
    return {
        "leads": people.with_columns(routed_at=pl.Series(routed, dtype=pl.Datetime("us"))),
        "activities": activities([(w, at(h)) for w, s in named.items() for h in s["called"]]),
        "sla": Sla(),
        "visits": visits([(who, "mql", at(s["qualified"])) for who, s in named.items()]),
        "feedback": feedback(told),
        "touchpoints": touchpoints([(w, at(h)) for w, s in named.items() for h in s["touched"]]),
    }


def until(tables: dict[str, Any], last: date) -> dict[str, Any]:
    """Forget every row, and every field, that is dated later."""
    clocks = {"activities": "occurred_at", "visits": "entered_at", "feedback": "given_at"}
    kept = dict(tables)
    for name, clock in {**clocks, "touchpoints": "occurred_at"}.items():
        kept[name] = tables[name].filter(pl.col(clock).dt.date() <= last)
    known = [
        pl.when(pl.col(c).dt.date() <= last).then(c).alias(c) for c in ("routed_at", "opted_out_at")
    ]
    kept["leads"] = tables["leads"].with_columns(known)
    return kept


def verdicts(tables: dict[str, Any], as_of: date) -> dict[str, str]:
    found = complaint_verdicts(**tables, as_of=as_of)
    return dict(found.select("lead_id", "verdict").rows())


@settings(max_examples=40)
@given(STORIES)
def test_the_four_add_up_to_the_leads_whose_deadline_has_passed(stories: Any) -> None:
    tables = inputs(stories)
    found = verdict_counts(**tables, as_of=LAST)
    judged = complaint_verdicts(**tables, as_of=LAST)
    due = judged.filter(pl.col("deadline_at").dt.date() <= LAST, pl.col("verdict") != "opted_out")
    assert found["numerator"].sum() == due.height
    assert set(found["denominator"]) == {due.height}
    assert judged["lead_id"].is_unique().all()


@settings(max_examples=40)
@given(STORIES)
def test_each_verdict_is_what_the_dates_say(stories: Any) -> None:
    """An oracle in plain Python; only the deadline itself is taken as given."""
    judged = complaint_verdicts(**inputs(stories), as_of=LAST)
    for row in judged.filter(pl.col("lead_id") != "first").to_dicts():
        story = stories[int(row["lead_id"][1:])]
        start = max(at(story["qualified"]), at(story["routed"]))
        deadline = row["deadline_at"]
        calls = [at(h) for h in story["called"]]
        backs = [at(h) for h, has_reason in story["rejected"] if has_reason]
        sales = any(start <= when <= deadline for when in calls + backs)
        back = start - timedelta(days=180)
        marketing = sum(back <= at(h) <= start for h in story["touched"]) >= 2
        out = story["opted_out"]
        gone = not sales and out is not None and at(out) <= deadline
        names = {(True, True): 0, (False, True): 1, (True, False): 2, (False, False): 3}
        expected = VERDICTS[names[marketing, sales]]
        is_due = deadline.date() <= LAST
        assert row["verdict"] == ("too_early" if not is_due else "opted_out" if gone else expected)


@settings(max_examples=40)
@given(STORIES, st.integers(5, 45))
def test_what_is_dated_later_changes_no_verdict(stories: Any, days: int) -> None:
    tables = inputs(stories)
    then = date(2026, 6, 1) + timedelta(days=days)
    before = verdicts(tables, then)
    assert verdicts(until(tables, then), then) == before
    after = verdicts(tables, LAST)
    settled = {who: verdict for who, verdict in before.items() if verdict != "too_early"}
    assert settled.items() <= after.items()


@settings(max_examples=40)
@given(STORIES, st.randoms())
def test_the_order_of_rows_changes_nothing(stories: Any, random: Any) -> None:
    tables = inputs(stories)
    shuffled = dict(tables)
    for name, table in tables.items():
        if isinstance(table, pl.DataFrame):
            order = list(range(table.height))
            random.shuffle(order)
            shuffled[name] = table[order]
    left, right = (complaint_verdicts(**each, as_of=LAST) for each in (tables, shuffled))
    assert left.equals(right)


@settings(max_examples=40)
@given(STORIES)
def test_the_weeks_hold_every_lead_once(stories: Any) -> None:
    tables = inputs(stories)
    weeks = complaints_by_week(**tables, as_of=LAST)
    judged = complaint_verdicts(**tables, as_of=LAST)
    parts = weeks.select(pl.sum_horizontal(pl.exclude("week", "week_on", "handed"))).to_series()
    assert parts.to_list() == weeks["handed"].to_list()
    assert weeks["handed"].sum() == judged.height
    steps = weeks["week_on"].diff().drop_nulls().dt.total_days().to_list()
    assert set(steps) <= {7}
    assert weeks["week_on"].dt.weekday().to_list() == [1] * weeks.height
