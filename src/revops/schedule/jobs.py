"""The jobs of a workspace with everything filled in that they leave to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from revops.errors import BadParameter, RevopsError, SettingsError, UnknownName
from revops.schedule.due import last_due, next_due
from revops.workspace import Workspace
from revops.workspace.jobs import Job, Value

_EXAMPLE = '[[schedule.jobs]]\nname = "monday"\ncron = "0 7 * * 1"\nparameters = { week = "last" }'


@dataclass(frozen=True)
class Timed:
    """A job and the zone in which its times are meant."""

    job: Job
    zone: str

    @property
    def name(self) -> str:
        """The job's name."""
        return self.job.name

    def next_due(self, after: datetime) -> datetime:
        """Give the first moment after another at which it is due."""
        return next_due(self.job.cron, self.zone, after)

    def last_due(self, now: datetime) -> datetime:
        """Give the last moment, now or before, at which it was due."""
        return last_due(self.job.cron, self.zone, now)

    def local(self, moment: datetime) -> datetime:
        """Tell a moment by the clocks of the job's zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def told(self, moment: datetime) -> str:
        """Write a moment with its weekday and its distance from UTC."""
        local = self.local(moment)
        return f"{local:%a %Y-%m-%d %H:%M} {local.isoformat()[-6:]}"


def timed(workspace: Workspace) -> list[Timed]:
    """Give the jobs, in the order of revops.toml."""
    settings = workspace.settings
    return [Timed(job, job.zone or settings.zone) for job in settings.schedule.jobs]


def some(workspace: Workspace) -> list[Timed]:
    """Give the jobs; where there are none, say how one is written."""
    if found := timed(workspace):
        return found
    raise RevopsError(f"revops.toml has no job. Write one, such as:\n\n{_EXAMPLE}")


def named(workspace: Workspace, name: str) -> Timed:
    """Give one job by its name."""
    jobs = {each.name: each for each in some(workspace)}
    if name not in jobs:
        raise UnknownName("job", name, jobs)
    return jobs[name]


def as_texts(parameters: dict[str, Value]) -> dict[str, str]:
    """Write parameters as the command line would give them.

    >>> as_texts({"week": "last", "top": 5, "is_open": True, "channels": ["email", "web"]})
    {'week': 'last', 'top': '5', 'is_open': 'true', 'channels': 'email, web'}
    """
    return {name: _text(value) for name, value in parameters.items()}


def _text(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def day_of_run(workspace: Workspace, due_at: datetime | None, now: datetime) -> date:
    """Give the as-of day: the workspace's; else the day when it was due, in the workspace's zone.

    A run that was missed and is caught up is made of the data of the day on which it runs, so it
    is that day's.
    """
    settings = workspace.settings
    grace = timedelta(minutes=settings.schedule.grace_minutes)
    is_punctual = due_at is not None and timedelta(0) <= now - due_at <= grace
    moment = due_at if due_at is not None and is_punctual else now
    return settings.as_of or moment.astimezone(ZoneInfo(settings.zone)).date()


def refuse_misfits(workspace: Workspace, jobs: Sequence[Timed]) -> None:
    """Refuse parameters that the reports of a job do not take; all jobs at once."""
    from revops.report.chosen import chosen
    from revops.report.notebooks import listed

    problems = []
    for each in jobs:
        try:
            notebooks = listed(workspace, list(each.job.reports))
            chosen(workspace, notebooks, as_texts(each.job.parameters))
        except BadParameter as error:
            problems.append(f"the job '{each.name}': {error}")
    if problems:
        raise SettingsError("revops.toml has jobs that cannot run", problems)
