"""Units for systemd: a service and a timer for each job."""

from collections.abc import Sequence
from datetime import datetime

from revops.schedule.export.entry import Entry, offsets, words_of
from revops.schedule.jobs import Timed
from revops.workspace import Workspace
from revops.workspace.cron import WEEKDAYS, Cron, parsed

_SERVICE = """\
[Unit]
Description=revops: the job {name}

[Service]
Type=oneshot
ExecStart=:{command}
"""
_TIMER = """\
# Into ~/.config/systemd/user, then: systemctl --user daemon-reload
# systemctl --user enable --now revops-{name}.timer
# loginctl enable-linger   (so that it runs while nobody is logged in)
{note}[Unit]
Description=revops: when the job {name} is due

[Timer]
OnCalendar={when}
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""
_SKIPPED = """\
# A time that the change to summer time skips is left out by systemd on that day.
"""


def entries(workspace: Workspace, jobs: Sequence[Timed], now: datetime) -> list[Entry]:
    """Give two files a job; a run missed while the machine was off is made when it is on again."""
    found = []
    for each in jobs:
        command = " ".join(map(_quoted, words_of(workspace, each)))
        when = on_calendar(parsed(each.job.cron), each.zone)
        note = _SKIPPED if len(offsets(each, now)) > 1 else ""
        service = _SERVICE.format(name=each.name, command=command)
        timer = _TIMER.format(name=each.name, when=when, note=note)
        found.append(Entry(f"revops-{each.name}.service", service))
        found.append(Entry(f"revops-{each.name}.timer", timer))
    return found


def on_calendar(cron: Cron, zone: str) -> str:
    """Write a cron expression as systemd does.

    >>> on_calendar(parsed("0,30 7 * * 1-5"), "America/Santiago")
    'Mon,Tue,Wed,Thu,Fri *-*-* 07:00,30:00 America/Santiago'
    """
    days = "*" if cron.any_day else _list(cron.days)
    months = "*" if cron.any_month else _list(cron.months)
    hours = "*" if len(cron.hours) == 24 else _list(cron.hours)
    minutes = "*" if len(cron.minutes) == 60 else _list(cron.minutes)
    names = ",".join(WEEKDAYS[n].title() for n in cron.weekdays)
    weekdays = "" if cron.any_weekday else f"{names} "
    return f"{weekdays}*-{months}-{days} {hours}:{minutes}:00 {zone}"


def _list(values: Sequence[int]) -> str:
    return ",".join(f"{value:02}" for value in values)


def _quoted(word: str) -> str:
    """Quote a word of ExecStart; `:` before the command keeps `$` as it is.

    >>> _quoted('50 % of "x"')
    '"50 %% of \\\\"x\\\\""'
    """
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
