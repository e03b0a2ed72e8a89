"""A run with other values stands in a folder of its own, and its page says which they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from revops.report.differing import changed_by, note_of, suffix_of
from revops.text import load
from revops.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(cast: Path) -> Workspace:
    return open_workspace(cast)


def test_the_usual_values_change_nothing(workspace: Workspace) -> None:
    assert changed_by(workspace, ["attribution"], None) == {}
    assert changed_by(workspace, ["attribution"], {"lookback_days": "180"}) == {}
    assert changed_by(workspace, ["weekly_review"], {"week": "last"}) == {}
    assert suffix_of({}) == []


def test_other_values_are_told_beside_the_usual_ones(workspace: Workspace) -> None:
    found = changed_by(workspace, ["attribution"], {"lookback_days": "90", "model": "linear"})
    assert found == {
        "attribution": {"lookback_days": (90, 180), "model": ("linear", "position_based")}
    }
    said = note_of(found["attribution"], load("en"))
    assert "Model: Linear (usually Position 40/20/40); Lookback (days): 90 (usually 180)." in said


def test_what_the_settings_say_is_usual(cast: Path) -> None:
    settings = cast / "revops.toml"
    more = "[reports.parameters.attribution]\nlookback_days = 90\n"
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    workspace = open_workspace(cast)
    assert changed_by(workspace, ["attribution"], {"lookback_days": "90"}) == {}
    found = changed_by(workspace, ["attribution"], {"lookback_days": "180"})
    assert found == {"attribution": {"lookback_days": (180, 90)}}


def test_a_value_where_there_was_none(workspace: Workspace) -> None:
    found = changed_by(workspace, ["pipeline"], {"observed_from": "2026-01-05"})
    assert "Watched from: 2026-01-05." in note_of(found["pipeline"], load("en"))


def test_of_several_reports_those_that_take_it(workspace: Workspace) -> None:
    found = changed_by(workspace, ["attribution", "wins"], {"days": "60"})
    assert found == {"wins": {"days": (60, 30)}}


def test_the_folders_name_holds_for_these_values_alone(workspace: Workspace) -> None:
    names: Callable[[str], list[str]] = lambda days: suffix_of(  # noqa: E731
        changed_by(workspace, ["wins"], {"days": days})
    )
    assert names("60") == names("60") != names("61")
    assert names("60")[0].startswith("with-")
