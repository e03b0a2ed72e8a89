"""Finding our columns among their headers, whatever the case, blanks and marks around them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from revops.sources.mapping import Export, Names, parts


def tidy(header: str | None) -> str:
    """Take blanks, line ends and byte order marks off a header.

    >>> tidy("\\ufeff Record\\n ID ")
    'Record ID'
    """
    return " ".join((header or "").replace("\ufeff", "").split())


@dataclass(frozen=True)
class Found:
    """A header that was found: its place, and what its pattern held."""

    index: int
    held: dict[str, str]


class Header:
    """The headers of one file, in order; of two equal ones the first counts.

    >>> Header(["Record ID", " create DATE "]).find(("Create Date",))
    Found(index=1, held={})
    """

    def __init__(self, names: Iterable[str | None]) -> None:
        self.names = [tidy(name) for name in names]
        self._places: dict[str, int] = {}
        for place, name in enumerate(self.names):
            if name:
                self._places.setdefault(name.casefold(), place)

    def find(self, names: Names) -> Found | None:
        """Find the first spelling that the file has."""
        for name in names:
            if isinstance(name, re.Pattern):
                matched = self._matches(name)
                if matched:
                    return matched[0]
            elif (place := self._places.get(tidy(name).casefold())) is not None:
                return Found(place, {})
        return None

    def find_all(self, names: Names) -> list[Found]:
        """Find every header that one of the patterns matches, in the file's order."""
        found = [m for name in names if isinstance(name, re.Pattern) for m in self._matches(name)]
        return sorted(found, key=lambda one: one.index)

    def _matches(self, pattern: re.Pattern[str]) -> list[Found]:
        """Give the headers that a pattern matches as a whole."""
        matches = ((place, pattern.fullmatch(name)) for place, name in enumerate(self.names))
        return [Found(place, match.groupdict()) for place, match in matches if match]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and tidy(name).casefold() in self._places


def _known(exports: Sequence[Export]) -> tuple[set[str], list[re.Pattern[str]]]:
    """Give every spelling and every pattern that the exports know."""
    cells = [names for one in exports for cell in one.columns.values() for names in parts(cell)]
    wide = [names for one in exports if one.wide for names in one.wide.columns.values()]
    beside = [one.beside for one in exports]
    spellings = [name for names in (*cells, *wide, *beside) for name in names]
    plain = {tidy(name).casefold() for name in spellings if isinstance(name, str)}
    return plain, [name for name in spellings if isinstance(name, re.Pattern)]


def scores(exports: Sequence[Export], records: Iterable[Sequence[str | None]]) -> list[int]:
    """Count in each line the headers that are known: the header line is the one with most."""
    plain, patterns = _known(exports)

    def is_known(name: str) -> bool:
        return name.casefold() in plain or any(pattern.fullmatch(name) for pattern in patterns)

    return [sum(is_known(name) for name in set(map(tidy, record))) for record in records]


def header_record(exports: Sequence[Export], records: Sequence[Sequence[str | None]]) -> int:
    """Tell which of a file's first records is the header; the first filled one if none fits.

    >>> from revops.sources.mapping import Export
    >>> wanted = Export("toy", "leads", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})
    >>> header_record([wanted], [["Lead report"], ["Id", "Mail"], ["1", "ana@faro.cl"]])
    1
    """
    counts = scores(exports, records)
    if not any(counts):
        return next((i for i, record in enumerate(records) if any(map(tidy, record))), 0)
    return counts.index(max(counts))


def spelt(names: Names) -> str:
    """Show the spellings of a header to people.

    >>> spelt(("Id", re.compile(r"Spent .(?P<currency>[A-Z]{3}).")))
    "'Id', 'Spent ...'"
    """
    plain = (n if isinstance(n, str) else re.sub(r"[\\(\[.].*", "...", n.pattern) for n in names)
    return ", ".join(f"'{name}'" for name in dict.fromkeys(plain))
