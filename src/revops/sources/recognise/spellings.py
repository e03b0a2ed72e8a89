"""How much a header tells: one that a single export knows tells more than one that many know."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from revops.sources.mapping import Cell, Export, Names, parts
from revops.sources.reading.header import tidy

Sources = Mapping[str, tuple[Export, ...]]


@dataclass
class Spellings:
    """Every spelling and pattern of every source, and who knows it.

    >>> from revops.sources.mapping import Export
    >>> toy = Export("toy", "leads", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})
    >>> pet = Export("pet", "leads", "leads", columns={"lead_id": ("Id",)})
    >>> known = Spellings.of({"toy.leads": (toy,), "pet.leads": (pet,)})
    >>> known.weight("ID"), known.weight("mail"), known.weight("age")
    (0.5, 1.0, 0.0)
    """

    plain: dict[str, set[str]] = field(default_factory=dict)
    patterns: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    seen: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Sources) -> "Spellings":
        """Gather the spellings of all sources."""
        made = cls()
        for name, exports in sources.items():
            for spelling in dict.fromkeys(s for one in exports for s in spelt_by(one)):
                if isinstance(spelling, str):
                    made.plain.setdefault(tidy(spelling).casefold(), set()).add(name)
                else:
                    made.patterns.append((spelling, name))
        return made

    def who(self, header: str) -> frozenset[str]:
        """Name the sources that know a header."""
        name = tidy(header)
        if name not in self.seen:
            plain = self.plain.get(name.casefold(), set()) if name else set()
            held = {source for pattern, source in self.patterns if pattern.fullmatch(name)}
            self.seen[name] = frozenset(plain | held)
        return self.seen[name]

    def weight(self, header: str) -> float:
        """Say how much a header tells: one shared by all who know it."""
        knowing = self.who(header)
        return 1 / len(knowing) if knowing else 0.0

    def count(self, record: Sequence[str]) -> int:
        """Count the headers of a record whose plain spelling is known."""
        return len({name for cell in record if (name := tidy(cell).casefold()) in self.plain})


def spelt_by(export: Export) -> Iterable[str | re.Pattern[str]]:
    """Give every spelling and pattern of an export: stage columns and signs of it, too."""
    cells = [*export.columns.values(), *(export.wide.columns.values() if export.wide else ())]
    return (name for names in (*headers_of(cells), export.beside) for name in names)


def headers_of(cells: Iterable[Cell]) -> list[Names]:
    """Give the spellings of every header that some cells are made of."""
    return [names for cell in cells for names in parts(cell)]
