"""Files that are one export made on several days: the same source, and a day in the name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from revops.propose.folder import path_in
from revops.sources.reading.days import days_of
from revops.sources.recognise import Recognised

_DAY = r"(?:19|20)\d\d([-_.]?)\d\d\1\d\d"
_CLOCK = r"(?:[T_ .-]?\d\d[-:.h_]?\d\d(?:[-:._]?\d\d)?)?"
_MONTH = r"(?:19|20)\d\d[-_.](?:0[1-9]|1[0-2])"
#: A month's name after it makes a number the day of a span: `1-jul-2025-12-jun-2026`.
_NAMED = (
    r"[-_. ](?:ene|jan|feb|fev|mar|abr|apr|may|mai|jun|jul|ago|aug|sep|set|oct|out|nov|dic|dec|dez)"
)
_DATED = re.compile(
    rf"(?<!\d)(?:{_DAY}{_CLOCK}|\d\d[-_.]\d\d[-_.](?:19|20)\d\d|{_MONTH}(?!{_NAMED}))(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Family:
    """Recognised files that one block of settings reads, oldest first."""

    path: str
    members: tuple[Recognised, ...]
    is_dated: bool = False
    sources: tuple[str, ...] = field(default=())

    @property
    def newest(self) -> Recognised:
        """Give the file that speaks for all."""
        return self.members[-1]


def shape(name: str) -> str:
    """Write a file's name with its day as a pattern; the name itself where it tells none.

    >>> shape("contacts-2026-07-01.csv"), shape("deals_v2.csv")
    ('contacts-????-??-??.csv', 'deals_v2.csv')
    >>> shape("Faro-1-jul-2025-12-jun-2026.csv"), shape("deals 2026-05.csv")
    ('Faro-1-jul-2025-12-jun-2026.csv', 'deals ????-??.csv')
    """
    found = _DATED.search(name)
    if found is None or re.search(r"[\[*?$\\]", name):
        return name
    return name[: found.start()] + re.sub(r"\d", "?", found[0]) + name[found.end() :]


def _order(one: Recognised) -> tuple[str, str]:
    """Order by the day of the name, then by the name."""
    days = days_of(one.path.name)
    return (days[0].isoformat() if len(days) == 1 else "", one.path.name)


def families(found: Sequence[Recognised], workspace: Path) -> list[Family]:
    """Group recognised files by source, sheet and name without its day, in the files' order."""
    grouped: dict[tuple[object, ...], list[Recognised]] = {}
    for one in found:
        mapped = tuple(sorted(one.guess.columns.items())) if one.guess else ()
        kind = (one.source, one.tables, mapped, one.head.sheet)
        name = shape(one.path.name)
        grouped.setdefault((*kind, one.path.parent, name), []).append(one)
    return [_family(members, str(key[-1]), workspace) for key, members in grouped.items()]


def _family(members: list[Recognised], name: str, workspace: Path) -> Family:
    """Make one family; a file whose name tells no day stands for itself."""
    ordered = sorted(members, key=_order)
    is_dated = name != ordered[0].path.name
    path = path_in(workspace, ordered[-1].path, name if is_dated else "")
    return Family(path, tuple(ordered), is_dated)
