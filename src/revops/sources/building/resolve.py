"""An export's mapping meets a file's header: which text goes into which of our columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from revops.sources.mapping import Cell, Export, FirstFilled, FirstListed, Joined, Names, parts
from revops.sources.reading.header import Header, tidy
from revops.tables import PROVENANCE, TABLES


@dataclass(frozen=True)
class Plan:
    """For each of our columns the text that the file gives it, blank and missing as null."""

    texts: Mapping[str, pl.Expr]
    shifts: Mapping[str, int] = field(default_factory=dict)


class _Resolver:
    """The mapping and the header at hand."""

    def __init__(self, export: Export, header: Header) -> None:
        self.export, self.header = export, header
        self.only = {tidy(name).casefold(): rule for name, rule in export.only.items()}
        self.shifts = {tidy(name).casefold(): by for name, by in export.shifts.items()}

    def at(self, place: int) -> pl.Expr:
        """Give a column of the file, trimmed; what means missing is null."""
        text = pl.col(str(place)).str.strip_chars()
        filled = ~text.is_in(["", *self.export.missing])
        if rule := self.only.get(self.header.names[place].casefold()):
            filled &= text.str.contains(rule)
        return pl.when(filled).then(text)

    def one(self, names: Names) -> pl.Expr | None:
        """Give the first of several headers that the file has."""
        found = self.header.find(names)
        return None if found is None else self.at(found.index)

    def text(self, cell: Cell) -> pl.Expr | None:
        """Give a cell's text; nothing when the file has none of its headers."""
        texts = [text for names in parts(cell) if (text := self.one(names)) is not None]
        if not texts:
            return None
        match cell:
            case FirstFilled():
                return pl.coalesce(texts)
            case Joined(mark=mark):
                joined = pl.concat_str(texts, separator=mark, ignore_nulls=True)
                return pl.when(joined != "").then(joined)
            case FirstListed():
                return texts[0].str.extract(r"^[\s;|,]*([^;|,]+)").str.strip_chars()
        return texts[0]

    def shift(self, cell: Cell) -> int:
        """Tell by how much the decimal point moves under the header that was found."""
        found = self.header.find(cell) if isinstance(cell, tuple) else None
        return self.shifts.get(self.header.names[found.index].casefold(), 0) if found else 0

    def held(self, cell: Cell) -> dict[str, str]:
        """Give what the header itself holds, such as the currency."""
        found = [self.header.find(names) for names in parts(cell)]
        known = {**TABLES[self.export.table].columns, **PROVENANCE}
        return {k: v for one in found if one for k, v in one.held.items() if k in known and v}

    def plan(self) -> Plan:
        """Resolve every column."""
        cells = self.export.columns
        texts = {our: text for our in cells if (text := self.text(cells[our])) is not None}
        for cell in cells.values():
            for our, value in self.held(cell).items():
                texts[our] = _filled(texts.get(our), value)
        shifts = {our: by for our in cells if (by := self.shift(cells[our]))}
        return Plan({our: self.said(our, text) for our, text in texts.items()}, shifts)

    def said(self, our: str, text: pl.Expr) -> pl.Expr:
        """Translate a cell's values, and say what a blank one means."""
        words = self.export.values.get(our, {})
        if words:
            lower = {word.casefold(): ours for word, ours in words.items()}
            text = text.str.to_lowercase().replace_strict(
                lower, default=text, return_dtype=pl.String
            )
        return _filled(text, self.export.blanks[our]) if our in self.export.blanks else text


def _filled(text: pl.Expr | None, value: str) -> pl.Expr:
    """Fill the blanks of a text, or be the value where there is no text."""
    return pl.lit(value) if text is None else text.fill_null(value)


def resolve(export: Export, header: Iterable[str]) -> Plan:
    """Say which text of the file goes into which of our columns.

    >>> from revops.sources.mapping import Export
    >>> toy = Export("toy", "leads", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})
    >>> list(resolve(toy, ["MAIL", "Id"]).texts)
    ['lead_id', 'email']
    """
    return _Resolver(export, Header(header)).plan()
