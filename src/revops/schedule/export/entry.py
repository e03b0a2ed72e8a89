"""One file for another scheduler, and what its parts share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from revops.errors import RevopsError
from revops.schedule.child import command_of
from revops.schedule.jobs import Timed
from revops.workspace import Workspace


@dataclass(frozen=True)
class Entry:
    """A file: its name and its text. `head` is a first line that only the written file has."""

    name: str
    text: str
    head: str = ""
    encoding: str = "utf-8"

    def shown(self, *, alone: bool) -> str:
        """Give the text for a terminal; beside others it begins with its name."""
        return self.text.rstrip("\n") if alone else f"# ---- {self.name}\n{self.text}"

    def write(self, folder: Path) -> Path:
        """Write the file into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.name
        end = "\r\n" if self.encoding == "utf-16" else "\n"
        path.write_text(self.head + self.text, self.encoding, newline=end)
        return path


def words_of(workspace: Workspace, timed: Timed) -> list[str]:
    """Give the words of the command that runs a job; a path that no line can hold is refused."""
    words = command_of(workspace.root, timed.name)
    for word in words:
        if not word.isprintable():
            raise RevopsError(
                f"the path {word!r} has a line break or another control character, which no "
                "scheduler takes. Rename the folder, or use: revops schedule run"
            )
    return words


def compact(values: Sequence[int], least: int, most: int) -> str:
    """Write values as a field of cron: all as `*`, neighbours as a range.

    >>> compact((0, 1, 2, 4, 6, 7), 0, 59), compact(tuple(range(7)), 0, 6)
    ('0-2,4,6-7', '*')
    """
    if len(values) == most - least + 1:
        return "*"
    runs: list[list[int]] = []
    for value in values:
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def fields(
    minutes: Sequence[int],
    hours: Sequence[int],
    days: Sequence[int],
    months: Sequence[int],
    weekdays: Sequence[int],
) -> str:
    """Write the five fields in numbers only, which every cron reads; weekdays from Sunday, 0."""
    limits = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
    given = (minutes, hours, days, months, weekdays)
    return " ".join(compact(each, *limit) for each, limit in zip(given, limits, strict=True))


def offsets(timed: Timed, now: datetime) -> list[timedelta]:
    """Give a zone's distances from UTC within a year, the least first."""
    days: Iterable[datetime] = (now + timedelta(days=n) for n in range(367))
    found = {timed.local(day).utcoffset() or timedelta(0) for day in days}
    return sorted(found)
