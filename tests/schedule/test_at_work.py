"""A scheduler at work, with APScheduler's own store and a clock that the test sets."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.schedule.conftest import HEAD, MONDAY, Clock, job, ran

from revops import history
from revops.schedule.at_work import Serving
from revops.schedule.jobs import Timed, named
from revops.schedule.stopping import Stopping
from revops.schedule.store import FILE, DueTrigger, opened
from revops.workspace import Workspace, open_workspace

Jobs = Callable[..., Workspace]
Start = Callable[..., "Seen"]


class Seen:
    """A scheduler and what it did: each run takes a minute and is written down."""

    def __init__(self, workspace: Workspace, clock: Clock, stack: ExitStack) -> None:
        self.clock, self.told, self.ran = clock, [], []
        self.state, self.code = "ok", 0
        self.stack = ExitStack()
        stack.push(self.stack)
        scheduler = self.stack.enter_context(opened(workspace.state, self.told.append))
        self.serving = Serving(workspace, scheduler, self.told.append, run=self.run, now=clock)

    def run(self, each: Timed, due_at: datetime) -> int:
        self.ran.append((each.name, due_at))
        if self.state:
            ran(self.serving.workspace, each.name, self.clock(), due_at=due_at, state=self.state)
        self.clock.go_on(minutes=1)
        return self.code

    def until(self, end: datetime, **step: float) -> list[tuple[str, datetime]]:
        """Look again and again until a moment; give the runs since the last call."""
        before = len(self.ran)
        while self.clock() < end:
            while self.serving.look() == 0:
                self.serving.step()
            self.clock.go_on(**(step or {"minutes": 5}))
        return self.ran[before:]

    def end(self) -> None:
        self.stack.close()


@pytest.fixture
def start(clock: Clock) -> Iterator[Start]:
    with ExitStack() as stack:
        yield lambda workspace: Seen(workspace, clock, stack)


def santiago(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}-04:00").astimezone(UTC)


def test_a_job_runs_when_it_is_due_and_once(with_jobs: Jobs, clock: Clock, start: Start) -> None:
    seen = start(with_jobs())
    clock.moment = santiago("06-30T08:00")
    found = seen.until(santiago("07-14T08:00"), minutes=30)
    dues = [("monday", santiago("07-06T07:00")), ("monday", santiago("07-13T07:00"))]
    assert found == dues
    assert "monday: all well (exit code 0); next due Mon 2026-07-13 07:00 -04:00" in seen.told


def test_what_was_missed_is_made_once(with_jobs: Jobs, clock: Clock, start: Start) -> None:
    workspace = with_jobs(MONDAY + job("hourly", "0 * * * *"))
    start(workspace).end()
    clock.moment = santiago("07-29T07:30")
    seen = start(workspace)
    found = seen.until(santiago("07-29T07:45"))
    assert found == [("monday", santiago("07-27T07:00")), ("hourly", santiago("07-29T07:00"))]
    assert "monday: the run due Mon 2026-07-27 07:00 -04:00 did not start; it is made now" in (
        seen.told
    )
    assert history.missed(workspace.state).is_empty()


def test_what_the_store_forgot_is_made_all_the_same(
    with_jobs: Jobs, clock: Clock, start: Start
) -> None:
    """The scheduler died between noting the next moment and beginning the run."""
    workspace = with_jobs()
    seen = start(workspace)
    clock.moment = santiago("07-06T07:00")
    seen.serving.look()
    seen.end()
    clock.go_on(minutes=2)
    assert start(workspace).until(clock() + timedelta(minutes=1)) == [
        ("monday", santiago("07-06T07:00"))
    ]


def test_a_run_that_was_cut_off_is_made_again_once(
    with_jobs: Jobs, clock: Clock, start: Start
) -> None:
    workspace = with_jobs()
    seen = start(workspace)
    clock.moment = santiago("07-06T07:00")
    seen.state, seen.code = "stopped", -9
    due = ("monday", santiago("07-06T07:00"))
    for wanted in ([due], [due], []):
        assert seen.until(clock() + timedelta(minutes=2)) == wanted
        seen.end()
        seen = start(workspace)
        seen.state, seen.code = "stopped", -9


@pytest.mark.parametrize(
    ("zone", "cron", "begin", "days"),
    [
        ("Europe/Madrid", "30 2 * * *", datetime(2026, 3, 27, 12, tzinfo=UTC), 4),
        ("Europe/Madrid", "30 2 * * *", datetime(2026, 10, 23, 12, tzinfo=UTC), 4),
        ("America/Santiago", "30 23 * * *", datetime(2026, 4, 3, 12, tzinfo=UTC), 4),
        ("America/Santiago", "15 0 * * *", datetime(2026, 9, 4, 12, tzinfo=UTC), 4),
        ("America/Sao_Paulo", "15 0 * * *", datetime(2026, 10, 30, 12, tzinfo=UTC), 4),
    ],
)
def test_a_night_of_a_clock_change_has_one_run(
    with_jobs: Jobs, clock: Clock, start: Start, zone: str, cron: str, begin: datetime, days: int
) -> None:
    clock.moment = begin
    seen = start(with_jobs(job("nightly", cron, zone)))
    found = seen.until(begin + timedelta(days=days))
    timed = named(seen.serving.workspace, "nightly")
    assert len({timed.local(due).date() for _, due in found}) == len(found) == days


def test_a_clock_set_back_makes_nothing_twice(with_jobs: Jobs, clock: Clock, start: Start) -> None:
    seen = start(with_jobs())
    clock.moment = santiago("07-06T06:58")
    assert len(seen.until(santiago("07-06T07:05"), minutes=1)) == 1
    clock.moment = santiago("07-06T06:00")
    assert seen.until(santiago("07-06T07:10"), minutes=1) == []
    assert "the clock was set back; a run that was made is not made a second time" in seen.told
    assert any("was made already (run 1)" in line for line in seen.told)
    assert seen.until(santiago("07-13T07:05")) == [("monday", santiago("07-13T07:00"))]


def test_a_clock_that_was_years_ahead_silences_no_job(
    with_jobs: Jobs, clock: Clock, start: Start
) -> None:
    workspace = with_jobs()
    clock.moment = datetime(2030, 1, 1, tzinfo=UTC)
    seen = start(workspace)
    seen.until(datetime(2030, 1, 8, tzinfo=UTC), hours=1)
    seen.end()
    clock.moment = santiago("07-01T12:00")
    seen = start(workspace)
    assert any("was set for later than it is due" in line for line in seen.told)
    assert seen.until(santiago("07-06T07:05")) == [("monday", santiago("07-06T07:00"))]


def test_jobs_are_brought_in_line_with_the_settings(
    with_jobs: Jobs, clock: Clock, start: Start
) -> None:
    start(with_jobs(MONDAY + job("noon", "0 12 * * *") + job("night", "0 3 * * *"))).end()
    clock.moment = santiago("07-01T01:00")
    seen = start(with_jobs(job("monday", "0 9 * * 3") + job("night", "0 3 * * *")))
    assert "noon: is no longer in revops.toml, and no longer served" in seen.told
    assert "monday: was changed; it is next due Wed 2026-07-01 09:00 -04:00" in seen.told
    found = seen.until(santiago("07-01T10:00"))
    assert [name for name, _ in found] == ["night", "monday"]


def test_settings_that_change_meanwhile_are_taken_over(
    with_jobs: Jobs, clock: Clock, start: Start
) -> None:
    seen = start(with_jobs())
    clock.moment = santiago("07-01T01:00")
    seen.until(clock() + timedelta(minutes=5))
    path = seen.serving.workspace.root / "revops.toml"
    path.write_text(HEAD + job("monday", "0 99 * * 3"), "utf-8")
    seen.until(clock() + timedelta(minutes=5))
    assert any("is not taken over: revops.toml has 1 problem" in line for line in seen.told)
    path.write_text(HEAD + job("monday", "0 9 * * 3"), "utf-8")
    assert seen.until(santiago("07-01T10:00")) == [("monday", santiago("07-01T09:00"))]


def test_jobs_due_together_run_one_after_the_other(
    with_jobs: Jobs, clock: Clock, start: Start
) -> None:
    seen = start(with_jobs(job("b", "0 7 * * *") + job("a", "0 7 * * *") + job("c", "1 7 * * *")))
    found = seen.until(santiago("07-01T07:10"), minutes=1)
    assert [name for name, _ in found] == ["a", "b", "c"]


def test_a_run_that_left_no_word_is_shown(with_jobs: Jobs, clock: Clock, start: Start) -> None:
    workspace = with_jobs()
    seen = start(workspace)
    seen.state, seen.code = "", 2
    seen.until(santiago("07-06T07:05"))
    assert "monday: could not run (exit code 2); next due Mon 2026-07-13 07:00 -04:00" in seen.told
    assert history.missed(workspace.state)["due_at"].to_list() == [santiago("07-06T07:00")]
    assert "monday" in (workspace.reports / "index.html").read_text("utf-8")


def test_a_damaged_store_is_kept_aside(with_jobs: Jobs, clock: Clock, start: Start) -> None:
    workspace = with_jobs()
    workspace.state.mkdir()
    (workspace.state / FILE).write_bytes(b"no database" * 500)
    seen = start(workspace)
    assert "schedule.sqlite was damaged: it is kept as schedule.damaged, and a new one begun" in (
        seen.told
    )
    assert len(seen.until(santiago("07-06T07:05"))) == 1


def test_a_fault_ends_nothing(with_jobs: Jobs, clock: Clock, start: Start) -> None:
    seen, stopping, failures = start(with_jobs()), Stopping(), []
    clock.moment = santiago("07-06T07:00")

    def run(each: Timed, due_at: datetime) -> int:
        failures.append(due_at)
        if len(failures) == 3:
            stopping.ask()
            return seen.run(each, due_at)
        raise OSError("no space left")

    seen.serving.run = run
    stopping.wait = lambda _: stopping.is_asked  # type: ignore[method-assign]
    seen.serving.go_on(stopping)
    assert failures == [santiago("07-06T07:00")] * 3
    assert seen.told.count("this goes on, but: OSError: no space left") == 1
    assert seen.serving.due == {}


def test_the_store_is_for_its_owner_alone(with_jobs: Jobs, clock: Clock, start: Start) -> None:
    workspace = with_jobs()
    start(workspace)
    assert (workspace.state / FILE).stat().st_mode & 0o077 == 0
    assert open_workspace(workspace.root).settings.schedule.jobs
    assert Path(workspace.state / "jobs.json").is_file()


def test_a_year_of_missed_minutes_is_one_moment() -> None:
    now = datetime(2026, 6, 30, 12, 0, 30, tzinfo=UTC)
    trigger = DueTrigger("* * * * *", "UTC")
    assert trigger.get_next_fire_time(now - timedelta(days=365), now) == now.replace(second=0)
    assert trigger.get_next_fire_time(now, now) == now.replace(minute=1, second=0)
