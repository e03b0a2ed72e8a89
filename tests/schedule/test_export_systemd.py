"""Units for systemd, read by systemd itself where it is installed."""

import re
import shutil
import subprocess
from collections.abc import Callable
from configparser import ConfigParser
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.schedule.conftest import HEAD, MONDAY, job

from revops.schedule.export import exported
from revops.schedule.export.systemd import on_calendar
from revops.schedule.jobs import timed
from revops.workspace import Workspace, open_workspace
from revops.workspace.cron import parsed

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="needs systemd-analyze")
Jobs = Callable[..., Workspace]


def analyze(*words: str) -> "subprocess.CompletedProcess[str]":
    assert ANALYZE
    return subprocess.run([ANALYZE, *words], capture_output=True, text=True, check=False)


def units(workspace: Workspace) -> dict[str, ConfigParser]:
    found = {}
    for each in exported("systemd", workspace, timed(workspace), NOW):
        found[each.name] = ConfigParser(interpolation=None, delimiters="=")
        found[each.name].optionxform = str  # type: ignore[assignment, method-assign]
        found[each.name].read_string(each.text)
    return found


def unquoted(line: str) -> list[str]:
    """Read ExecStart as systemd.syntax(7) says: quoted words, escapes, and %% for %."""
    assert line.startswith(":")
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line[1:])
    assert " ".join(f'"{word}"' for word in words) == line[1:]
    assert not any(re.search(r"%(?!%)", word.replace("%%", "")) for word in words)
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words]


def test_a_job_is_a_service_and_a_timer(with_jobs: Jobs) -> None:
    workspace = with_jobs()
    found = units(workspace)
    assert list(found) == ["revops-monday.service", "revops-monday.timer"]
    timer = found["revops-monday.timer"]["Timer"]
    assert timer["OnCalendar"] == "Mon *-*-* 07:00:00 America/Santiago"
    assert timer["Persistent"] == "true"
    words = unquoted(found["revops-monday.service"]["Service"]["ExecStart"])
    assert words[-3:] == ["monday", "--workspace", str(workspace.root)]


@pytest.mark.parametrize("name", ["a b", "50% $HOME ${X} 'q' \"d\" \\", "ñ;#&"])
def test_any_folder_comes_through(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "revops.toml").write_text(HEAD + MONDAY, "utf-8")
    found = units(open_workspace(folder))
    words = unquoted(found["revops-monday.service"]["Service"]["ExecStart"])
    assert words[-1] == str(folder)


@needs_systemd
@pytest.mark.parametrize("name", ["plain", "50% $HOME ${X} 'q' \"d\" \\ ñ"])
def test_systemd_finds_nothing_wrong(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "revops.toml").write_text(HEAD + MONDAY + job("b-2", "*/5 * 1 * *"), "utf-8")
    workspace = open_workspace(folder)
    files = [
        each.write(tmp_path / "units")
        for each in exported("systemd", workspace, timed(workspace), NOW)
    ]
    found = analyze("verify", *map(str, files))
    own = [line for line in found.stderr.splitlines() if "revops-" in line]
    assert own == []


@needs_systemd
@pytest.mark.parametrize(
    ("cron", "zone"),
    [
        ("0 7 * * 1", "America/Santiago"),
        ("0,30 6-8 * * 0,6", "Europe/Madrid"),
        ("15 */6 1,15 2-4 *", "Asia/Kolkata"),
        ("*/20 3 * * 7", "UTC"),
    ],
)
def test_systemd_elapses_when_the_job_is_due(with_jobs: Jobs, cron: str, zone: str) -> None:
    (each,) = timed(with_jobs(job("a", cron, zone)))
    found = analyze(
        "calendar", "--iterations=4", "--base-time=2026-06-30 12:00:00 UTC",
        on_calendar(parsed(cron), zone),
    )  # fmt: skip
    moments = re.findall(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", found.stdout)
    due, wanted = NOW, []
    for _ in range(4):
        due = each.next_due(due)
        wanted.append(f"{due:%Y-%m-%d %H:%M:%S}")
    assert moments == wanted, found.stdout + found.stderr


@needs_systemd
def test_a_time_that_summer_time_skips_is_said_to_be_left_out(with_jobs: Jobs) -> None:
    """What the comment in the timer says is what systemd does; a job of revops runs that day."""
    (each,) = timed(with_jobs(job("a", "30 2 * * *", "Europe/Madrid")))
    base = datetime(2026, 3, 28, 12, tzinfo=UTC)
    found = analyze(
        "calendar", "--iterations=1", "--base-time=2026-03-28 12:00:00 UTC",
        on_calendar(parsed("30 2 * * *"), "Europe/Madrid"),
    )  # fmt: skip
    assert "2026-03-30 00:30:00 UTC" in found.stdout
    assert each.next_due(base) == base + timedelta(hours=13, minutes=30)
    texts = {e.name: e.text for e in exported("systemd", with_jobs(), timed(with_jobs()), NOW)}
    assert "summer time skips is left out" in texts["revops-monday.timer"]
    fixed = with_jobs(job("a", "30 2 * * *", "UTC"))
    assert not any("# A time" in e.text for e in exported("systemd", fixed, timed(fixed), NOW))
