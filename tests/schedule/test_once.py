"""One run of a job: what it asks for, as of which day, and what is tried again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.schedule.conftest import HEAD, Clock, job, ran

from revops.runs import Outcome, Request
from revops.schedule.jobs import named
from revops.schedule.once import due_now, once
from revops.schedule.stopping import Stopped, Stopping
from revops.workspace import Workspace

DUE = datetime(2026, 6, 29, 11, tzinfo=UTC)
GOOD = Outcome(1, 0, (Path("index.html"),), [])
BUSY = Outcome(1, 2, (), ["another run is writing"], is_passing=True)
CHECK = Outcome(1, 1, (), ["blocked"])
NOTEBOOK = Outcome(1, 3, (), ["a report failed"])
Jobs = Callable[..., Workspace]


class Naps(Stopping):
    """Waiting takes no time."""

    def __init__(self, ask_at: int = 99) -> None:
        super().__init__()
        self.naps: list[float] = []
        self.ask_at = ask_at

    def wait(self, seconds: float) -> bool:
        self.naps.append(seconds)
        if len(self.naps) == self.ask_at:
            self.ask()
        return self.is_asked


def carried(
    workspace: Workspace, outcomes: list[Outcome], now: datetime = DUE, ask_at: int = 99
) -> tuple[Outcome, list[Request], list[float], list[str]]:
    asked: list[Request] = []
    told: list[str] = []
    naps = Naps(ask_at)

    def carry(_: Workspace, request: Request, **__: Any) -> Outcome:
        asked.append(request)
        return outcomes[len(asked) - 1]

    timed = named(workspace, "monday")
    found = once(
        workspace, timed, DUE, carry=carry, stopping=naps, tell=told.append, now=lambda: now
    )
    return found, asked, naps.naps, told


def test_a_job_asks_for_what_it_says(with_jobs: Jobs) -> None:
    more = (
        'reports = ["weekly_review"]\nlanguages = ["en", "es"]\ndeliver = true\n'
        'parameters = { week = "last", recent_days = 14 }'
    )
    _, (request,), _, _ = carried(with_jobs(job("monday", "0 7 * * 1", more=more)), [GOOD])
    assert request == Request(
        as_of=date(2026, 6, 29),
        languages=("en", "es"),
        reports=("weekly_review",),
        given={"week": "last", "recent_days": "14"},
        trigger="schedule",
        job="monday",
        due_at=DUE,
        deliver=True,
        is_last_try=False,
    )


@pytest.mark.parametrize("outcome", [GOOD, CHECK, NOTEBOOK, Outcome(1, 2, (), ["bad settings"])])
def test_only_a_passing_fault_is_tried_again(with_jobs: Jobs, outcome: Outcome) -> None:
    found, asked, naps, told = carried(with_jobs(), [outcome, GOOD])
    assert (found, len(asked), naps, told) == (outcome, 1, [], [])


def test_a_passing_fault_is_tried_again_after_twice_as_long_each_time(with_jobs: Jobs) -> None:
    found, asked, naps, told = carried(with_jobs(), [BUSY, BUSY, BUSY, BUSY])
    assert found == BUSY
    assert naps == [300, 600, 1200]
    assert [each.is_last_try for each in asked] == [False, False, False, True]
    assert told[0] == "monday: another run is writing. Trying again in 5 minutes (1 of 3)"


def test_it_ends_with_the_first_try_that_goes_well_or_wrong(with_jobs: Jobs) -> None:
    assert carried(with_jobs(), [BUSY, BUSY, NOTEBOOK])[0] == NOTEBOOK
    found, _, naps, _ = carried(
        with_jobs(job("monday", "0 7 * * 1", more="retries = 1\nretry_minutes = 0.5")),
        [BUSY, GOOD],
    )
    assert (found, naps) == (GOOD, [30])


def test_no_retries_is_one_try(with_jobs: Jobs) -> None:
    workspace = with_jobs(job("monday", "0 7 * * 1", more="retries = 0"))
    _, asked, naps, _ = carried(workspace, [BUSY])
    assert (len(asked), naps, asked[0].is_last_try) == (1, [], True)


def test_it_waits_no_longer_once_it_is_asked_to_end(with_jobs: Jobs) -> None:
    found, asked, naps, _ = carried(with_jobs(), [BUSY, BUSY, GOOD], ask_at=2)
    assert (found, len(asked), len(naps)) == (BUSY, 2, 2)


def test_a_run_that_is_asked_to_end_does_at_its_next_step(with_jobs: Jobs) -> None:
    stopping, steps = Stopping(), []

    def carry(_: Workspace, __: Request, *, say: Callable[[str], None], **___: Any) -> Outcome:
        say("load")
        stopping.ask()
        say("check")
        return GOOD

    with pytest.raises(Stopped, match="before the step 'check'"):
        once(
            with_jobs(), named(with_jobs(), "monday"), DUE, carry=carry, stopping=stopping,
            tell=print, say=steps.append,
        )  # fmt: skip
    assert steps == ["load"]


@pytest.mark.parametrize(
    ("head", "now", "day"),
    [
        (HEAD, DUE + timedelta(seconds=3), date(2026, 6, 29)),
        # the 29th in UTC is the 28th in Santiago until four o'clock
        (HEAD, datetime(2026, 6, 30, 2, tzinfo=UTC), date(2026, 6, 29)),
        (HEAD, datetime(2026, 6, 30, 12, tzinfo=UTC), date(2026, 6, 30)),
        (HEAD + "as_of = 2026-01-31\n", DUE, date(2026, 1, 31)),
    ],
)
def test_a_run_is_as_of_the_day_it_runs(
    with_jobs: Jobs, head: str, now: datetime, day: date
) -> None:
    _, (request,), _, _ = carried(with_jobs(head=head), [GOOD], now)
    assert request.as_of == day


def test_a_run_due_just_before_midnight_is_of_that_day(with_jobs: Jobs) -> None:
    workspace = with_jobs(job("monday", "59 23 * * 1"))
    due, timed = datetime(2026, 6, 30, 3, 59, tzinfo=UTC), named(workspace, "monday")
    days = []

    def carry(_: Workspace, request: Request, **__: Any) -> Outcome:
        days.append(request.as_of)
        return GOOD

    for late in (timedelta(minutes=2), timedelta(minutes=16)):
        once(workspace, timed, due, carry=carry, stopping=Stopping(), tell=print,
             now=lambda late=late: due + late)  # fmt: skip
    assert days == [date(2026, 6, 29), date(2026, 6, 30)]


def test_who_calls_it_when_it_is_due_answers_for_the_due_moment(
    with_jobs: Jobs, clock: Clock
) -> None:
    workspace = with_jobs()
    timed = named(workspace, "monday")
    assert due_now(workspace, timed, DUE - timedelta(days=3)) is None
    assert due_now(workspace, timed, DUE + timedelta(seconds=1)) == DUE
    ran(workspace, "monday", DUE, due_at=DUE)
    assert due_now(workspace, timed, DUE + timedelta(hours=1)) is None
