"""A cron expression: minute, hour, day of the month, month, day of the week, as in crontab(5).

Schedulers disagree on the rest, so only what all of them mean alike is taken: weekdays are counted
from Sunday (0 and 7), as crontab does; `*/2` counts from there; an expression that restricts both
the day of the month and the weekday is refused, because crontab means either and others both.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from revops.errors import nearest

WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART = re.compile(r"(?P<first>\*|\w+)(?:-(?P<last>\w+))?(?:/(?P<step>\d+))?")
_LEAP_YEAR = 2028


@dataclass(frozen=True)
class Field:
    """One field: its name, its least and greatest value, and the words for them."""

    name: str
    least: int
    most: int
    words: Sequence[str] = ()

    def value(self, text: str) -> int:
        """Read one value, a number or a name."""
        if text.lower() in self.words:
            return self.words.index(text.lower()) + self.least
        if not (text.isascii() and text.isdigit()):
            raise ValueError(f"{self.name}: '{text}' is no value.{nearest(text, self.words)}")
        if not self.least <= int(text) <= self.most:
            raise ValueError(f"{self.name}: {text} is not from {self.least} to {self.most}")
        return int(text)

    def values(self, text: str) -> set[int]:
        """Read a list of values, ranges and steps.

        >>> sorted(FIELDS[0].values("*/20,5-7"))
        [0, 5, 6, 7, 20, 40]
        """
        return {value for part in text.split(",") for value in self._part(part)}

    def _part(self, text: str) -> range:
        found = _PART.fullmatch(text)
        if not found or (found["first"] == "*" and found["last"]):
            raise ValueError(f"{self.name}: '{text}' is no value, range or step such as 1-5 or */2")
        step = int(found["step"] or 1)
        if not 1 <= step <= self.most:
            raise ValueError(f"{self.name}: a step of {step} leads nowhere")
        if found["first"] == "*":
            return range(self.least, self.most + 1, step)
        if found["step"] and not found["last"]:
            raise ValueError(f"{self.name}: '{text}' has a step; write a range, as 0-30/{step}")
        first = self.value(found["first"])
        last = self.value(found["last"]) if found["last"] else first
        if last < first:
            raise ValueError(f"{self.name}: the range {text} runs backwards")
        return range(first, last + 1, step)


FIELDS = (
    Field("minute", 0, 59),
    Field("hour", 0, 23),
    Field("day of the month", 1, 31),
    Field("month", 1, 12, MONTHS),
    Field("day of the week", 0, 7, WEEKDAYS),
)


@dataclass(frozen=True)
class Cron:
    """The values of each field, in order; weekdays from 0, Sunday, to 6."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]
    months: tuple[int, ...]
    weekdays: tuple[int, ...]

    @property
    def any_day(self) -> bool:
        """Say whether each day of a month counts."""
        return len(self.days) == 31

    @property
    def any_month(self) -> bool:
        """Say whether each month counts."""
        return len(self.months) == 12

    @property
    def any_weekday(self) -> bool:
        """Say whether each day of the week counts."""
        return len(self.weekdays) == 7

    @property
    def named(self) -> str:
        """Write it with weekdays by name, which no reader can count wrongly."""
        fields = [(self.minutes, 60), (self.hours, 24), (self.days, 31), (self.months, 12)]
        numbers = ["*" if len(v) == n else ",".join(map(str, v)) for v, n in fields]
        weekdays = "*" if self.any_weekday else ",".join(WEEKDAYS[n] for n in self.weekdays)
        return " ".join([*numbers, weekdays])


def parsed(text: str) -> Cron:
    """Read a cron expression; all that is wrong is told at once.

    >>> parsed("0 7 * * 1").weekdays, parsed("30 6 * * sun,3-5,7").named
    ((1,), '30 6 * * sun,wed,thu,fri')
    >>> parsed("0 24 * * mo")
    Traceback (most recent call last):
        ...
    ValueError: hour: 24 is not from 0 to 23; day of the week: 'mo' is no value. Did you mean 'mon'?
    """
    written = text.split()
    if len(written) != len(FIELDS):
        names = ", ".join(each.name for each in FIELDS)
        raise ValueError(f"it has {len(written)} fields and takes 5: {names}")
    problems, found = [], []
    for field, part in zip(FIELDS, written, strict=True):
        try:
            found.append(field.values(part))
        except ValueError as error:
            problems.append(str(error))
    if problems:
        raise ValueError("; ".join(problems))
    minutes, hours, days, months, weekdays = map(sorted, found)
    cron = Cron(
        tuple(minutes),
        tuple(hours),
        tuple(days),
        tuple(months),
        tuple(sorted({n % 7 for n in weekdays})),
    )
    return _sensible(cron)


def _sensible(cron: Cron) -> Cron:
    if not cron.any_day and not cron.any_weekday:
        raise ValueError(
            "it names days of the month and days of the week: crontab means either, other "
            "schedulers both. Write two jobs, one for each"
        )
    if not any(monthrange(_LEAP_YEAR, month)[1] >= cron.days[0] for month in cron.months):
        raise ValueError(f"its months have no day {cron.days[0]}, so it would never be due")
    return cron
