"""Tasks for the Windows Task Scheduler: an XML file for each job."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from subprocess import list2cmdline

from revops.errors import RevopsError
from revops.schedule.export.entry import Entry, words_of
from revops.schedule.jobs import Timed
from revops.workspace import Workspace
from revops.workspace.cron import Cron, parsed

#: A task holds at most so many triggers.
MOST_TRIGGERS = 48
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_HEAD = '<?xml version="1.0" encoding="UTF-16"?>\n'
_TASK = """\
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <!-- schtasks /Create /TN "revops {name}" /XML revops-{name}.xml /RU USER /RP * -->
  <!-- Times go by the clock of the machine: its zone must be that of {zone}. -->
  <RegistrationInfo>
    <Description>revops: the job {name}, {cron} in {zone}</Description>
  </RegistrationInfo>
  <Triggers>
{triggers}
  </Triggers>
  <Principals>
    <Principal id="Author">
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def entries(workspace: Workspace, jobs: Sequence[Timed], now: datetime) -> list[Entry]:
    """Give one file a job; a run that was missed is made as soon as it can be."""
    found = []
    for each in jobs:
        command, *arguments = words_of(workspace, each)
        cron, first = parsed(each.job.cron), each.local(each.next_due(now)).date()
        text = _TASK.format(
            name=escape(each.name),
            zone=escape(each.zone),
            cron=escape(each.job.cron),
            triggers="\n".join(_triggers(cron, first, each.name)),
            command=escape(command),
            arguments=escape(list2cmdline(arguments)),
        )
        found.append(Entry(f"revops-{each.name}.xml", _commented(text), _HEAD, "utf-16"))
    return found


def _commented(text: str) -> str:
    """Keep a job's name such as `a--b` out of comments, which may not hold `--`."""
    lines = [
        line.replace("--", "- -").replace("<!- -", "<!--").replace("- ->", "-->")
        if "<!--" in line
        else line
        for line in text.split("\n")
    ]
    return "\n".join(lines)


def _triggers(cron: Cron, first: date, name: str) -> Iterable[str]:
    """Give a trigger for each time of the day."""
    times = [(hour, minute) for hour in cron.hours for minute in cron.minutes]
    if len(times) > MOST_TRIGGERS:
        raise RevopsError(
            f"the job '{name}' is due {len(times)} times a day, and a task of Windows has at most "
            f"{MOST_TRIGGERS} triggers. Write a cron expression with fewer, or use: revops "
            "schedule run"
        )
    when = _when(cron)
    for hour, minute in times:
        yield (
            "    <CalendarTrigger>\n"
            f"      <StartBoundary>{first}T{hour:02}:{minute:02}:00</StartBoundary>\n"
            f"      {when}\n"
            "    </CalendarTrigger>"
        )


def _when(cron: Cron) -> str:
    """Say on which days, by one of the four kinds of calendar that a task knows.

    >>> _when(parsed("0 7 * * *"))
    '<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>'
    """
    weekdays = _tag("DaysOfWeek", "".join(f"<{_DAYS[n]} />" for n in cron.weekdays))
    months = _tag("Months", "".join(f"<{_MONTHS[n - 1]} />" for n in cron.months))
    if not cron.any_weekday and cron.any_month:
        return _tag("ScheduleByWeek", _tag("WeeksInterval", "1") + weekdays)
    if not cron.any_weekday:
        weeks = _tag("Weeks", "".join(_tag("Week", each) for each in ("1", "2", "3", "4", "Last")))
        return _tag("ScheduleByMonthDayOfWeek", weeks + weekdays + months)
    if cron.any_day and cron.any_month:
        return _tag("ScheduleByDay", _tag("DaysInterval", "1"))
    days = _tag("DaysOfMonth", "".join(_tag("Day", str(day)) for day in cron.days))
    return _tag("ScheduleByMonth", days + months)


def _tag(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>"
