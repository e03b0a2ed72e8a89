"""What is said about a day rests on what was known by then, and agrees with a day-by-day count."""

from collections.abc import Callable
from datetime import timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.alignment.qualified.conftest import START, accounts, history, leads, on, touches, version

from revops.alignment.qualified import Facts
from revops.alignment.qualified.replay import replay

LAST = 60
NAMES = ("ana", "bruno", "carla")
Answer = Callable[[dict], bool]
#: Conditions with the same thing in plain Python.
CRITERIA: dict[str, Answer] = {
    "touches_7d >= 2": lambda f: f["touches"](7) >= 2,
    "touches_30d <= 1 AND touches_total >= 2": lambda f: f["touches"](30) <= 1 < f["touches"](999),
    "NOT forms_30d >= 1": lambda f: not f["forms"](30) >= 1,
    "forms_total >= 1 OR touches_30d >= 3": lambda f: f["forms"](999) >= 1 or f["touches"](30) >= 3,
    "days_since_created > 9 AND touches_7d = 0": lambda f: f["age"] > 9 and f["touches"](7) == 0,
    "country = 'Chile'": lambda f: f["country"] == "Chile",
    "country IS NULL AND touches_total >= 1": lambda f: (
        f["country"] is None and f["touches"](999) >= 1
    ),
}
COUNTRIES = st.sampled_from([None, "Chile", "Peru"])
DAYS = st.integers(-20, LAST + 20)


@st.composite
def worlds(draw: st.DrawFn) -> dict:
    """Leads, their touches and the changes of their country: all of them, also those to come."""
    made = {name: draw(st.integers(-10, LAST)) for name in NAMES}
    seen = draw(
        st.lists(
            st.tuples(st.sampled_from(NAMES), DAYS, st.sampled_from(["visit", "form"])), max_size=14
        )
    )
    moved = {
        name: sorted(
            draw(st.lists(st.integers(made[name] + 1, LAST + 20), max_size=3, unique=True))
        )
        if made[name] < LAST
        else []
        for name in NAMES
    }
    values = {name: [draw(COUNTRIES) for _ in range(len(moved[name]) + 1)] for name in NAMES}
    return {"made": made, "seen": seen, "moved": moved, "values": values}


def facts(world: dict, until: int = LAST + 20) -> Facts:
    """The tables of a world as an export on a day would show them: today's values and history."""
    changes, today = [("lead", "other", "country", -30, None, "Chile")], {}
    for name, days in world["moved"].items():
        values = world["values"][name]
        past = [day for day in days if day <= until]
        today[name] = values[len(past)]
        changes += [
            ("lead", name, "country", day, values[n], values[n + 1]) for n, day in enumerate(past)
        ]
    known = [(name, day, None, today[name]) for name, day in world["made"].items() if day <= until]
    seen = [(name, day, kind, None) for name, day, kind in world["seen"] if day <= until]
    return Facts(leads(known), touches(seen), field_history=history(changes))


def told(sql: str, found: Facts, last: int = LAST) -> dict[str, int]:
    asked = version(sql)
    rows = replay(asked, found, since=START, until=on(last), as_of=on(last)).filter(rule="dated")
    return {lead: (day - START).days for lead, day in rows.select("lead_id", "met_on").rows()}


def of_day(world: dict, name: str, day: int) -> dict:
    """What was known of a lead on a day, by looking at each event."""
    made = world["made"][name]

    def count(kind: str) -> Callable[[int], int]:
        return lambda window: sum(
            who == name and max(at, made) <= day and at > day - window and kind in ("", what)
            for who, at, what in world["seen"]
        )

    country = world["values"][name][sum(at <= day for at in world["moved"][name])]
    return {"touches": count(""), "forms": count("form"), "age": day - made, "country": country}


@settings(max_examples=60, deadline=None)
@given(worlds(), st.sampled_from(sorted(CRITERIA)))
def test_the_first_day_is_that_of_a_count_day_by_day(world: dict, sql: str) -> None:
    wanted = {}
    for name, made in world["made"].items():
        days = range(max(made, 0), LAST + 1)
        met = [day for day in days if CRITERIA[sql](of_day(world, name, day))]
        wanted |= {name: met[0]} if met else {}
    assert told(sql, facts(world)) == wanted


@settings(max_examples=60, deadline=None)
@given(worlds(), worlds(), st.sampled_from(sorted(CRITERIA)), st.integers(0, LAST))
def test_hiding_or_changing_what_came_later_changes_nothing(
    world: dict, other: dict, sql: str, day: int
) -> None:

    def by_then(found: dict[str, int]) -> dict[str, int]:
        return {lead: met for lead, met in found.items() if met <= day}

    said = by_then(told(sql, facts(world)))
    assert said == by_then(told(sql, facts(world, until=day)))
    assert said == by_then(told(sql, facts(world, until=day), last=day))
    assert said == by_then(told(sql, facts(_mixed(world, other, day))))


def _mixed(world: dict, other: dict, day: int) -> dict:
    """The same world up to a day, and another one after it."""
    made = {
        name: at if at <= day else max(other["made"][name], day + 1)
        for name, at in world["made"].items()
    }
    seen = [each for each in world["seen"] if each[1] <= day]
    seen += [each for each in other["seen"] if each[1] > day]
    moved, values = {}, {}
    for name in NAMES:
        past = [at for at in world["moved"][name] if at <= day]
        later = [at for at in other["moved"][name] if at > day]
        moved[name] = past + later
        values[name] = world["values"][name][: len(past) + 1]
        values[name] += other["values"][name][len(other["values"][name]) - len(later) :]
    return {"made": made, "seen": seen, "moved": moved, "values": values}


@given(st.lists(st.integers(0, 900), min_size=3, max_size=3))
def test_todays_values_never_move_the_replay(sizes: list[int]) -> None:
    rows = [(name, day, name, None) for name, day in zip(NAMES, (0, 5, 9), strict=True)]
    seen = touches([(name, 12, "visit", None) for name in NAMES])
    asked = version("touches_total >= 1", "employees >= 50")

    def met(employees: list[int | None]) -> pl.DataFrame:
        found = Facts(
            leads(rows), seen, accounts=accounts(list(zip(NAMES, employees, strict=True)))
        )
        return replay(asked, found, since=START, until=on(LAST), as_of=on(LAST))

    known = met([None, None, None]).filter(rule="dated")
    assert known.equals(met([*sizes]).filter(rule="dated"))
    assert set(known["met_on"]) == {START + timedelta(days=12)}
    assert met([*sizes]).filter(rule="today").height == sum(size >= 50 for size in sizes)
