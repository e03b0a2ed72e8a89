"""Lines for cron, by the grammar of crontab(5) written down here a second time."""

import re
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.schedule.conftest import HEAD, MONDAY, job

from revops.errors import RevopsError
from revops.schedule.export import exported
from revops.schedule.jobs import timed
from revops.workspace import Workspace, open_workspace
from revops.workspace.cron import parsed

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
LIMITS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
Jobs = Callable[..., Workspace]


def field(text: str, least: int, most: int) -> set[int]:
    """One field in numbers; a list of values, ranges and steps of ranges or of `*`."""
    found: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:/(\d{1,2}))?", part)
        assert match, part
        first = int(match[1]) if match[1] else least
        last = int(match[2]) if match[2] else (first if match[1] else most)
        assert least <= first <= last <= most, part
        assert not match[3] or match[2] or not match[1], part
        found |= set(range(first, last + 1, int(match[3] or 1)))
    return found


def crontab(text: str) -> list[tuple[str, list[set[int]], list[str]]]:
    """Read a table as cron does: the zone in force, the five fields, the words of the command."""
    zone, rows = "", []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if setting := re.fullmatch(r"([A-Za-z_]\w*)\s*=\s*(\S+)", line):
            assert setting[1] == "CRON_TZ"
            zone = setting[2]
            continue
        *fields, command = line.split(None, 5)
        values = [field(each, *limit) for each, limit in zip(fields, LIMITS, strict=True)]
        assert not re.search(r"(?<!\\)%", command)
        rows.append((zone, values, shlex.split(command.replace(r"\%", "%"))))
    return rows


def only(workspace: Workspace) -> str:
    (entry,) = exported("cron", workspace, timed(workspace), NOW)
    assert entry.name == "revops.cron"
    return entry.text


def test_each_job_is_a_line_in_its_zone(with_jobs: Jobs) -> None:
    workspace = with_jobs(MONDAY + job("often", "*/20 6-8 * jan,dec 1-5", "Europe/Madrid"))
    first, second = crontab(only(workspace))
    assert first[:2] == (
        "America/Santiago",
        [{0}, {7}, set(range(1, 32)), set(range(1, 13)), {1}],
    )
    assert second[:2] == (
        "Europe/Madrid",
        [{0, 20, 40}, {6, 7, 8}, set(range(1, 32)), {1, 12}, set(range(1, 6))],
    )
    assert first[2][1:] == [
        "-P", "-m", "revops", "schedule", "once", "monday", "--workspace", str(workspace.root),
    ]  # fmt: skip
    assert Path(first[2][0]).is_absolute()


@pytest.mark.parametrize("cron", ["0 7 * * 7", "0 7 * * sun", "1-59/2 0 31 1 *", "* * * * *"])
def test_the_fields_mean_what_the_job_says(with_jobs: Jobs, cron: str) -> None:
    ((_, values, _),) = crontab(only(with_jobs(job("a", cron))))
    wanted = parsed(cron)
    days = (wanted.minutes, wanted.hours, wanted.days, wanted.months, wanted.weekdays)
    assert [tuple(sorted(each)) for each in values[:4]] == list(days[:4])
    assert {day % 7 for day in values[4]} == set(wanted.weekdays)


@pytest.mark.parametrize("name", ["a b", "100% $HOME `id` 'q' \"d\" \\", "ñ;#&", "%%"])
def test_any_folder_comes_through_shell_and_cron(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "revops.toml").write_text(HEAD + MONDAY, "utf-8")
    ((_, _, words),) = crontab(only(open_workspace(folder)))
    assert words[-1] == str(folder)


@pytest.mark.parametrize("scheduler", ["cron", "systemd", "task-scheduler"])
def test_a_folder_that_no_line_can_hold_is_refused(tmp_path: Path, scheduler: str) -> None:
    folder = tmp_path / "a\nb"
    folder.mkdir()
    (folder / "revops.toml").write_text(HEAD + MONDAY, "utf-8")
    workspace = open_workspace(folder)
    with pytest.raises(RevopsError, match="line break"):
        exported(scheduler, workspace, timed(workspace), NOW)
