"""A clock that is set back while a run goes on, or between two runs: nothing is lost or absurd."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.runs.conftest import SETTINGS, Runner

from revops import history
from revops.runs import Request
from revops.runs.carry_out import carry_out
from revops.workspace import Workspace, open_workspace

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
DAY = date(2026, 6, 30)


def ticking(start: datetime, back: timedelta) -> Iterator[datetime]:
    """A clock that goes on by a second at each look, and is set back after the first."""
    for n in range(1000):
        yield start + timedelta(seconds=n) - (back if n > 0 else timedelta())


def run(place: Workspace, start: datetime, back: timedelta = timedelta()) -> int:
    clock = ticking(start, back)
    return carry_out(place, Request(DAY), now=lambda: next(clock), runner=Runner()).exit_code


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    (tmp_path / "revops.toml").write_text(SETTINGS.format(more=""), "utf-8")
    return open_workspace(tmp_path)


def test_a_clock_set_back_in_mid_run_gives_no_negative_time(place: Workspace) -> None:
    assert run(place, NOON, back=timedelta(hours=3)) == 0
    told = history.runs(place.state)
    assert told["state"].to_list() == ["ok"]
    assert told["seconds"][0] is None or told["seconds"][0] >= 0
    for name in ("index.html", "runs.html"):
        page = re.sub(r"<(style|script).*?</\1>", "", (place.reports / name).read_text("utf-8"))
        assert not re.search(r"[>\s][-\u2212]\d[\d.,]* ?(s|min|h|seconds|minutes)\b", page), name


def test_a_clock_set_back_between_two_runs_loses_neither(place: Workspace) -> None:
    assert run(place, NOON) == 0
    assert run(place, NOON - timedelta(days=500)) == 0
    told = history.runs(place.state)
    assert told["run_id"].to_list() == [2, 1]
    assert told["state"].to_list() == ["ok", "ok"]
    assert (place.reports / "2026-W27" / "index.html").exists()


def test_a_clock_that_jumped_ahead_lets_no_last_good_run_leave(place: Workspace) -> None:
    assert run(place, NOON) == 0
    assert run(place, NOON + timedelta(days=5000)) == 0
    assert run(place, NOON + timedelta(minutes=5)) == 0
    told = history.runs(place.state)
    assert told["run_id"][0] == 3
    assert "ok" in told["state"].to_list()
