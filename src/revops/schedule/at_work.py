"""A scheduler at work: what is due, what was missed, the clock, and changed settings.

Jobs run one after the other. What was due while nobody served is caught up once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from revops import history
from revops.errors import RevopsError
from revops.schedule import alarm
from revops.schedule.clock import now as clock
from revops.schedule.jobs import Timed, timed
from revops.schedule.overdue import Missed, answered_by, cut_off, made_already, overdue
from revops.schedule.since import known_since
from revops.schedule.stopping import STOPPED, Stopping
from revops.schedule.store import Scheduler, bring_in_line
from revops.workspace import Workspace, open_workspace

Tell = Callable[[str], None]
#: How often to look at the clock: a machine that slept does not count its sleep.
LOOK_SECONDS = 20.0
_BACK = timedelta(minutes=1)


class Serving:
    """One scheduler at work: its jobs, what is due, and the clock as it was last seen."""

    def __init__(
        self,
        workspace: Workspace,
        scheduler: Scheduler,
        tell: Tell,
        *,
        run: Callable[[Timed, datetime], int],
        now: Callable[[], datetime] = clock,
    ) -> None:
        self.workspace, self.scheduler, self.tell = workspace, scheduler, tell
        self.run, self.now = run, now
        self.seen_at = now()
        self.due: dict[str, datetime] = {}
        self._file = _stamp(workspace.root)
        self._begin()

    @property
    def jobs(self) -> dict[str, Timed]:
        """The jobs, by name."""
        return {each.name: each for each in timed(self.workspace)}

    def _begin(self) -> None:
        """Bring the store in line with the settings, and catch up what was missed."""
        now, jobs = self.now(), list(self.jobs.values())
        since = known_since(self.workspace.state, jobs, now)
        bring_in_line(self.scheduler, jobs, now, self.tell)
        runs = history.runs(self.workspace.state)
        missed = overdue(jobs, runs, now, since=since)
        alarm.raised(self.workspace, missed, now, self.tell)
        for each in missed:
            self.tell(f"{each}; it is made now")
            self.due[each.timed.name] = each.due_at
        for each in cut_off(jobs, runs, now):
            due = each.timed.told(each.due_at)
            self.tell(f"{each.timed.name}: the run due {due} was cut off; it is made again")
            self.due[each.timed.name] = each.due_at

    def look(self) -> float:
        """Take note of what is due, of the clock and of revops.toml; give the seconds to wait."""
        now = self.now()
        if now < self.seen_at - _BACK:
            self.tell("the clock was set back; a run that was made is not made a second time")
            self._begin()
        elif _stamp(self.workspace.root) != self._file:
            self._reread()
        self.seen_at = now
        seconds = self.scheduler.tick()
        self.due |= self.scheduler.take()
        return 0.0 if self.due else min(seconds, LOOK_SECONDS)

    def _reread(self) -> None:
        """Take changed settings; wrong ones are told, and those before stay in force."""
        self._file = _stamp(self.workspace.root)
        try:
            self.workspace = open_workspace(self.workspace.root)
        except RevopsError as error:
            self.tell(f"revops.toml was changed, and is not taken over: {error}")
            return
        self.tell("revops.toml was changed; its jobs are taken over")
        self._begin()

    def step(self) -> None:
        """Run the job that has been due for longest, if any; it stays due until its run ended."""
        if not self.due:
            return
        name = min(self.due, key=lambda each: (self.due[each], each))
        due_at, each = self.due[name], self.jobs.get(name)
        if each is not None and not self._is_made(each, due_at):
            self.tell(f"{name}: begins; it was due {each.told(due_at)}")
            code = self.run(each, due_at)
            del self.due[name]
            self.tell(_ended(name, code, each.told(each.next_due(self.now()))))
            self._alarm(each, due_at, code)
        self.due.pop(name, None)

    def _is_made(self, each: Timed, due_at: datetime) -> bool:
        """Say whether the run that is due was made already."""
        made = made_already(history.runs(self.workspace.state), each.name, due_at)
        if made is not None:
            self.tell(f"{each.name}: the run due {each.told(due_at)} was made already (run {made})")
        return made is not None

    def _alarm(self, each: Timed, due_at: datetime, code: int) -> None:
        """Raise the alarm for a run that left no word of itself, or was killed."""
        if code in (0, STOPPED):
            return
        runs = history.runs(self.workspace.state)
        begun = answered_by(runs, each.name, due_at)
        missed = [Missed(each, due_at)] if begun.is_empty() else []
        alarm.raised(self.workspace, missed, self.now(), self.tell)

    def go_on(self, stopping: Stopping) -> None:
        """Serve until an end is asked for; a fault (a full disk, say) is told and tried again."""
        told = ""
        while not stopping.is_asked:
            try:
                if not stopping.wait(self.look()):
                    self.step()
                told = ""
            except Exception as error:
                fact = f"{type(error).__name__}: {error}"
                if fact != told:
                    self.tell(f"this goes on, but: {fact}")
                told = fact
                stopping.wait(LOOK_SECONDS)


def _ended(name: str, code: int, next_due: str) -> str:
    """Say how a run ended."""
    how = {0: "all well", 1: "a critical check blocks a number", 3: "a report failed"}
    how[STOPPED] = "was stopped, as it was asked to"
    fact = f"was ended by signal {-code}" if code < 0 else how.get(code, "could not run")
    return f"{name}: {fact} (exit code {code}); next due {next_due}"


def _stamp(root: Path) -> tuple[int, int]:
    """Give what changes with revops.toml."""
    try:
        found = (root / "revops.toml").stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
