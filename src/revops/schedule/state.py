"""How each job stands: when it is due next, how its last run went, what did not start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from revops import history
from revops.schedule.jobs import Timed, as_texts, some
from revops.schedule.overdue import Missed, last_runs, overdue
from revops.schedule.since import known_since
from revops.workspace import Workspace

BLOCKED, FAILED = 1, 3
Row = Mapping[str, object]


@dataclass(frozen=True)
class State:
    """One job, its last run where there is one, and the run that did not start, if any."""

    timed: Timed
    last: Row | None
    missed: Missed | None

    @property
    def exit_code(self) -> int:
        """Give 0 for a job that is well, 1 where a check blocks a number, 3 for the rest."""
        state = self.last["state"] if self.last else "ok"
        if self.missed or state not in ("ok", "running", "blocked"):
            return FAILED
        return BLOCKED if state == "blocked" else 0

    @property
    def fact(self) -> str:
        """Say what is wrong, or that nothing is."""
        if self.missed:
            return str(self.missed)
        return f"{self.timed.name}: {self._last()}"

    def _last(self) -> str:
        if self.last is None:
            return "has not run yet"
        began = self.last["started_at"]
        when = self.timed.told(began) if isinstance(began, datetime) else ""
        message = str(self.last["message"] or "").partition("\n")[0]
        why = f": {message}" if message and self.last["state"] != "ok" else ""
        return f"run {self.last['run_id']} of {when}: {self.last['state']}{why}"

    def lines(self, now: datetime, n: int) -> list[str]:
        """Tell all of it: what it makes, its next runs, its last one."""
        job, due, told = self.timed.job, now, []
        for _ in range(n):
            due = self.timed.next_due(due)
            told.append(f"  next: {self.timed.told(due)} ({self.timed.zone})")
        last = [f"  last: {self._last()}"]
        missed = [f"  {str(self.missed).partition(': ')[2]}"] if self.missed else []
        return [f"{job.name}  {job.cron}", f"  makes: {_made(self.timed)}", *told, *last, *missed]


def _made(timed: Timed) -> str:
    """Say what a job makes."""
    job = timed.job
    parts = [", ".join(job.reports) or "every report"]
    parts += [f"in {', '.join(job.languages)}"] if job.languages else []
    parts += [f"{name} = {value}" for name, value in as_texts(job.parameters).items()]
    return "; ".join([*parts, *(["delivered"] if job.deliver else [])])


def states(workspace: Workspace, now: datetime) -> Sequence[State]:
    """Give every job's state, in the order of revops.toml."""
    jobs = some(workspace)
    since = known_since(workspace.state, jobs, now)
    runs = history.runs(workspace.state)
    grace = timedelta(minutes=workspace.settings.schedule.grace_minutes)
    missed = {each.timed.name: each for each in overdue(jobs, runs, now, since=since, grace=grace)}
    last = last_runs(jobs, runs)
    return [State(each, last.get(each.name), missed.get(each.name)) for each in jobs]
