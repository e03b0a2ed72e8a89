"""The commands of `revops schedule`: what they print, and the exit codes that monitors read."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.schedule.conftest import HEAD, MONDAY, Clock, job, ran

from revops import history
from revops.errors import Busy
from revops.schedule import clock as schedule_clock
from revops.schedule.jobs import named
from revops.workspace import Workspace

Jobs = Callable[..., Workspace]
Call = Callable[..., Result]


@pytest.fixture(autouse=True)
def _one_clock(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule_clock, "now", clock)


def test_show_tells_what_when_and_how_it_went(with_jobs: Jobs, revops: Call, clock: Clock) -> None:
    more = 'reports = ["weekly_review"]\nlanguages = ["es"]\nparameters = { week = "last" }'
    workspace = with_jobs(job("monday", "0 7 * * 1", more=more + "\ndeliver = true"))
    ran(workspace, "monday", clock() - timedelta(days=1), state="blocked")
    done = revops("schedule", "show", "-n", "2", "--workspace", workspace.root)
    assert done.output.splitlines() == [
        "monday  0 7 * * 1",
        "  makes: weekly_review; in es; week = last; delivered",
        "  next: Mon 2026-07-06 07:00 -04:00 (America/Santiago)",
        "  next: Mon 2026-07-13 07:00 -04:00 (America/Santiago)",
        "  last: run 1 of Mon 2026-06-29 08:00 -04:00: blocked",
    ]


def test_a_workspace_without_jobs_is_shown_one(with_jobs: Jobs, revops: Call) -> None:
    done = revops("schedule", "show", "--workspace", with_jobs("").root)
    assert done.exit_code == 2
    assert "[[schedule.jobs]]" in done.output


def test_parameters_that_no_report_takes_are_refused_for_all_jobs(
    with_jobs: Jobs, revops: Call
) -> None:
    jobs = job("a", "0 7 * * 1", more='reports = ["funnel"]\nparameters = { week = "last" }')
    jobs += job("b", "0 7 * * 1", more='parameters = { wek = "last" }')
    jobs += job("c", "0 7 * * 1", more='parameters = { week = "2026-W99" }')
    jobs += job("d", "0 7 * * 1", more='parameters = { week = "last" }')
    done = revops("schedule", "show", "--workspace", with_jobs(jobs).root)
    assert done.exit_code == 2
    assert "the job 'a':" in done.output
    assert "Did you mean 'week'?" in done.output
    assert "it takes an ISO week such as 2026-W46, or last" in done.output
    assert "the job 'd'" not in done.output


def check(revops: Call, workspace: Workspace) -> tuple[int, list[str]]:
    done = revops("schedule", "check", "--workspace", workspace.root)
    return done.exit_code, done.output.splitlines()


def test_check_tells_a_run_that_did_not_start(with_jobs: Jobs, revops: Call, clock: Clock) -> None:
    workspace = with_jobs(MONDAY + job("daily", "0 6 * * *"))
    assert check(revops, workspace) == (0, ["monday: has not run yet", "daily: has not run yet"])
    clock.go_on(days=7)
    due = named(workspace, "daily").last_due(clock())
    ran(workspace, "daily", due, due_at=due)
    fact = "monday: the run due Mon 2026-07-06 07:00 -04:00 did not start"
    assert check(revops, workspace) == (
        3,
        [fact, "daily: run 1 of Tue 2026-07-07 06:00 -04:00: ok"],
    )
    assert history.missed(workspace.state)["job"].to_list() == ["monday"]
    assert "monday" in (workspace.reports / "index.html").read_text("utf-8")
    ran(workspace, "monday", clock())
    assert check(revops, workspace)[0] == 0


@pytest.mark.parametrize(
    ("state", "code"), [("ok", 0), ("running", 0), ("blocked", 1), ("failed", 3), ("stopped", 3)]
)
def test_check_tells_how_the_last_run_went(
    with_jobs: Jobs, revops: Call, clock: Clock, state: str, code: int
) -> None:
    workspace = with_jobs()
    ran(workspace, "monday", clock() - timedelta(days=8), state="failed")
    ran(workspace, "monday", clock() - timedelta(days=1), state=state)
    assert check(revops, workspace)[0] == code


def test_check_gives_a_late_run_its_grace(with_jobs: Jobs, revops: Call, clock: Clock) -> None:
    workspace = with_jobs("[schedule]\ngrace_minutes = 30\n" + job("daily", "0 12 * * *", "UTC"))
    clock.go_on(hours=-1)
    assert check(revops, workspace)[0] == 0
    clock.go_on(hours=1, minutes=29)
    assert check(revops, workspace)[0] == 0
    clock.go_on(minutes=1)
    assert check(revops, workspace)[0] == 3


def test_once_answers_for_the_due_moment_and_ends_as_the_run_does(
    with_jobs: Jobs, revops: Call, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = with_jobs(job("daily", "0 12 * * *", "UTC", "retries = 0"))
    clock.go_on(hours=-1)
    revops("schedule", "show", "--workspace", workspace.root)
    clock.go_on(hours=1, seconds=4)

    def busy(*_: Any) -> Any:
        raise Busy("another run is writing this workspace's reports")

    monkeypatch.setattr("revops.runs.carry_out.with_report", busy)
    done = revops("schedule", "once", "daily", "--workspace", workspace.root)
    assert done.exit_code == 2
    assert "revops: another run is writing this workspace's reports" in done.output
    row = history.runs(workspace.state).row(0, named=True)
    assert (row["job"], row["trigger"], row["state"]) == ("daily", "schedule", "failed")
    assert row["due_at"] == named(workspace, "daily").last_due(clock())


@pytest.mark.parametrize("wrong", ["soon", "2026-06-29T07:00:00", "2026-06-29"])
def test_a_due_moment_has_a_zone(with_jobs: Jobs, revops: Call, wrong: str) -> None:
    done = revops("schedule", "once", "monday", "--due-at", wrong, "-w", with_jobs().root)
    assert (done.exit_code, wrong in done.output) == (2, True)


def test_an_unknown_job_is_refused_with_the_nearest(with_jobs: Jobs, revops: Call) -> None:
    for words in (("once", "munday"), ("export", "cron", "munday")):
        done = revops("schedule", *words, "--workspace", with_jobs().root)
        assert done.exit_code == 2
        assert "Did you mean 'monday'?" in done.output


@pytest.mark.parametrize(
    ("scheduler", "names"),
    [
        ("cron", ["revops.cron"]),
        ("systemd", ["revops-monday.service", "revops-monday.timer"]),
        ("task-scheduler", ["revops-monday.xml"]),
        ("github", ["revops-monday.yml"]),
    ],
)
def test_export_prints_or_writes(
    with_jobs: Jobs, revops: Call, tmp_path: Path, scheduler: str, names: list[str]
) -> None:
    root, out = with_jobs().root, tmp_path / "out"
    shown = revops("schedule", "export", scheduler, "--workspace", root)
    assert shown.exit_code == 0
    assert "schedule once" in shown.output.replace('" "', " ")
    done = revops("schedule", "export", scheduler, "monday", "--out", out, "--workspace", root)
    assert [Path(line).name for line in done.output.splitlines()] == names
    assert sorted(path.name for path in out.iterdir()) == sorted(names)


def test_a_workspace_that_cannot_be_written_can_be_checked(
    with_jobs: Jobs, revops: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The monitor's user has no right to write."""
    workspace = with_jobs(head=HEAD)

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError("read-only")

    monkeypatch.setattr("revops.schedule.since._write", refuse)
    assert check(revops, workspace)[0] == 0
