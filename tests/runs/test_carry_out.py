"""A run from its request to its record, however it ends."""

import errno
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from revops import history
from revops.errors import BadParameter, Busy, SourceError, UnknownName
from revops.runs import Request
from revops.runs.carry_out import carry_out

Call = Callable[..., Any]
WEEK = "reports/2026-W27"
MISSING = SourceError("the exports have a problem", ["deals.csv: there is no such file"])


def last(place: Any) -> dict[str, Any]:
    return history.runs(place.state, limit=1).to_dicts()[0]


def html(place: Any, name: str = "index.html") -> str:
    return (place.root / "reports" / name).read_text("utf-8")


def test_a_good_run_is_written_down_whole(place: Any, go: Call, clock: Any) -> None:
    due = datetime(2026, 6, 30, 10, tzinfo=UTC)
    done = go(place, trigger="schedule", job="monday", due_at=due)
    assert (done.exit_code, done.messages, done.is_passing) == (0, [], False)
    row = last(place)
    assert (row["run_id"], row["state"], row["exit_code"]) == (done.run_id, "ok", 0)
    assert (row["job"], row["trigger"], row["due_at"]) == ("monday", "schedule", due)
    assert (row["oldest_source"], row["oldest_age_days"]) == ("hubspot.deals", 2)
    assert row["folders"][0].startswith(WEEK)
    assert row["snapshot"] == "0123456789abcdef"
    assert "load" in row["log"]
    (read,) = history.inputs(place.state, done.run_id).to_dicts()
    assert (read["sha256"], read["age_days"], read["newest"]) == ("f0", 2, date(2026, 6, 28))
    assert history.pages(place.state, done.run_id)["state"].to_list() == ["ok", "ok"]
    steps = dict(history.steps(place.state, done.run_id).select("step", "seconds").rows())
    assert steps == {"load": 0.5, "notebook funnel": 0.25, "notebook wins": 0.25}


def test_each_language_has_its_folder_and_one_run_its_number(place: Any, go: Call) -> None:
    done = go(place, languages=("en", "es"))
    assert [each.parent.name for each in done.indexes] == ["2026-W27", "2026-W27-es"]
    assert last(place)["folders"] == [WEEK, f"{WEEK}-es"]
    assert history.pages(place.state, done.run_id).height == 4


FAULTS = [
    (MISSING, 2, False, "there is no such file"),
    (Busy("another run is writing this"), 2, True, "another run"),
    (OSError(errno.ENOSPC, "No space left on device", "reports/x"), 2, True, "the disk is full"),
    (OSError(errno.EROFS, "Read-only file system", "reports"), 2, True, "can only be read"),
    (ValueError("Ana Araya wrote to ana@aurora.example"), 3, False, "ValueError: Ana Araya"),
]


@pytest.mark.parametrize(("error", "code", "is_passing", "said"), FAULTS)
def test_what_goes_wrong_is_an_outcome_and_is_written_down(
    place: Any, go: Call, runner: Any, error: Exception, code: int, is_passing: bool, said: str
) -> None:
    runner.error = error
    done = go(place)
    assert (done.exit_code, done.is_passing, done.indexes) == (code, is_passing, ())
    assert said in done.messages[0]
    row = last(place)
    assert (row["state"], row["exit_code"]) == ("failed", code)
    assert said in row["message"]
    assert "ana@aurora.example" not in row["message"] + row["log"]


def test_an_interrupted_run_is_written_down_and_goes_on_up(
    place: Any, go: Call, runner: Any
) -> None:
    runner.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        go(place)
    assert last(place)["state"] == "stopped"
    assert not list((place.state / "running").iterdir())


def test_a_failed_notebook_and_a_critical_check(place: Any, go: Call, runner: Any) -> None:
    runner.failed = ["wins"]
    done = go(place)
    assert (done.exit_code, last(place)["state"]) == (3, "failed")
    assert history.pages(place.state, done.run_id)["message"].to_list() == [
        "",
        "cell 4: ValueError",
    ]
    runner.failed, runner.blocked = [], {"n_won": "No touch is exported twice."}
    assert go(place).exit_code == 1
    assert last(place)["state"] == "blocked"


def test_the_second_language_that_fails_leaves_the_first_one(
    place: Any, clock: Any, runner: Any
) -> None:
    def one(workspace: Any, request: Request, language: str, say: Any) -> Any:
        runner.error = MISSING if language == "es" else None
        return runner(workspace, request, language, say)

    request = Request(date(2026, 6, 30), languages=("en", "es"))
    done = carry_out(place, request, now=clock, runner=one)
    assert done.exit_code == 2
    assert [each.parent.name for each in done.indexes] == ["2026-W27"]
    assert "alarm" not in html(place, "2026-W27/index.html")
    assert "no such file" in html(place, "2026-W27-es/index.html")
    states = history.pages(place.state, done.run_id).select("language", "state").unique()
    assert sorted(states.rows()) == [("en", "ok"), ("es", "not made")]


def test_a_broken_history_stops_no_run_and_is_said(place: Any, go: Call) -> None:
    history.path_of(place.state).parent.mkdir(exist_ok=True)
    history.path_of(place.state).write_bytes(b"no database at all" * 100)
    done = go(place)
    assert done.exit_code == 0
    assert "it is kept as history.damaged-1.sqlite, and a new one is begun" in done.messages[0]
    assert last(place)["run_id"] == done.run_id == 1


def test_a_history_that_cannot_be_written_stops_no_run(
    place: Any, go: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(history, "begin", full)
    done = go(place)
    assert (done.exit_code, done.run_id) == (0, 0)
    assert done.messages == ["the history of runs could not be written: database or disk is full"]
    assert (place.root / WEEK / "index.html").is_file()


def test_old_runs_leave_by_the_settings_and_pages_only_where_it_says_so(
    make: Call, go: Call, clock: Any
) -> None:
    place = make("[history]\nkeep_runs = 2\nkeep_pages = 2")
    for week in range(4):
        assert go(place, as_of=date(2026, 6, 1) + timedelta(weeks=week)).exit_code == 0
    assert history.runs(place.state)["run_id"].to_list() == [4, 3]
    assert {path.name for path in (place.root / "reports").glob("2026-*")} == {
        "2026-W25",
        "2026-W26",
    }


def test_pages_of_the_last_good_run_stay(make: Call, go: Call, runner: Any) -> None:
    place = make("[history]\nkeep_pages = 1")
    go(place, as_of=date(2026, 6, 1))
    runner.failed = ["wins"]
    for day in (8, 15):
        go(place, as_of=date(2026, 6, day))
    there = {path.name for path in (place.root / "reports").glob("2026-*")}
    assert there == {"2026-W23", "2026-W25"}


def test_parameters_and_messages_hold_no_mailbox(place: Any, go: Call, runner: Any) -> None:
    runner.error = BadParameter("no lead ana@aurora.example with +56 2 2345 0101")
    go(place, given={"lead": "ana@aurora.example"})
    content = history.path_of(place.state).read_bytes()
    wal = Path(f"{history.path_of(place.state)}-wal")
    content += wal.read_bytes() if wal.exists() else b""
    assert b"aurora" not in content
    assert b"2345" not in content


def test_a_wrong_word_by_hand_spoils_no_page(place: Any, go: Call, runner: Any) -> None:
    go(place)
    before = html(place, "2026-W27/index.html")
    runner.error = UnknownName("report", "funel", ["funnel"])
    assert go(place, reports=("funel",)).exit_code == 2
    assert html(place, "2026-W27/index.html") == before
    assert "alarm" not in html(place).split("</style>")[1]
    go(place, reports=("funel",), trigger="schedule", job="monday")
    assert "no report named &#39;funel&#39;" in html(place)
