"""The scheduler of a workspace: APScheduler with its store in `.revops/schedule.sqlite`.

It only says what is due. It has no threads of its own: the one loop that serves the schedule asks
it, and runs what it names one after the other.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from apscheduler.executors.base import BaseExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy.exc import DatabaseError, OperationalError

from revops.schedule.due import last_due, next_due
from revops.schedule.jobs import Timed

FILE = "schedule.sqlite"


class DueTrigger(BaseTrigger):  # type: ignore[misc]
    """Give a job's next moment; of several that have passed, only the last."""

    def __init__(self, cron: str, zone: str) -> None:
        self.cron, self.zone = cron, zone

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """Give the moment after the one before; APScheduler asks."""
        found = next_due(self.cron, self.zone, previous or now)
        return last_due(self.cron, self.zone, now) if found < now else found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DueTrigger):
            return False
        return (self.cron, self.zone) == (other.cron, other.zone)

    __hash__ = None  # type: ignore[assignment]


class _Due(BaseExecutor):  # type: ignore[misc]
    """Keep what is due until the loop takes it; a job that is due again meanwhile stays one."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[str, datetime] = {}

    def submit_job(self, job: Any, run_times: list[datetime]) -> None:
        """Take what APScheduler found due."""
        self.waiting[job.id] = run_times[-1].astimezone(UTC)

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        raise NotImplementedError


class Scheduler(BaseScheduler):  # type: ignore[misc]
    """Say which jobs are due when it is asked."""

    def __init__(self, store: Path) -> None:
        super().__init__(timezone=UTC)
        self.due = _Due()
        self.add_executor(self.due)
        self.add_jobstore(SQLAlchemyJobStore(url=f"sqlite:///{store.as_posix()}"))

    def wakeup(self) -> None:
        """Do nothing: the loop asks often enough."""

    def shutdown(self, wait: bool = True) -> None:
        """Close the store."""
        super().shutdown(wait)

    def tick(self) -> float:
        """Look what is due by now; give the seconds until the next job is."""
        found: float | None = self._process_jobs()
        return 3600.0 if found is None else found

    def take(self) -> dict[str, datetime]:
        """Give what is due, by job, and begin anew."""
        taken, self.due.waiting = self.due.waiting, {}
        return taken


def nothing() -> None:
    """Stand for a job in the store; the loop runs what is due by its name."""


def bring_in_line(
    scheduler: Scheduler, jobs: list[Timed], now: datetime, tell: Callable[[str], None]
) -> None:
    """Make the store's jobs those of revops.toml; a job that is unchanged keeps its next moment."""
    wanted = {each.name: each for each in jobs}
    stored = {job.id: job for job in scheduler.get_jobs()}
    for name in stored.keys() - wanted.keys():
        scheduler.remove_job(name)
        tell(f"{name}: is no longer in revops.toml, and no longer served")
    for name, each in wanted.items():
        trigger = DueTrigger(each.job.cron, each.zone)
        due_at = each.next_due(now)
        old = stored.get(name)
        if old is not None and old.trigger == trigger and old.next_run_time <= due_at:
            continue
        scheduler.add_job(
            f"{__name__}:nothing",
            trigger,
            id=name,
            next_run_time=due_at,
            coalesce=True,
            misfire_grace_time=None,
            replace_existing=True,
        )
        if old is not None:
            why = "was changed" if old.trigger != trigger else "was set for later than it is due"
            tell(f"{name}: {why}; it is next due {each.told(due_at)}")


@contextmanager
def opened(folder: Path, tell: Callable[[str], None]) -> Iterator[Scheduler]:
    """Open the store of a workspace; one that cannot be read is begun anew, and that is told."""
    path = folder / FILE
    folder.mkdir(parents=True, exist_ok=True)
    scheduler = Scheduler(path)
    try:
        scheduler.start()
        scheduler.get_jobs()
    except OperationalError:
        raise
    except DatabaseError:
        with suppress(Exception):
            scheduler.shutdown()
        path.replace(path.with_suffix(".damaged"))
        tell(f"{FILE} was damaged: it is kept as {path.stem}.damaged, and a new one begun")
        scheduler = Scheduler(path)
        scheduler.start()
    path.chmod(0o600)
    try:
        yield scheduler
    finally:
        scheduler.shutdown()
