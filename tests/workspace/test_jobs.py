"""[[schedule.jobs]]: what is no job is refused, all of it at once, with the nearest known word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from revops.errors import SettingsError
from revops.workspace import open_workspace
from revops.workspace.cron import FIELDS, MONTHS, WEEKDAYS, parsed
from revops.workspace.jobs import Job

HEAD = 'company = "Faro"\ncurrency = "USD"\n'


def opened(folder: Path, jobs: str) -> list[Job]:
    (folder / "revops.toml").write_text(HEAD + jobs, "utf-8")
    return open_workspace(folder).settings.schedule.jobs


def problems(folder: Path, jobs: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        opened(folder, jobs)
    return caught.value.problems


def test_a_job_needs_a_name_and_a_cron_expression_alone(tmp_path: Path) -> None:
    (job,) = opened(tmp_path, '[[schedule.jobs]]\nname = "monday"\ncron = "0 7 * * 1"\n')
    assert (job.zone, job.reports, job.languages, job.parameters) == (None, [], [], {})
    assert (job.deliver, job.retries, job.retry_minutes) == (False, 3, 5)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    jobs = """
[[schedule.jobs]]
name = "monday"
cron = "0 25 * * 1"
reports = ["weekly_reviw"]
zon = "UTC"
[[schedule.jobs]]
name = "Monday"
cron = "0 7 * * 1"
languages = ["fr"]
[[schedule.jobs]]
name = "a job"
cron = "0 7 * * mn"
zone = "Mars/Base"
retries = -1
"""
    told = "\n".join(problems(tmp_path, jobs))
    for fact in (
        "schedule.jobs[1].cron: hour: 25 is not from 0 to 23",
        "schedule.jobs[1].reports: there is no report named 'weekly_reviw'. "
        "Did you mean 'weekly_review'?",
        "schedule.jobs[1].zon: unknown key. Did you mean 'zone'?",
        "schedule.jobs[2].name: an earlier job has this name",
        "schedule.jobs[2].languages[1]",
        "schedule.jobs[3].name: String should match",
        "schedule.jobs[3].cron: day of the week: 'mn' is no value. Did you mean 'mon'?",
        "schedule.jobs[3].zone: 'Mars/Base' is no time zone",
        "schedule.jobs[3].retries",
    ):
        assert fact in told, fact
    assert len(told.splitlines()) == 9


def test_a_report_of_the_workspaces_own_is_known(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "ours.ipynb").write_text("{}", "utf-8")
    jobs = '[[schedule.jobs]]\nname = "a"\ncron = "0 7 * * *"\nreports = ["ours"]\n'
    assert opened(tmp_path, jobs)[0].reports == ["ours"]


@pytest.mark.parametrize(
    ("cron", "fact"),
    [
        ("0 7 * *", "it has 4 fields and takes 5"),
        ("@daily", "it has 1 fields"),
        ("60 7 * * *", "minute: 60 is not from 0 to 59"),
        ("0 7 0 * *", "day of the month: 0 is not from 1 to 31"),
        ("0 7 * 13 *", "month: 13"),
        ("0 7 * * 8", "day of the week: 8"),
        ("0 7 * jany *", "Did you mean 'jan'?"),
        ("*/0 * * * *", "minute: a step of 0"),
        ("*/90 * * * *", "minute: a step of 90"),
        ("5/10 * * * *", "write a range, as 0-30/10"),
        ("9-5 * * * *", "the range 9-5 runs backwards"),
        ("0 7 L * *", "'L' is no value"),
        ("0 7 * * 5#2", "'5#2' is no value, range or step"),
        ("0 7 , * *", "is no value, range or step"),
        ("0 7 ٣ * *", "is no value"),
        ("0 7 1 * 1", "Write two jobs, one for each"),
        ("0 7 30,31 2 *", "its months have no day 30, so it would never be due"),
        ("$(reboot) 7 * * *", "is no value, range or step"),
    ],
)
def test_what_is_no_cron_expression_says_why(cron: str, fact: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Job(name="monday", cron=cron)
    assert fact in str(caught.value)


def test_weekdays_are_crontabs_and_not_apschedulers() -> None:
    """crontab's 0 and 7 are Sunday and its 1 Monday; APScheduler's 0 is Monday."""
    sunday = datetime(2026, 6, 28, tzinfo=UTC)
    for number, name in [*enumerate(WEEKDAYS), (7, "sun")]:
        assert parsed(f"0 7 * * {number}") == parsed(f"0 7 * * {name}")
        trigger = CronTrigger.from_crontab(parsed(f"0 7 * * {number}").named, timezone=UTC)
        due = trigger.get_next_fire_time(None, sunday)
        assert (due - sunday).days == number % 7
    assert parsed("0 7 * * */2").weekdays == (0, 2, 4, 6)
    assert parsed("0 7 * * 5-7").weekdays == (0, 5, 6)
    assert parsed("0 7 * * */7").weekdays == (0,)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@given(data=st.data())
def test_lists_ranges_and_steps_are_what_they_say(field: object, data: st.DataObject) -> None:
    least, most = field.least, field.most  # type: ignore[attr-defined]
    first = data.draw(st.integers(least, most))
    last = data.draw(st.integers(first, most))
    step = data.draw(st.integers(1, most))
    one = data.draw(st.integers(least, most))
    found = field.values(f"{first}-{last}/{step},{one}")  # type: ignore[attr-defined]
    assert found == {v for v in range(first, last + 1) if (v - first) % step == 0} | {one}


def test_months_have_names() -> None:
    assert [parsed(f"0 7 1 {name} *").months for name in MONTHS] == [(n,) for n in range(1, 13)]
    assert parsed("0 7 1 JAN-mar *").months == (1, 2, 3)
