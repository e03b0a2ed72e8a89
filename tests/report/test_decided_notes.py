"""Decisions on a page: each figure in its metric's unit, and no word of why."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from revops import text
from revops.metrics import NotComputable
from revops.report.decided_notes import DecidedNotes
from revops.report.unavailable import Unavailable

ROW = {
    "decision_id": "D1",
    "decision": "<b>Call</b> at once.",
    "owner_id": "Sofia",
    "metric": "win_rate",
    "params": "{}",
    "direction": "up",
    "expected_change": 0.05,
    "baseline": 0.25,
    "metric_now": 0.3,
    "usual": 0.25,
    "usual_low": 0.2,
    "usual_high": 0.3,
    "seen": 0.35,
    "moved_by": 0.1,
    "weeks_before": 13,
    "weeks_since": 8,
    "made_on": date(2026, 3, 30),
    "review_on": date(2026, 6, 22),
    "verdict": "moved",
    "why": None,
}


def page(frame: Any, **blocked: str) -> tuple[Any, list[str]]:
    said: list[str] = []
    made: Any = DecidedNotes()
    made.rows = lambda function: frame
    made.text = text.load("en")
    made.numbers = SimpleNamespace(blocked=blocked)
    made.workspace = SimpleNamespace(settings=SimpleNamespace(currency="USD"))
    made._explain = lambda missing: said.append(str(missing.reason))
    made._write = lambda sentence, kind="note": said.append(sentence)
    return made, said


def test_figures_are_written_in_the_unit_of_the_metric() -> None:
    (row,) = page(pl.DataFrame([ROW]))[0].decisions().to_dicts()
    assert (row["usual"], row["seen"], row["moved_by"]) == ("25.0%", "35.0%", "10.0%")
    assert row["normal"] == "20.0% – 30.0%"


def test_each_verdict_is_a_sentence_of_its_own() -> None:
    names = ("moved", "moved_other_way", "did_not_move", "too_early", "cannot_say")
    made, said = page(pl.DataFrame([{**ROW, "verdict": name} for name in names]))
    made.decisions_note()
    assert len(set(said)) == len(names)
    assert said[0].startswith("<b>Call</b> at once — ")
    assert "35.0% since" in said[0]


def test_a_metric_that_a_check_stops_is_not_judged() -> None:
    made, said = page(pl.DataFrame([ROW]), win_rate="no deal has an id")
    made.decisions_note()
    assert said == []
    assert made.decisions().is_empty()


@pytest.mark.parametrize("method", ["decisions_note", "decisions"])
def test_without_decisions_the_reason_is_told(method: str) -> None:
    reason = Unavailable(NotComputable("no export gives the table '{table}'", table="decisions"))
    made, said = page(reason)
    found = getattr(made, method)()
    assert found is reason or said == ["no export gives the table 'decisions'"]
