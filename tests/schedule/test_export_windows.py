"""Tasks for Windows, by the rules of the Task Scheduler's schema."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from tests.schedule.conftest import HEAD, MONDAY, job

from revops.errors import RevopsError
from revops.schedule.export import exported
from revops.schedule.jobs import timed
from revops.workspace import Workspace, open_workspace

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
SPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
MONTHS = [datetime(2026, n, 1).strftime("%B") for n in range(1, 13)]
FLAG, NAMES = r"true|false", r"[^\x00-\x1f]+"
#: Element -> its children, in the order of the schema; or what its text must be.
RULES: dict[str, list[str] | str] = {
    "Task": ["RegistrationInfo", "Triggers", "Principals", "Settings", "Data", "Actions"],
    "RegistrationInfo": ["Description"],
    "Triggers": ["CalendarTrigger"],
    "CalendarTrigger": [
        "Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit",
        "RandomDelay", "ScheduleByDay", "ScheduleByWeek", "ScheduleByMonth",
        "ScheduleByMonthDayOfWeek",
    ],
    "ScheduleByDay": ["DaysInterval"],
    "ScheduleByWeek": ["WeeksInterval", "DaysOfWeek"],
    "ScheduleByMonth": ["DaysOfMonth", "Months"],
    "ScheduleByMonthDayOfWeek": ["Weeks", "DaysOfWeek", "Months"],
    "DaysOfWeek": DAYS,
    "DaysOfMonth": ["Day"],
    "Months": MONTHS,
    "Weeks": ["Week"],
    "Principals": ["Principal"],
    "Principal": ["UserId", "RunLevel"],
    "Settings": [
        "MultipleInstancesPolicy", "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries",
        "StartWhenAvailable", "RunOnlyIfNetworkAvailable", "Enabled", "ExecutionTimeLimit",
    ],
    "Actions": ["Exec"],
    "Exec": ["Command", "Arguments", "WorkingDirectory"],
    "Day": r"[1-9]|[12]\d|3[01]|Last",
    "Week": r"[1-4]|Last",
    "DaysInterval": r"[1-9]\d{0,2}",
    "WeeksInterval": r"[1-9]\d?",
    "StartBoundary": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "MultipleInstancesPolicy": "IgnoreNew",
    "ExecutionTimeLimit": r"PT\d+H",
    "RunLevel": "LeastPrivilege",
    **dict.fromkeys(
        ["Enabled", "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries", "StartWhenAvailable",
         "RunOnlyIfNetworkAvailable"], FLAG),
    **dict.fromkeys(["Description", "Command", "Arguments"], NAMES),
    **dict.fromkeys([*DAYS, *MONTHS], ""),
}  # fmt: skip


def check(element: Element) -> None:
    """Hold an element and all inside against the rules."""
    name = element.tag.removeprefix(SPACE)
    rule = RULES[name]
    if isinstance(rule, str):
        assert not list(element), name
        assert re.fullmatch(rule, element.text or ""), (name, element.text)
        return
    children = [each.tag.removeprefix(SPACE) for each in element]
    assert children, name
    places = [rule.index(child) for child in children]
    assert places == sorted(places), children
    for each in element:
        check(each)


def task(workspace: Workspace, folder: Path) -> Element:
    (entry,) = exported("task-scheduler", workspace, timed(workspace), NOW)
    path = entry.write(folder)
    assert path.read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert path.read_text("utf-16").startswith('<?xml version="1.0" encoding="UTF-16"?>')
    assert ElementTree.tostring(ElementTree.fromstring(entry.shown(alone=True)))
    root = ElementTree.parse(path).getroot()
    assert root.attrib == {"version": "1.2"}
    check(root)
    return root


def inner(element: Element, path: str) -> list[str]:
    steps = "/".join(SPACE + step for step in path.split("/"))
    return [each.tag.removeprefix(SPACE) for each in element.findall(f"./{steps}/*")]


def texts(element: Element, name: str) -> list[str]:
    return [each.text or "" for each in element.iter(SPACE + name)]


def test_mondays_at_seven(with_jobs: Callable[..., Workspace], tmp_path: Path) -> None:
    found = task(with_jobs(), tmp_path / "out")
    assert texts(found, "StartBoundary") == ["2026-07-06T07:00:00"]
    assert inner(found, "Triggers/CalendarTrigger/ScheduleByWeek/DaysOfWeek") == ["Monday"]
    assert texts(found, "StartWhenAvailable") == ["true"]


@pytest.mark.parametrize(
    ("cron", "kind", "n"),
    [
        ("0 7 * * *", "ScheduleByDay", 1),
        ("0,30 7,8 * * 1-5", "ScheduleByWeek", 4),
        ("0 7 1,15 * *", "ScheduleByMonth", 1),
        ("0 7 * 1-3 *", "ScheduleByMonth", 1),
        ("0 7 * 6 0", "ScheduleByMonthDayOfWeek", 1),
    ],
)
def test_each_kind_of_calendar(
    with_jobs: Callable[..., Workspace], tmp_path: Path, cron: str, kind: str, n: int
) -> None:
    found = task(with_jobs(job("a--b", cron)), tmp_path / "out")
    assert len(list(found.iter(SPACE + kind))) == n


def test_each_trigger_is_on_the_days_of_the_job(
    with_jobs: Callable[..., Workspace], tmp_path: Path
) -> None:
    found = task(with_jobs(job("a", "0 7 1,31 2,12 *")), tmp_path / "out")
    assert texts(found, "Day") == ["1", "31"]
    months = inner(found, "Triggers/CalendarTrigger/ScheduleByMonth/Months")
    assert months == ["February", "December"]
    found = task(with_jobs(job("a", "0 7 * 6 0,6")), tmp_path / "out")
    path = "Triggers/CalendarTrigger/ScheduleByMonthDayOfWeek"
    assert inner(found, f"{path}/DaysOfWeek") == ["Sunday", "Saturday"]
    assert texts(found, "Week") == ["1", "2", "3", "4", "Last"]


def test_more_triggers_than_a_task_has_are_refused(with_jobs: Callable[..., Workspace]) -> None:
    workspace = with_jobs(job("a", "*/10 * * * *"))
    with pytest.raises(RevopsError, match="due 144 times a day, and a task of Windows has at most"):
        exported("task-scheduler", workspace, timed(workspace), NOW)


def arguments(line: str) -> list[str]:
    """Split a command line as Windows programs do; backslashes count only before a quote."""
    words, word, quoted, begun, at = [], "", False, False, 0
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        if slashes and line[at + slashes : at + slashes + 1] == '"':
            word += "\\" * (slashes // 2)
            at += slashes
            if slashes % 2:
                word, at, begun = word + '"', at + 1, True
            continue
        if slashes:
            word, at, begun = word + "\\" * slashes, at + slashes, True
        elif line[at] == '"':
            quoted, begun, at = not quoted, True, at + 1
        elif line[at] in " \t" and not quoted:
            words, word, begun, at = [*words, word] if begun else words, "", False, at + 1
        else:
            word, begun, at = word + line[at], True, at + 1
    return [*words, word] if begun else words


@pytest.mark.parametrize("name", ["a b", "R&D <2026>", "50% 'q' \"d\" \\", "ñ"])
def test_any_folder_comes_through(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "revops.toml").write_text(HEAD + MONDAY, "utf-8")
    found = task(open_workspace(folder), tmp_path / "out")
    assert arguments(texts(found, "Arguments")[0])[-1] == str(folder)
