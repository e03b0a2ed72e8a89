"""An export in memory: typed cells, how they are written, and where each row lands in the file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

Cell = str | date | datetime | Decimal | None
Write = Callable[[int, Cell], str]
BLANK = -1


def plain(_: int, cell: Cell) -> str:
    """Write a cell as the clean export does: ISO days, points, no thousands."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time(0) else f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@dataclass
class Sheet:
    """One export: what its cells mean, and everything that a save may change.

    `extra` maps a place among the rows to lines that are no data: totals, repeated headers, blanks.
    `renamed` names the columns whose cells can't be had back, though each still names its row.
    """

    header: list[str]
    rows: list[list[Cell]]
    source: Mapping[str, object]
    table: str
    write: dict[int, Write] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[list[str]] = field(default_factory=list)
    extra: dict[int, list[list[str]]] = field(default_factory=dict)
    separator: str = ","
    quote_all: bool = False
    line_end: str = "\n"
    encoding: str = "utf-8"
    pad: str = ""
    done: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    renamed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Remember which row is which."""
        self.origin = list(range(len(self.rows)))

    def columns(self, kind: type) -> list[int]:
        """Give the columns that hold days, numbers or text."""
        found = []
        for place in range(len(self.header)):
            cells = [row[place] for row in self.rows if row[place] is not None]
            if cells and all(isinstance(cell, kind) for cell in cells):
                found.append(place)
        return found

    def _line(self, cells: list[str]) -> str:
        shown = [self._quoted(cell) for cell in cells]
        return self.separator.join(shown)

    def _quoted(self, cell: str) -> str:
        needs = self.quote_all or any(mark in cell for mark in (self.separator, '"', "\n"))
        escaped = cell.replace('"', '""')
        return f'"{escaped}"' if needs else cell

    def text_of(self, row: int, place: int) -> str:
        """Write one cell."""
        said = self.write.get(place, plain)(row, self.rows[row][place])
        return f"{said}{self.pad}" if said else said

    def content(self) -> tuple[bytes, dict[int, int]]:
        """Give the file, and which line of it holds which row."""
        order = self.order or list(range(len(self.header)))
        lines = [*self.before, self._line([self.header[place] for place in order])]
        places: dict[int, int] = {}
        for row in range(len(self.rows)):
            for cells in self.extra.get(row, []):
                lines.append(self._line([cells[place] for place in order]))
            places[len(lines) + 1] = row
            lines.append(self._line([self.text_of(row, place) for place in order]))
        lines += [self._line([cells[place] for place in order]) for cells in self.after]
        return (self.line_end.join(lines) + self.line_end).encode(self.encoding), places
