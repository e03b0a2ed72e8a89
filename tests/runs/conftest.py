"""Runs whose pages are made in a moment: a runner of the tests' own, and a clock that is told."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.delivery.conftest import hook as hook

from revops.report.folder import built
from revops.runs.carry_out import Say, carry_out
from revops.runs.made import Made, record_of
from revops.runs.red import target
from revops.runs.request import Outcome, Request
from revops.workspace import Workspace, open_workspace

DAY = date(2026, 6, 30)
BEGUN = datetime(2026, 6, 30, 11, tzinfo=UTC)
PAGES = {"funnel": "From lead to customer", "wins": "Wins"}
PAGE = '<!DOCTYPE html>\n<html lang="{language}">\n<body>\n<h1>{title}</h1>\n</body>\n</html>\n'
SETTINGS = """company = "Faro <i>& Cía</i>"
currency = "USD"
zone = "America/Santiago"
{more}
[reports]
notebooks = ["funnel", "wins"]
"""


class Clock:
    """A clock that goes on by a second each time it is looked at."""

    def __init__(self) -> None:
        self.at = BEGUN

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class Runner:
    """Make pages at once, or fail as it is told to."""

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.failed: list[str] = []
        self.blocked: dict[str, str] = {}
        self.checks: list[dict[str, Any]] = []
        self.age = 2

    def __call__(self, workspace: Workspace, request: Request, language: str, say: Say) -> Made:
        say("load")
        if self.error is not None:
            raise self.error
        folder = target(workspace, request, language)
        with built(folder) as building:
            for name, title in {"index": "Reports", **self.pages(request)}.items():
                html = PAGE.format(language=language, title=title)
                (building / f"{name}.html").write_text(html, "utf-8")
            (building / "run.json").write_text(self.record(request, language), "utf-8")
        code = 3 if self.failed else int(bool(self.blocked))
        messages = [f"the report '{name}' failed" for name in self.failed]
        return Made(folder / "index.html", code, messages, language, record_of(folder))

    def pages(self, request: Request) -> dict[str, str]:
        return {k: v for k, v in PAGES.items() if not request.reports or k in request.reports}

    def record(self, request: Request, language: str) -> str:
        failure = {"cell": 4, "error": "ValueError", "message": "Ana Araya +56 2 2345 0101"}
        pages = [
            {"name": name, "title": title, "question": f"{title}?",
             "state": "failed" if name in self.failed else "ok",
             "failure": failure if name in self.failed else None}
            for name, title in self.pages(request).items()
        ]  # fmt: skip
        return json.dumps(
            {
                "as_of": request.as_of.isoformat(),
                "language": language,
                "snapshot": "0123456789abcdef",
                "inputs": [{"path": "deals.csv", "sha256": "f0", "export": 2, "n_rows": 5}],
                "sources": [{"export": 2, "newest": "2026-06-28", "age_days": self.age}],
                "oldest": ["hubspot.deals", self.age],
                "pages": pages,
                "checks": {"blocked": self.blocked, "failed": self.checks},
                "seconds": {"load": 0.5, "by_notebook": dict.fromkeys(PAGES, 0.25)},
            }
        )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def runner() -> Runner:
    return Runner()


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Workspace]:
    """Make a workspace; `more` are further settings."""

    def write(more: str = "") -> Workspace:
        (tmp_path / "revops.toml").write_text(SETTINGS.format(more=more), "utf-8")
        return open_workspace(tmp_path)

    return write


@pytest.fixture
def place(make: Callable[..., Workspace]) -> Workspace:
    return make()


@pytest.fixture
def go(clock: Clock, runner: Runner) -> Callable[..., Outcome]:
    """Carry a run out on the tests' own clock, with the tests' own pages."""

    def run(workspace: Workspace, **asked: Any) -> Outcome:
        request = Request(**{"as_of": DAY, **asked})
        return carry_out(workspace, request, now=clock, runner=runner)

    return run
