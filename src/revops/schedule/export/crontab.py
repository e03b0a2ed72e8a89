"""Lines for cron."""

import shlex
from collections.abc import Sequence
from datetime import datetime

from revops.schedule.export.entry import Entry, fields, words_of
from revops.schedule.jobs import Timed
from revops.workspace import Workspace
from revops.workspace.cron import parsed

_HEAD = """\
# The jobs of revops: put these lines into the table of a user, with crontab -e
# CRON_TZ is read by cronie (Fedora, RHEL, Arch) alone. Other crons (Debian, Ubuntu, macOS, BSD)
# go by the machine's own zone: there each job's zone must be the machine's, or use systemd.
# Where two jobs have different zones, their order matters: a zone holds until the next one.
# cron does not catch up what it missed while the machine was off: revops schedule check tells.
"""


def entries(workspace: Workspace, jobs: Sequence[Timed], now: datetime) -> list[Entry]:
    """Give one file with a line a job.

    A `%` would end a command of cron, so it is escaped; words are quoted for the shell.
    """
    lines = []
    for each in jobs:
        cron = parsed(each.job.cron)
        when = fields(cron.minutes, cron.hours, cron.days, cron.months, cron.weekdays)
        command = shlex.join(words_of(workspace, each)).replace("%", r"\%")
        lines.append(f"CRON_TZ={each.zone}\n{when} {command}\n")
    return [Entry("revops.cron", _HEAD + "".join(lines))]
