"""Workflows for GitHub: YAML by its parser, cron by GitHub's rules, the guard by a shell."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from tests.schedule.conftest import HEAD, MONDAY, job

from revops.errors import RevopsError
from revops.schedule.due import dues
from revops.schedule.export import exported
from revops.schedule.export.utc import lines
from revops.schedule.jobs import timed
from revops.workspace import Workspace, open_workspace
from revops.workspace.cron import Cron, parsed

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
SH = shutil.which("bash")
Jobs = Callable[..., Workspace]


def workflow(workspace: Workspace) -> dict[str, Any]:
    (entry,) = exported("github", workspace, timed(workspace), NOW)
    found = yaml.safe_load(entry.text)
    found["on"] = found.pop(True)  # YAML 1.1 reads `on` as a truth; GitHub does not
    return found


def crons(found: dict[str, Any]) -> list[str]:
    return [each["cron"] for each in found["on"]["schedule"]]


def test_summer_and_winter_have_a_line_each(with_jobs: Jobs) -> None:
    found = workflow(with_jobs())
    assert sorted(crons(found)) == ["0 10 * * 1", "0 11 * * 1"]
    assert found["jobs"]["report"]["needs"] == "due"
    assert "workflow_dispatch" in found["on"]
    assert found["permissions"] == {"contents": "read"}
    steps = found["jobs"]["report"]["steps"]
    assert any("schedule once" in step.get("run", "") for step in steps)


def test_a_zone_without_summer_time_has_one_line_and_no_guard(with_jobs: Jobs) -> None:
    found = workflow(with_jobs(job("a", "30 22 * * 5", "America/Sao_Paulo")))
    assert crons(found) == ["30 1 * * 6"]
    assert list(found["jobs"]) == ["report"]
    assert "needs" not in found["jobs"]["report"]


@pytest.mark.parametrize(
    ("cron", "zone"),
    [
        ("0 7 * * 1", "America/Santiago"),
        ("0 22 * * 5", "America/Santiago"),
        ("30 1 * * *", "Europe/Madrid"),
        ("*/20 5-7 * * 1-5", "Asia/Kolkata"),
        ("0 7 1,15 * *", "America/New_York"),
        ("15 6 * 3,10 *", "Europe/Madrid"),
    ],
)
def test_the_lines_that_count_are_due_when_the_job_is(cron: str, zone: str) -> None:
    """Through a year, but for the days on which the clocks change."""
    wanted, place, found = parsed(cron), ZoneInfo(zone), []
    moment = begin = datetime(2026, 1, 1, tzinfo=UTC)
    while moment < begin + timedelta(days=366):
        offsets = [(moment + timedelta(days=d)).astimezone(place).utcoffset() for d in (-1, 0, 1)]
        if len(set(offsets)) == 1:
            assert offsets[0] is not None
            rows = [parsed(line) for line in lines(wanted, offsets[0])]
            due = set(dues(cron, zone, moment - timedelta(minutes=1), moment + timedelta(days=1)))
            due.discard(moment + timedelta(days=1))
            found.append(due == {m for row in rows for m in on_day(row, moment)})
        moment += timedelta(days=1)
    assert all(found)
    assert len(found) > 350


def on_day(row: Cron, day: datetime) -> list[datetime]:
    """Give the moments of a line of cron in UTC on one day."""
    fits = day.day in row.days and day.month in row.months
    if not fits or day.isoweekday() % 7 not in row.weekdays:
        return []
    return [day + timedelta(hours=h, minutes=m) for h in row.hours for m in row.minutes]


def test_a_day_of_the_month_is_not_moved(with_jobs: Jobs) -> None:
    workspace = with_jobs(job("a", "0 22 1 * *", "America/Santiago"))
    with pytest.raises(RevopsError, match="falls on another day in UTC"):
        exported("github", workspace, timed(workspace), NOW)


@pytest.mark.skipif(SH is None, reason="needs bash")
@pytest.mark.parametrize(
    ("offset", "line", "is_due"),
    [
        ("-0400", "0 11 * * 1", "yes"),
        ("-0300", "0 10 * * 1", "yes"),
        ("-0400", "0 10 * * 1", "no"),
        ("-0300", "0 11 * * 1", "no"),
        ("-0300", "", "yes"),
        ("-0300", "0 10 * * *", "no"),
    ],
)
def test_the_guard_lets_one_line_through(
    with_jobs: Jobs, tmp_path: Path, offset: str, line: str, is_due: str
) -> None:
    (step,) = workflow(with_jobs())["jobs"]["due"]["steps"]
    (tmp_path / "date").write_text(f"#!/bin/sh\necho {offset}\n", "utf-8")
    (tmp_path / "date").chmod(0o755)
    output = tmp_path / "output"
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "LINE": line, "GITHUB_OUTPUT": str(output)}
    assert SH
    subprocess.run([SH, "-euo", "pipefail", "-c", step["run"]], env=environment, check=True)
    assert output.read_text("utf-8") == f"is_due={is_due}\n"
    assert step["env"]["TZ"] == "America/Santiago"


@pytest.mark.parametrize("name", ["a b", "$(id) `id` 'q' \"d\" \\ ñ: #x"])
def test_any_folder_is_a_value_and_no_code(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "repository" / name
    (folder / ".." / ".git").resolve().mkdir(parents=True)
    folder.mkdir()
    (folder / "revops.toml").write_text(HEAD + MONDAY, "utf-8")
    found = workflow(open_workspace(folder))
    report = found["jobs"]["report"]
    assert report["env"] == {"JOB": "monday", "WORKSPACE": name}
    ran = [step["run"] for step in report["steps"] if "run" in step]
    assert not any(name in each for each in ran)


def test_a_folder_that_github_would_fill_in_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "${{ secrets.X }}"
    folder.mkdir()
    (folder / "revops.toml").write_text(HEAD + MONDAY, "utf-8")
    workspace = open_workspace(folder)
    with pytest.raises(RevopsError, match="GitHub would not take"):
        exported("github", workspace, timed(workspace), NOW)


def test_no_step_puts_an_expression_into_a_script(with_jobs: Jobs) -> None:
    for found in workflow(with_jobs())["jobs"].values():
        for step in found["steps"]:
            assert not re.search(r"\$\{\{", step.get("run", ""))
