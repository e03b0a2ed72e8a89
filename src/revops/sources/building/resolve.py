"""An export's mapping meets a file's header: which text goes into which of our columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from revops.sources.casting import words
from revops.sources.casting.epoch import since_1970
from revops.sources.mapping import (
    Beside,
    Cell,
    Epoch,
    Export,
    FirstFilled,
    FirstListed,
    Joined,
    Names,
    OneDay,
    Piece,
    Without,
    parts,
)
from revops.sources.reading.header import Header, tidy
from revops.tables import PROVENANCE, TABLES


@dataclass(frozen=True)
class Plan:
    """For each of our columns the text that the file gives it, blank and missing as null."""

    texts: Mapping[str, pl.Expr]
    shifts: Mapping[str, int] = field(default_factory=dict)


class _Resolver:
    """The mapping and the header at hand."""

    def __init__(self, export: Export, header: Header, **known: bool) -> None:
        self.export, self.header, self.known = export, header, known
        self.only = {tidy(name).casefold(): rule for name, rule in export.only.items()}
        self.shifts = {tidy(name).casefold(): by for name, by in export.shifts.items()}
        self.dtype: pl.DataType = pl.String()

    def at(self, place: int) -> pl.Expr:
        """Give a column of the file, trimmed; what means missing is null."""
        text = filled_text(self.export, place, self.dtype, **self.known)
        rule = self.only.get(self.header.names[place].casefold())
        return pl.when(text.str.contains(rule)).then(text) if rule else text

    def one(self, names: Names) -> pl.Expr | None:
        """Give the first of several headers that the file has."""
        found = self.header.find(names)
        return None if found is None else self.at(found.index)

    def text(self, cell: Cell) -> pl.Expr | None:
        """Give a cell's text; nothing when the file has none of its headers."""
        match cell:
            case FirstFilled(parts=several):
                filled = self.texts(several)
                return pl.coalesce(filled) if filled else None
            case Joined():
                return self.joined(cell)
            case FirstListed(names=names):
                listed = self.one(names)
                first = r"^[\s;|,]*([^;|,]+)"
                return None if listed is None else listed.str.extract(first).str.strip_chars()
            case Piece(names=names, pattern=pattern):
                held = self.one(names)
                return None if held is None else held.str.extract(pattern).str.strip_chars()
            case Epoch(names=names):
                counted = self.one(names)
                return None if counted is None else since_1970(counted)
            case OneDay():
                return self.one_day(cell)
            case Beside(pairs=pairs):
                return next((self.one(own) for of, own in pairs if self.header.find(of)), None)
            case Without(names=names, other=other):
                return self.without(names, other)
        return self.one(cell)

    def texts(self, cells: Iterable[Cell]) -> list[pl.Expr]:
        """Give the texts of the cells whose headers the file has."""
        return [text for cell in cells if (text := self.text(cell)) is not None]

    def joined(self, cell: Joined) -> pl.Expr | None:
        """Give several texts as one; a whole one only where every part is there."""
        texts = self.texts(cell.parts)
        if not texts or (cell.whole and len(texts) < len(cell.parts)):
            return None
        joined = pl.concat_str(texts, separator=cell.mark, ignore_nulls=not cell.whole)
        return pl.when(joined != "").then(joined + pl.lit(cell.end))

    def one_day(self, cell: OneDay) -> pl.Expr | None:
        """Give the first day of a span where the last one is the same."""
        first, last = self.one(cell.first), self.one(cell.last)
        if first is None or last is None:
            return first if cell.alone else None
        return pl.when(first == last).then(first)

    def without(self, names: Names, other: Names) -> pl.Expr | None:
        """Give a header's cells where the other one says nothing, or nought."""
        whole, rest = self.one(names), self.one(other)
        if whole is None or rest is None:
            return whole
        return pl.when(rest.is_null() | ~rest.str.contains("[1-9]")).then(whole)

    def of(self, our: str) -> pl.Expr | None:
        """Give the text of one of our columns: its type tells which words mean missing."""
        known = {**TABLES[self.export.table].columns, **PROVENANCE}
        self.dtype = known[our].dtype if our in known else pl.String()
        return self.text(self.export.columns[our])

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
        texts = {our: text for our in cells if (text := self.of(our)) is not None}
        for cell in cells.values():
            for our, value in self.held(cell).items():
                texts[our] = _filled(texts.get(our), value)
        shifts = {our: by for our in cells if (by := self.shift(cells[our]))}
        return Plan({our: self.said(our, text) for our, text in texts.items()}, shifts)

    def said(self, our: str, text: pl.Expr) -> pl.Expr:
        """Translate a cell's values, and say what a blank one means."""
        said = self.export.values.get(our, {})
        if said:
            lower = {word.casefold(): ours for word, ours in said.items()}
            by = partial(_translated, words=lower, other=self.export.otherwise.get(our))
            text = text.map_batches(by, return_dtype=pl.String(), is_elementwise=True)
        return _filled(text, self.export.blanks[our]) if our in self.export.blanks else text


def filled_text(
    export: Export,
    place: int,
    dtype: pl.DataType | None = None,
    *,
    is_trimmed: bool = False,
    is_filled: bool = False,
) -> pl.Expr:
    """Give a column of the file, trimmed; what means missing, in its type, is null."""
    cell = pl.col(str(place))
    if is_filled:
        return words.filled_beside(cell, dtype or pl.String())
    text = cell if is_trimmed else cell.str.strip_chars()
    return words.filled(text, dtype or pl.String(), export.missing)


def _translated(cells: pl.Series, words: Mapping[str, str], other: str | None) -> pl.Series:
    """Translate a stretch of cells, whatever their case; what else is filled may be `other`.

    >>> _translated(pl.Series(["Clic", "x", None]), {"clic": "click"}, None).to_list()
    ['click', 'x', None]
    """
    distinct = cells.unique()
    said = _said(distinct, words, other)
    if said.equals(distinct):
        return cells
    return cells.replace_strict(distinct, said, return_dtype=pl.String)


def _said(cells: pl.Series, words: Mapping[str, str], other: str | None) -> pl.Series:
    """Translate cells one by one."""
    text = pl.col("cell")
    default = text if other is None else pl.when(text.is_not_null()).then(pl.lit(other))
    lower = text.str.to_lowercase()
    said = lower.replace_strict(words, default=default, return_dtype=pl.String)
    return cells.alias("cell").to_frame().select(said).to_series().alias(cells.name)


def _filled(text: pl.Expr | None, value: str) -> pl.Expr:
    """Fill the blanks of a text, or be the value where there is no text."""
    return pl.lit(value) if text is None else text.fill_null(value)


def resolve(export: Export, header: Iterable[str], **known: bool) -> Plan:
    """Say which text of the file goes into which of our columns.

    Where the file's cells are known to be trimmed (`is_trimmed`), or without what machines write
    for nothing too (`is_filled`), that need not be done again column by column.

    >>> from revops.sources.mapping import Export
    >>> toy = Export("toy", "leads", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})
    >>> list(resolve(toy, ["MAIL", "Id"]).texts)
    ['lead_id', 'email']
    """
    return _Resolver(export, Header(header), **known).plan()
