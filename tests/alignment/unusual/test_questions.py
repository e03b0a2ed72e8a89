"""The questions of a week: from tables to rows, on planted stories and on none."""

from datetime import date, timedelta

import polars as pl
import pytest

from revops import alignment, known
from revops.alignment.unusual.questions import SHAPE
from revops.alignment.unusual.rules import judged
from revops.alignment.unusual.watched import watched
from revops.workspace.agreement import Sla

SUNDAYS = [date(2026, 3, 8) + timedelta(days=7 * n) for n in range(5)]
ZONE = "America/Santiago"
DAY = date(2026, 6, 30)


def asked(made, as_of, **params):
    tables, sla = made
    seen = known.tables(tables, as_of=as_of, zone=ZONE)
    return alignment.questions(
        seen["leads"],
        seen["opportunities"],
        sla,
        seen["activities"],
        seen["feedback"],
        as_of=as_of,
        **params,
    )


def people(days, source="web"):
    return pl.DataFrame(
        {"created_at": days, "original_source": [source] * len(days)},
        schema={"created_at": pl.Date, "original_source": pl.String},
    )


def steady(weeks=34, a_day=2):
    return [DAY - timedelta(days=n) for n in range(7 * weeks) for _ in range(a_day)]


DEALS = pl.DataFrame(
    schema={
        "created_at": pl.Date,
        "closed_at": pl.Date,
        "status": pl.String,
        "amount_base": pl.Float64,
    }
)


@pytest.mark.parametrize("seed", [4, 5])
@pytest.mark.parametrize(
    ("story", "measure", "about", "went"),
    [
        ("leads_drop:0.95", "n_leads_of_source", "Paid Search", "down"),
        ("rejection_surge:0.7", "n_rejected", "", "up"),
        ("handover_surge:2", "n_handed", "", "up"),
    ],
)
def test_a_planted_story_is_asked_about(company, seed, story, measure, about, went):
    made = company(seed, story)
    found = pl.concat([asked(made, day) for day in SUNDAYS])
    told = found.filter(measure=measure, about=about, went=went)
    assert told.height > 0
    outside = (pl.col("value") < pl.col("normal_low")) | (pl.col("value") > pl.col("normal_high"))
    assert told.select(outside.all()).item()


@pytest.mark.parametrize("seed", [4, 5])
def test_a_stable_company_is_asked_nothing(company, seed):
    made = company(seed, "none")
    assert [asked(made, day).rows() for day in SUNDAYS] == [[]] * len(SUNDAYS)


@pytest.mark.parametrize("slips", [True, False])
def test_the_quarter_of_late_follow_up_is_asked_about_where_it_is_told(company, slips):
    made = company(4, "all") if slips else company(4, "all", "-slow_follow_up")
    days = [date(2026, 1, 25) + timedelta(days=7 * n) for n in range(4)]
    found = pl.concat([asked(made, day) for day in days])
    assert bool(found.filter(measure="missed_deadline_share", went="up").height) == slips


def test_a_past_week_is_judged_alike_then_and_now(company):
    tables, sla = company(4, "none")

    def figures(as_of, weeks):
        seen = known.tables(tables, as_of=as_of, zone=ZONE)
        names = ("leads", "opportunities", "activities", "feedback")
        leads, deals, activities, feedback = (seen[name] for name in names)
        every = watched(leads, deals, sla, activities, feedback, as_of=as_of, weeks=weeks)
        back = (date(2026, 6, 28) - date(2026, 4, 26)).days // 7
        then = every if as_of < date(2026, 6, 1) else [one.until(back) for one in every]
        return {
            (one.measure, one.about, signal.rule): (signal.x, round(signal.p, 12))
            for one in then
            for signal in judged(one)
        }

    then, now = figures(date(2026, 4, 26), 34), figures(date(2026, 6, 28), 43)
    alike = {key for key in then.keys() & now.keys() if then[key] == now[key]}
    assert {"missed_deadline_share", "n_won", "n_handed", "n_topic"} <= {key[0] for key in alike}
    assert then.keys() & now.keys() == alike


def test_the_order_of_rows_does_not_matter():
    days = [*steady(), *[DAY] * 40]
    one = alignment.questions(people(days), DEALS, Sla(), as_of=DAY)
    other = alignment.questions(people(days[::-1]), DEALS, Sla(), as_of=DAY)
    assert one.equals(other)
    assert one.height > 0


def test_what_comes_later_changes_nothing():
    days = [*steady(), *[DAY] * 40]
    later = [DAY + timedelta(days=1)] * 500
    one = alignment.questions(people(days), DEALS, Sla(), as_of=DAY)
    other = alignment.questions(people(days + later), DEALS, Sla(), as_of=DAY)
    assert one.equals(other)


def test_a_flat_series_asks_nothing():
    found = alignment.questions(people(steady()), DEALS, Sla(), as_of=DAY)
    assert found.rows() == []
    assert dict(found.schema) == SHAPE


def test_a_week_without_leads_is_asked_about():
    days = [day for day in steady() if day <= DAY - timedelta(days=7)]
    found = alignment.questions(people(days), DEALS, Sla(), as_of=DAY)
    assert found.row(0, named=True) | {"p": 0} == {
        "measure": "n_leads",
        "about": "",
        "went": "down",
        "rule": "week",
        "weeks": 1,
        "value": 0.0,
        "out_of": None,
        "normal_low": 8.0,
        "normal_high": 21.0,
        "past_weeks": 26,
        "p": 0,
    }


@pytest.mark.parametrize("days", [[], [DAY], steady(weeks=12)])
def test_too_little_history_asks_nothing(days):
    assert alignment.questions(people(days), DEALS, Sla(), as_of=DAY).height == 0


def test_at_most_five_are_asked_the_most_surprising_first():
    often = [people(steady(), f"source {n}") for n in range(7)]
    surge = [people([DAY] * 60, f"source {n}") for n in range(7)]
    found = alignment.questions(pl.concat([*often, *surge]), DEALS, Sla(), as_of=DAY)
    assert found.height == 5
    assert found["measure"][0] == "n_leads"
    assert found["p"].is_sorted()
    every = alignment.questions(pl.concat([*often, *surge]), DEALS, Sla(), as_of=DAY, most=99)
    assert every.height == 8


def test_a_deadline_that_has_not_passed_is_not_judged(company):
    tables, sla = company(4, "none")
    as_of = date(2026, 6, 28)
    seen = known.tables(tables, as_of=as_of, zone=ZONE)
    watching = watched(
        seen["leads"], seen["opportunities"], sla, seen["activities"], as_of=as_of, weeks=3
    )
    by_name = {one.measure: one for one in watching if not one.about}
    handed, due = by_name["n_handed"].x, by_name["missed_deadline_share"].n
    friday = pl.col("routed_at").dt.date() > date(2026, 6, 25)
    waiting = seen["leads"].filter(friday).height
    assert waiting > 0
    assert due[-1] < handed[-1] + handed[-2]
    assert due.sum() <= handed.sum() + handed[0] - waiting


def test_exports_that_are_missing_leave_their_measures_out():
    found = watched(people(steady()), DEALS, Sla(), as_of=DAY)
    assert {one.measure for one in found} == {
        "n_leads",
        "n_leads_of_source",
        "n_opportunities",
        "n_won",
        "n_lost",
        "won_value",
    }


def test_leads_that_nobody_was_handed_leave_the_follow_up_out(company):
    tables, sla = company(4, "none")
    seen = known.tables(tables, as_of=DAY, zone=ZONE)
    nobody = seen["leads"].with_columns(
        pl.lit(None, seen["leads"].schema["routed_at"]).alias("routed_at")
    )
    found = watched(nobody, seen["opportunities"], sla, seen["activities"], as_of=DAY)
    assert not {"n_handed", "missed_deadline_share"} & {one.measure for one in found}
