"""The files of one pattern in the order of their days, and the states known by a day."""

from collections.abc import Sequence
from datetime import date, datetime

from revops.sources.reading.days import days_of
from revops.sources.reading.paths import File
from revops.sources.refusal import refuse

_UNDATED = (
    "its name holds no day, and successive states need one. Put the day of the export into the "
    'name, such as 2026-07-01, or set successive = "parts".'
)


def day_of(file: File) -> datetime | None:
    """Give the day that a file's name tells; null where it tells none or may mean several."""
    days = days_of(file.name)
    return days[0] if len(days) == 1 else None


def _problems(found: Sequence[File]) -> list[str]:
    """List the files that are no state of one day of their own."""
    problems, seen = [], dict[datetime, str]()
    for file in found:
        days = days_of(file.name)
        if len(days) > 1:
            meant = " or ".join(str(day.date()) for day in days)
            problems.append(f"{file.name}: its name may mean {meant}. Write it as year-month-day.")
        elif not days:
            problems.append(f"{file.name}: {_UNDATED}")
        elif (other := seen.setdefault(days[0], file.name)) != file.name:
            problems.append(
                f"{file.name}: this is a state of the same day as {other}. Take one of the two "
                "out, or add the time to both names, such as 2026-07-01_0930."
            )
    return problems


def in_order(found: Sequence[File], mode: str | None, until: date | None = None) -> list[File]:
    """Put files in the order of their days, oldest first; those without a day come before.

    Of successive states only those up to `until` are known then; where none is, the first is
    all that can be known.

    >>> from pathlib import Path
    >>> names = ("deals 05-02-2026.csv", "deals 31-01-2026.csv", "deals 28-02-2026.csv")
    >>> found = [File(name, Path(name)) for name in names]
    >>> [file.name for file in in_order(found[1:], "states", date(2026, 2, 1))]
    ['deals 31-01-2026.csv']
    >>> in_order(found, "states")
    Traceback (most recent call last):
        ...
    revops.errors.SourceError: an export cannot be read:
      - deals 05-02-2026.csv: its name may mean 2026-02-05 or 2026-05-02. Write it as ...
    """
    if mode == "states" and (problems := _problems(found)):
        raise refuse(*problems)
    dated = [(day, file) for file in found if (day := day_of(file))]
    by_day = [file for _, file in sorted(dated, key=lambda each: each[0])]
    if mode == "states" and until is not None:
        known = [file for day, file in dated if day.date() <= until]
        return [file for file in by_day if file in known] or by_day[:1]
    return [*(file for file in found if file not in by_day), *by_day]
