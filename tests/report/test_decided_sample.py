"""The sample's decisions: one after which its metric moved, one after which it did not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revops import alignment
from revops.load import load
from revops.report.inputs import Inputs
from revops.workspace import open_workspace


@pytest.fixture(scope="module")
def inputs(copy_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    place = open_workspace(copy_sample(tmp_path_factory.mktemp("decided") / "sample"))
    zone = place.settings.zone
    return Inputs(load(place).tables, place.agreement, as_of=date(2026, 6, 30), zone=zone)


def test_the_judge_finds_the_one_that_worked_and_the_one_that_did_not(inputs: Inputs) -> None:
    judged = inputs.call(alignment.decisions_judged, {})
    assert dict(judged.select("decision_id", "verdict").rows()) == {
        "DEC-01": "moved",
        "DEC-02": "too_early",
        "DEC-03": "did_not_move",
        "DEC-04": "too_early",
    }
    figures = judged.filter(decision_id="DEC-01").row(0, named=True)
    assert figures["seen"] < figures["usual_low"] < figures["usual"]


def test_the_review_that_waits_is_due(inputs: Inputs) -> None:
    due = inputs.call(alignment.decisions_due, {})
    assert due["decision_id"].to_list() == ["DEC-03"]
