"""Which due runs did not start: judged by the history, and by since when a job is known."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.schedule.conftest import Clock, job, ran

from revops import history
from revops.schedule.jobs import named, timed
from revops.schedule.overdue import cut_off, last_runs, made_already, overdue
from revops.schedule.since import FILE, known_since
from revops.workspace import Workspace

#: Monday, 29 June 2026, seven o'clock in Santiago.
DUE = datetime(2026, 6, 29, 11, tzinfo=UTC)
NOW = DUE + timedelta(hours=2)
LONG_AGO = {"monday": DUE - timedelta(days=30)}
Jobs = Callable[..., Workspace]


def missed(workspace: Workspace, now: datetime = NOW, **more: timedelta) -> list[str]:
    runs = history.runs(workspace.state)
    found = overdue(timed(workspace), runs, now, since=LONG_AGO, **more)
    assert all(each.due_at == DUE for each in found)
    return [each.timed.name for each in found]


def test_a_due_run_without_a_row_did_not_start(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    assert missed(workspace) == ["monday"]
    ran(workspace, "monday", DUE - timedelta(days=7), due_at=DUE - timedelta(days=7))
    ran(workspace, "tuesday", DUE, due_at=DUE)
    assert missed(workspace) == ["monday"]


def test_a_run_for_it_or_after_it_answers_for_it(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    ran(workspace, "monday", DUE + timedelta(minutes=50), state="failed")
    assert missed(workspace) == []


def test_a_run_of_a_clock_that_was_wrong_answers_for_nothing(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    ran(workspace, "monday", DUE + timedelta(days=900))
    assert missed(workspace) == ["monday"]


def test_it_may_begin_a_little_late(with_jobs: Jobs) -> None:
    workspace, grace = with_jobs(), timedelta(minutes=15)
    ran(workspace, "monday", DUE - timedelta(days=7), due_at=DUE - timedelta(days=7))
    assert missed(workspace, DUE + timedelta(minutes=14), grace=grace) == []
    assert missed(workspace, DUE + timedelta(minutes=15), grace=grace) == ["monday"]


def test_a_job_that_is_new_has_missed_nothing(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    jobs, runs = timed(workspace), history.runs(workspace.state)
    assert overdue(jobs, runs, NOW, since=known_since(workspace.state, jobs, NOW)) == []
    later = NOW + timedelta(days=7)
    since = known_since(workspace.state, jobs, later)
    assert since == {"monday": NOW}
    assert len(overdue(jobs, runs, later, since=since)) == 1


def test_a_changed_job_is_new_and_a_changed_report_is_not(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    known_since(workspace.state, timed(workspace), NOW)
    later = NOW + timedelta(days=7)
    same = timed(with_jobs(job("monday", "0 7 * * 1", more="retries = 1")))
    assert known_since(workspace.state, same, later) == {"monday": NOW}
    changed = timed(with_jobs(job("monday", "0 8 * * 1")))
    assert known_since(workspace.state, changed, later) == {"monday": later}


def test_a_job_seen_in_the_future_is_seen_now(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    jobs = timed(workspace)
    known_since(workspace.state, jobs, NOW + timedelta(days=900))
    assert known_since(workspace.state, jobs, NOW) == {"monday": NOW}


def test_a_damaged_note_is_begun_anew(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    workspace.state.mkdir()
    for text in ("{", '["monday"]', '{"monday": 3}', '{"monday": {"cron": "0 7 * * 1"}}'):
        (workspace.state / FILE).write_text(text, "utf-8")
        assert known_since(workspace.state, timed(workspace), NOW) == {"monday": NOW}


def test_a_run_that_was_cut_off_is_made_once_more(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    jobs = timed(workspace)
    ran(workspace, "monday", DUE, due_at=DUE, state="stopped")
    runs = history.runs(workspace.state)
    assert [each.due_at for each in cut_off(jobs, runs, NOW)] == [DUE]
    assert made_already(runs, "monday", DUE) is None
    ran(workspace, "monday", DUE, due_at=DUE, state="stopped")
    runs = history.runs(workspace.state)
    assert cut_off(jobs, runs, NOW) == []
    assert made_already(runs, "monday", DUE) == 2


def test_a_run_that_was_made_is_found_by_its_due_moment(with_jobs: Jobs, clock: Clock) -> None:
    workspace = with_jobs()
    ran(workspace, "monday", DUE, due_at=DUE)
    ran(workspace, "monday", NOW)
    runs = history.runs(workspace.state)
    assert made_already(runs, "monday", DUE) == 1
    assert made_already(runs, "monday", DUE + timedelta(days=7)) is None
    assert last_runs([named(workspace, "monday")], runs)["monday"]["run_id"] == 2
