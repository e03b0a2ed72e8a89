"""Run one job now, whoever asks: history, retries and delivery are the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from revops import history
from revops.runs import Outcome, Request
from revops.schedule.clock import now as clock
from revops.schedule.jobs import Timed, as_texts, day_of_run
from revops.schedule.overdue import overdue
from revops.schedule.since import known_since
from revops.schedule.stopping import Stopping
from revops.workspace import Workspace

Tell = Callable[[str], None]
_LONGEST = timedelta(hours=12)


def due_now(workspace: Workspace, timed: Timed, now: datetime) -> datetime | None:
    """Give the due moment that a run begun now answers for, None where none is open."""
    since = known_since(workspace.state, [timed], now)
    missed = overdue([timed], history.runs(workspace.state), now, since=since)
    return missed[0].due_at if missed else None


def request_of(
    workspace: Workspace, timed: Timed, due_at: datetime | None, now: datetime
) -> Request:
    """Say what a job asks for, now."""
    job = timed.job
    return Request(
        as_of=day_of_run(workspace, due_at, now),
        languages=tuple(job.languages),
        reports=tuple(job.reports),
        given=as_texts(job.parameters),
        trigger="schedule",
        job=job.name,
        due_at=due_at,
        deliver=job.deliver,
    )


def back_off(timed: Timed) -> list[float]:
    """Give the seconds to wait before each further try: twice as long each time, 12 hours at most.

    >>> from revops.workspace.jobs import Job
    >>> job = Job(name="monday", cron="0 7 * * 1", retries=3, retry_minutes=5)
    >>> back_off(Timed(job, "UTC"))
    [300.0, 600.0, 1200.0]
    """
    first, longest = timed.job.retry_minutes * 60, _LONGEST.total_seconds()
    return [min(first * 2**n, longest) for n in range(timed.job.retries)]


def once(
    workspace: Workspace,
    timed: Timed,
    due_at: datetime | None,
    *,
    carry: Callable[..., Outcome],
    stopping: Stopping,
    tell: Tell,
    say: Tell = lambda _: None,
    now: Callable[[], datetime] = clock,
) -> Outcome:
    """Carry a job out; a passing fault is tried again, nothing else is.

    `carry` is `revops.runs.carry_out`; `tell` is told what a person should know, `say` each step.
    """
    request = request_of(workspace, timed, due_at, now())
    waits = back_off(timed)
    for n, seconds in enumerate([*waits, 0.0], 1):
        attempt = replace(request, is_last_try=n > len(waits))
        outcome = carry(workspace, attempt, now=now, say=stopping.checked(say))
        if not (outcome.exit_code and outcome.is_passing) or n > len(waits):
            break
        why = "; ".join(outcome.messages)
        tell(f"{timed.name}: {why}. Trying again in {seconds / 60:g} minutes ({n} of {len(waits)})")
        if stopping.wait(seconds):
            break
    return outcome
