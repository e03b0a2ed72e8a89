"""What all sources and all plain words know, made once for many files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from revops.sources.recognise.content import plain
from revops.sources.recognise.guess import vocabulary
from revops.sources.recognise.head import Record
from revops.sources.recognise.spellings import Sources, Spellings

_HEADER_RECORDS = 60


@dataclass(frozen=True)
class Recogniser:
    """What all sources and all words know, made once for many files."""

    sources: Sources

    @cached_property
    def known(self) -> Spellings:
        """Every spelling of every source."""
        return Spellings.of(self.sources)

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """Every plain word of every column that can be guessed."""
        return vocabulary(self.sources)

    @cached_property
    def _every_word(self) -> frozenset[str]:
        tables = self.words.values()
        return frozenset(word for table in tables for words in table.values() for word in words)

    def count(self, record: Sequence[str]) -> float:
        """Count the headers of a record that are known; plain words count a little less."""
        spelt = self.known.count(record)
        names = {plain(cell) for cell in record if cell and len(cell) < 80}
        return max(spelt, 0.9 * len(names & self._every_word))

    def evidence(self, records: Sequence[Record]) -> tuple[float, int]:
        """Rate the records that a separator gives: known headers, then cells."""
        most = max((self.count(record) for record in records), default=0)
        width = max((len(record) for record in records), default=0)
        return (most if most > 1 else 0), width

    def header_at(self, records: Sequence[Record]) -> int:
        """Find the header among the first records: most known names, else the widest."""
        first = records[:_HEADER_RECORDS]
        counts = [self.count(record) for record in first]
        if max(counts, default=0) > 1:
            return counts.index(max(counts))
        widths = [sum(bool(cell.strip()) for cell in record) for record in first]
        return widths.index(max(widths)) if widths else 0
