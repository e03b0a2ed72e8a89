"""What a file was recognised as: how it is written, what it may be, and how sure that is."""

from dataclasses import dataclass, field
from pathlib import Path

from revops.sources.reading.header import Header, tidy
from revops.sources.recognise.content import Content, contents
from revops.sources.recognise.guess import Guess
from revops.sources.recognise.head import Head, Record
from revops.sources.recognise.rank import Candidate, placed
from revops.sources.recognise.spellings import Sources

_NEAR = 0.9


@dataclass(frozen=True)
class Recognised:
    """One file, or one sheet of it: how it is written, and what it may be, best first."""

    path: Path
    head: Head = field(default_factory=lambda: Head(()))
    header_row: int = 0
    candidates: tuple[Candidate, ...] = ()
    guesses: tuple[Guess, ...] = ()
    problem: str = ""

    @property
    def header(self) -> Record:
        """Give the headers, trimmed."""
        records = self.head.records
        return tuple(map(tidy, records[self.header_row - 1])) if self.header_row else ()

    @property
    def contents(self) -> list[Content]:
        """Give the first cells of each column."""
        return contents(self.header, self.head.records[self.header_row :])

    @property
    def best(self) -> Candidate | None:
        """Give the source that it is most likely of, if its key is there."""
        first = next(iter(self.candidates), None)
        return first if first and not first.lacking else None

    @property
    def rivals(self) -> list[str]:
        """Name other sources that it may be of just as well."""
        best = self.best
        others = [one for one in self.candidates[1:] if not one.lacking]
        return [one.source for one in others if best and one.score >= _NEAR * best.score]

    @property
    def guess(self) -> Guess | None:
        """Give the best guess where no source is recognised."""
        return None if self.best else next(iter(self.guesses), None)

    @property
    def status(self) -> str:
        """Say how sure it is: `matched`, `guessed` or `unplaced`."""
        if self.best and self.best.is_sure and not self.rivals:
            return "matched"
        return "guessed" if self.best or self.guess else "unplaced"

    @property
    def source(self) -> str:
        """Name the source that revops.toml would call it; nothing where it has no place."""
        return self.best.source if self.best else "custom" if self.guess else ""

    @property
    def tables(self) -> tuple[str, ...]:
        """Name the tables that it feeds."""
        return self.best.tables if self.best else (self.guess.table,) if self.guess else ()


def unread(recognised: Recognised, sources: Sources) -> list[str]:
    """List the headers that no column takes."""
    taken: set[str] = set(recognised.guess.columns.values()) if recognised.guess else set()
    if recognised.best:
        taken |= set(placed(sources[recognised.best.source], Header(recognised.header)))
    return [name for name in dict.fromkeys(recognised.header) if name and name not in taken]


def read_as(recognised: Recognised, sources: Sources) -> dict[str, str]:
    """Give for each `table.column` the header that fills it, of several the first."""
    if recognised.guess:
        table = recognised.guess.table
        return {f"{table}.{our}": name for our, name in recognised.guess.columns.items()}
    if not recognised.best:
        return {}
    matched = placed(sources[recognised.best.source], Header(recognised.header))
    found: dict[str, str] = {}
    for name, columns in matched.items():
        for our in columns:
            found.setdefault(our, name)
    return found
