"""A clock that tests set, a workspace with jobs, and a history written by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from revops import history
from revops.workspace import Workspace, open_workspace

HEAD = 'company = "Faro"\ncurrency = "USD"\nzone = "America/Santiago"\n'
MONDAY = '[[schedule.jobs]]\nname = "monday"\ncron = "0 7 * * 1"\n'


@dataclass
class Clock:
    """The moment that everybody sees."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, **span: float) -> datetime:
        self.moment += timedelta(**span)
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that APScheduler reads too."""
    import apscheduler.schedulers.base as base

    found = Clock(datetime(2026, 6, 30, 12, tzinfo=UTC))

    class Moment(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return found.moment.astimezone(tz)

    monkeypatch.setattr(base, "datetime", Moment)
    return found


@pytest.fixture
def with_jobs(tmp_path: Path) -> Callable[..., Workspace]:
    """Make a workspace with jobs, or give it other ones."""

    def write(jobs: str = MONDAY, head: str = HEAD) -> Workspace:
        (tmp_path / "revops.toml").write_text(head + jobs, "utf-8")
        return open_workspace(tmp_path)

    return write


def job(name: str, cron: str, zone: str = "", more: str = "") -> str:
    place = f'zone = "{zone}"\n' if zone else ""
    return f'[[schedule.jobs]]\nname = "{name}"\ncron = "{cron}"\n{place}{more}\n'


def ran(
    workspace: Workspace,
    name: str,
    at: datetime,
    *,
    due_at: datetime | None = None,
    state: str = "ok",
) -> int:
    """Write a run into the history."""
    folder = workspace.state
    number = history.begin(
        folder,
        started_at=at,
        trigger="schedule",
        job=name,
        due_at=due_at,
        as_of=at.date(),
        languages=("en",),
        reports=(),
    )
    codes = {"ok": 0, "blocked": 1, "failed": 3}
    if state != "running":
        history.finish(
            folder, number, finished_at=at, state=state, exit_code=codes.get(state), message=""
        )
    return number
