"""The history file: what is written is read back, whoever else writes, dies or breaks it."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from revops import history
from revops.errors import UnknownName
from revops.history.schema import RUNS, VERSION

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


def begin(folder: Path, at: datetime = NOON, **row: Any) -> int:
    usual = {"trigger": "hand", "as_of": date(2026, 6, 30), "languages": ("en",), "reports": ()}
    return history.begin(folder, started_at=at, **{**usual, **row})


def done(folder: Path, at: datetime = NOON, state: str = "ok", **row: Any) -> int:
    run_id = begin(folder, at, **row)
    history.finish(folder, run_id, finished_at=at + timedelta(seconds=90), state=state, exit_code=0)
    return run_id


def test_a_run_is_there_while_it_runs_and_whole_when_it_ended(tmp_path: Path) -> None:
    run_id = begin(tmp_path, job="monday", due_at=NOON)
    (row,) = history.runs(tmp_path).to_dicts()
    assert (row["run_id"], row["state"], row["pid"]) == (run_id, "running", os.getpid())
    assert row["seconds"] is None
    inputs = [{"path": "a.csv", "sha256": "f0", "bytes": 3, "newest": date(2026, 6, 29)}]
    history.finish(
        tmp_path,
        run_id,
        finished_at=NOON + timedelta(seconds=90),
        state="blocked",
        exit_code=1,
        oldest_age_days=4,
        folders=["reports/2026-W27"],
        log="one\ntwo",
        inputs=inputs,
        pages=[{"language": "en", "name": "funnel", "state": "ok"}],
        steps=[{"language": "en", "step": "load", "seconds": 0.5}],
        checks=[{"table": "leads", "severity": "critical", "n_failed": 2}],
    )
    (row,) = history.runs(tmp_path).to_dicts()
    assert (row["state"], row["exit_code"], row["seconds"]) == ("blocked", 1, 90)
    assert (row["due_at"], row["started_at"], row["languages"]) == (NOON, NOON, ["en"])
    assert row["log"] == "one\ntwo"
    assert history.inputs(tmp_path, run_id)["newest"].to_list() == [date(2026, 6, 29)]
    assert history.pages(tmp_path, run_id)["name"].to_list() == ["funnel"]
    assert history.steps(tmp_path, run_id)["seconds"].to_list() == [0.5]
    assert history.checks(tmp_path, run_id)["n_failed"].to_list() == [2]
    assert history.runs(tmp_path).schema == RUNS


def test_no_history_is_an_empty_one_and_an_unknown_run_is_refused(tmp_path: Path) -> None:
    assert history.runs(tmp_path / "nowhere").is_empty()
    assert not (tmp_path / "nowhere").exists()
    done(tmp_path)
    with pytest.raises(UnknownName, match=r"no run named '7'.*Known: 1"):
        history.one(tmp_path, 7)


def test_moments_of_any_zone_are_the_same_moment(tmp_path: Path) -> None:
    from zoneinfo import ZoneInfo

    done(tmp_path, NOON.astimezone(ZoneInfo("America/Santiago")))
    assert history.runs(tmp_path)["started_at"].to_list() == [NOON]


def test_a_column_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="colour"):
        begin(tmp_path, colour="red")
    assert history.runs(tmp_path).is_empty()
    assert not list((tmp_path / "running").iterdir())


BEGUN = """
import sys, time
from datetime import UTC, date, datetime
from pathlib import Path
from revops import history
folder = Path(sys.argv[1])
at = datetime(2026, 6, 30, 12, tzinfo=UTC)
history.begin(folder, started_at=at, trigger="schedule", job="monday", as_of=date(2026, 6, 30),
              languages=("en",), reports=())
print("begun", flush=True)
time.sleep(60)
"""


def test_a_killed_run_is_stopped_and_written_down_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(BEGUN), str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    assert history.runs(tmp_path)["state"].to_list() == ["running"]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    (row,) = history.runs(tmp_path).to_dicts()
    assert row["state"] == "stopped"
    assert "killed" in row["message"]
    assert history.settle(tmp_path)["run_id"].to_list() == [1]
    assert history.settle(tmp_path).is_empty()
    assert history.runs(tmp_path)["state"].to_list() == ["stopped"]
    assert not list((tmp_path / "running").iterdir())


def _write_many(folder: Path, n: int) -> None:
    for _ in range(n):
        done(folder)


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_write_many, args=(tmp_path, 15)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    found = history.runs(tmp_path)
    assert [each.exitcode for each in both] == [0, 0]
    assert sorted(found["run_id"].to_list()) == list(range(1, 31))
    assert set(found["state"]) == {"ok"}


@pytest.mark.parametrize("content", [b"this is no database, but it is long enough to be read" * 40])
def test_a_damaged_file_is_set_aside_by_name(tmp_path: Path, content: bytes) -> None:
    for n in (1, 2):
        history.path_of(tmp_path).write_bytes(content)
        with pytest.raises(history.HistoryUnusable, match="is damaged"):
            history.runs(tmp_path)
        told: list[str] = []
        history.saved(tmp_path, told.append)
        assert f"it is kept as history.damaged-{n}.sqlite" in told[0]
        assert (tmp_path / f"history.damaged-{n}.sqlite").read_bytes() == content
        assert done(tmp_path) == 1


def test_a_file_torn_in_its_middle_is_set_aside(tmp_path: Path) -> None:
    for _ in range(40):
        done(tmp_path, job="x" * 500)
    path = history.path_of(tmp_path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 4] = os.urandom(4096 * 3)
    path.write_bytes(content)
    told: list[str] = []
    history.saved(tmp_path, told.append)
    assert len(told) == 1
    assert done(tmp_path) == 1


def test_a_file_of_a_newer_version_is_not_touched_but_renamed(tmp_path: Path) -> None:
    done(tmp_path)
    with sqlite3.connect(history.path_of(tmp_path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(history.HistoryUnusable, match=f"format {VERSION + 1}, this one knows"):
        history.runs(tmp_path)
    told: list[str] = []
    history.saved(tmp_path, told.append)
    assert "newer version of revops" in told[0]
    with sqlite3.connect(tmp_path / "history.newer-1.sqlite") as connection:
        assert connection.execute("SELECT COUNT(*) FROM runs").fetchone() == (1,)
    connection.close()


def test_old_runs_leave_but_never_the_last_good_one_nor_one_that_runs(tmp_path: Path) -> None:
    good = done(tmp_path, NOON - timedelta(days=300), job="monday")
    running = begin(tmp_path, NOON - timedelta(days=290), job="slow")
    late = done(tmp_path, NOON - timedelta(days=200), job="monday", state="failed")
    failed = done(tmp_path, NOON - timedelta(days=100), job="monday", state="failed")
    many = [done(tmp_path, NOON) for _ in range(5)]
    gone = history.forget_old(tmp_path, keep_runs=3, keep_days=30, now=NOON)
    left = history.runs(tmp_path)["run_id"].to_list()
    assert left == [*reversed(many[2:]), failed, running, good]
    assert gone == 3
    assert late not in left
    assert history.pages(tmp_path, late).is_empty()
    assert done(tmp_path) == many[-1] + 1  # a number is given once
    history.finish(tmp_path, running, finished_at=NOON, state="ok", exit_code=0)


def test_what_was_missed_stands_until_the_job_runs(tmp_path: Path) -> None:
    due = [("monday", NOON), ("daily", NOON)]
    assert history.miss(tmp_path, due, found_at=NOON) == due
    assert history.miss(tmp_path, due, found_at=NOON + timedelta(hours=1)) == []
    done(tmp_path, NOON - timedelta(hours=2), job="monday")
    assert history.missed(tmp_path).height == 2  # that run was before
    done(tmp_path, NOON + timedelta(hours=2), job="monday", due_at=NOON)
    assert history.missed(tmp_path)["job"].to_list() == ["daily"]


def test_the_file_is_written_ahead_where_that_can_be(tmp_path: Path) -> None:
    done(tmp_path)
    with sqlite3.connect(history.path_of(tmp_path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_reading_while_another_process_writes_does_not_wait(tmp_path: Path) -> None:
    done(tmp_path)
    with sqlite3.connect(history.path_of(tmp_path), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE runs SET message = 'half'")
        before = time.monotonic()
        assert history.runs(tmp_path)["message"].to_list() == [None]
        assert time.monotonic() - before < 5
        other.execute("ROLLBACK")
    other.close()


def test_a_history_that_cannot_be_opened_is_said_with_its_place(tmp_path: Path) -> None:
    history.path_of(tmp_path / ".revops").mkdir(parents=True)
    with pytest.raises(history.HistoryUnreachable, match=r"the history .revops/history.sqlite"):
        begin(tmp_path / ".revops")
    assert not list((tmp_path / ".revops" / "running").iterdir())
