"""Each question is a sentence with its figure, in both languages, and escaped."""

import re

import polars as pl
import pytest

from revops.alignment.unusual.questions import SHAPE
from revops.report.question_words import ASK
from revops.report.questions_note import question
from revops.text import load


def row(**cells):
    usual = {
        "measure": "missed_deadline_share",
        "about": "",
        "went": "up",
        "rule": "week",
        "weeks": 1,
        "value": 9.0,
        "out_of": 31,
        "normal_low": 2.0,
        "normal_high": 6.0,
        "past_weeks": 26,
        "p": 0.001,
    }
    return usual | cells


def test_a_week_is_told_with_its_figure_and_what_is_normal():
    assert question(row(), load("en"), "USD") == (
        "This week: 9 of 31 leads due for a first contact did not get it in time; in a normal "
        "week it is 2 to 6. What changed in routing, or in the time there is to call?"
    )


def test_one_is_not_many():
    told = question(row(measure="n_won", went="down", value=1.0), load("en"), "USD")
    assert "1 deal was won;" in told
    assert "2 deals were won;" in question(row(measure="n_won", value=2.0), load("en"), "USD")


def test_money_is_written_as_money():
    cells = {"measure": "won_value", "value": 9000.0, "normal_low": 100.0, "normal_high": 5000.0}
    told = question(row(**cells), load("en"), "USD")
    assert "$9,000 was won; in a normal week it is $100 to $5,000." in told
    usual = question(row(**cells, rule="run", weeks=8), load("en"), "USD")
    assert usual.startswith("In a usual week of the last 8: $9,000 was won; normal is $100 to")


@pytest.mark.parametrize(("went", "side"), [("up", "above"), ("down", "below")])
def test_a_run_says_on_which_side_it_is(went, side):
    told = question(row(measure="n_lost", went=went, rule="run", weeks=8), load("en"), "USD")
    assert told.startswith(f"In the last eight weeks, each of them {side} the usual: 9 deals were")


def test_a_run_of_four_weeks_is_told():
    told = question(row(measure="n_leads", rule="four_weeks", weeks=4), load("en"), "USD")
    assert told.startswith("In the last four weeks: 9 leads came; in four normal weeks it is 2")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("measure", sorted(ASK))
@pytest.mark.parametrize("went", ["up", "down"])
def test_every_measure_has_a_question_without_a_hole(language, measure, went):
    told = question(row(measure=measure, went=went, about="Paid Search"), load(language), "USD")
    assert told.endswith("?")
    assert not re.search(r"[{}]|None", told)


def test_every_question_names_neither_team():
    for asks in ASK.values():
        assert not re.search(r"sales|marketing", " ".join(asks.values()), re.IGNORECASE)


def shown(monkeypatch, rows):
    from revops.report import questions_note

    said = []
    monkeypatch.setattr(questions_note, "show_html", said.append)
    page = questions_note.QuestionNotes()
    page.text = load("en")
    page.workspace = type("W", (), {"settings": type("S", (), {"currency": "USD"})})
    page.questions_note(pl.DataFrame(rows, schema=SHAPE, orient="row"))
    return "".join(said)


def test_a_page_lists_the_questions_and_escapes_what_comes_from_exports(monkeypatch):
    hostile = row(measure="n_leads_of_source", about="<script>alert(1)</script>")
    told = shown(monkeypatch, [row(), hostile])
    assert told.count("<li>") == 2
    assert "&lt;script&gt;" in told
    assert "<script>" not in told


def test_a_page_without_questions_says_so(monkeypatch):
    assert "Nothing is unusual this week" in shown(monkeypatch, [])
