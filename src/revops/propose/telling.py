"""An explained file as lines for the terminal: aligned, short, and safe to print."""

import re
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from revops.propose.explain import Explained
from revops.propose.toml import said
from revops.sources import SOURCES, Loaded
from revops.sources.building.adapt import adapted
from revops.sources.mapping import Export
from revops.sources.reading.header import Header
from revops.sources.recognise import placed
from revops.tables import PROVENANCE

N_ROWS = 5
_CLIP, _LINES = 26, 12
_MARKS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def _clip(text: object, width: int = _CLIP) -> str:
    """Show a cell on one line, shortened."""
    shown = said("" if text is None else str(text))
    return shown if len(shown) <= width else f"{shown[: width - 3]}..."


def _aligned(pairs: Iterable[Sequence[str]], indent: str = "  ") -> Iterator[str]:
    """Write rows in columns as wide as their widest cell."""
    rows = [list(pair) for pair in pairs]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{indent}{'  '.join(cells)}".rstrip()


def _exports(one: Explained) -> tuple[Export, ...]:
    """Give the mappings by which the file was read."""
    return adapted(one.settings, SOURCES) if one.settings else ()


def _around(one: Explained) -> Iterator[tuple[str, str]]:
    """Say what stands above the header, and which of the last rows add others up."""
    found = one.recognised
    above = [cell for r in found.head.records[: max(0, found.header_row - 1)] for cell in r if cell]
    if above:
        yield "above it", "; ".join(_clip(cell, 60) for cell in above[:4])
    totals = [pattern for export in _exports(one) for pattern in export.totals]
    first = [next((cell for cell in r if cell.strip()), "") for r in found.head.tail]
    closing = [cell for cell in first if any(re.match(pattern, cell) for pattern in totals)]
    if closing:
        yield "footer", "; ".join(_clip(cell, 60) for cell in closing[:4])


def _what(one: Explained) -> Iterator[tuple[str, str]]:
    """Say what the file is, and how it is written."""
    found = one.recognised
    if found.head.sheet:
        yield "sheet", _clip(found.head.sheet, 60)
    if found.head.encoding:
        yield "encoding", found.head.encoding
        yield "separator", _MARKS.get(found.head.separator, found.head.separator)
    if found.header_row:
        yield "header", f"row {found.header_row}"
    yield from _around(one)
    if one.block and one.settings:
        yield "read as", f"{one.settings.source}, by block {one.block} of revops.toml"
    elif found.source:
        reasons = found.best.reasons if found.best else ("no known vendor; every column a guess",)
        tables = ", ".join(found.tables)
        yield found.status, f"{found.source} -> {tables}: {'; '.join(map(said, reasons))}"
    if found.rivals:
        yield "or is it", ", ".join(found.rivals)


def _headers(one: Explained) -> Iterator[tuple[str, str]]:
    """Say which of our columns each header goes to."""
    matched = placed(_exports(one), Header(one.recognised.header))
    for name in dict.fromkeys(filter(None, one.recognised.header)):
        ours = matched.get(name)
        shown = "not read" if ours is None else "-> " + ", ".join(ours) if ours else "a sign of it"
        yield _clip(name, 48), shown


def _readings(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Say how dates and numbers were read, and by what evidence."""
    for row in loaded.readings.to_dicts():
        cells = f"{row['n_cells']} cells"
        cells += f", {row['n_by_cell']} one by one" if row["n_by_cell"] else ""
        cells += f", {row['n_refused']} refused" if row["n_refused"] else ""
        name = f"{row['table']}.{row['column']}"
        yield (
            name,
            f"{said(row['read_as'] or '')}; {said(row['evidence'] or 'no evidence')}; {cells}",
        )


def _refused(rejected: pl.DataFrame) -> Iterator[str]:
    """List what was refused, the first of each column and reason."""
    counted = rejected.group_by("table", "column", "reason", maintain_order=True).agg(
        n=pl.len(), row=pl.col("from_row").first()
    )
    for row in counted.head(_LINES).to_dicts():
        place = f"{row['table']}.{row['column']}" if row["column"] else f"rows of {row['table']}"
        yield f"  {place}: {row['n']} x {row['reason']}, first in row {row['row']}"


def _cells(column: pl.Series) -> list[str]:
    """Write the cells of a column as people read them."""
    match column.dtype:
        case pl.List():
            column = column.cast(pl.List(pl.String)).list.join(";")
        case pl.Datetime():
            column = column.dt.to_string("%Y-%m-%d %H:%M UTC")
        case pl.Decimal():
            column = column.cast(pl.String).str.replace(r"\.?0+$", "")
    return [_clip(cell) for cell in column.cast(pl.String).to_list()]


def _first(frame: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Show the first rows, a line a column; columns without a value are left out."""
    shown = frame.head(N_ROWS).drop(*PROVENANCE, strict=False)
    for column in shown.iter_columns():
        if column.null_count() < column.len():
            yield column.name, " | ".join(_cells(column))


def _loaded(one: Explained, loaded: Loaded) -> Iterator[str]:
    """Tell what a load would make of it."""
    rows = loaded.files.row(0, named=True)
    part = " of its first part (the file is large)" if one.is_head else ""
    yield f"  rows: {rows['n_rows']:,}{part}; totals and footers left out: {rows['n_totals']:,}"
    if not loaded.readings.is_empty():
        yield from ("", "Dates and numbers", *_aligned(_readings(loaded)))
    if not loaded.rejected.is_empty():
        yield from ("", "Refused", *_refused(loaded.rejected))
    for name, frame in loaded.tables.items():
        yield from ("", f"First rows of {name}", *_aligned(_first(frame)))


def told(one: Explained) -> Iterator[str]:
    """Write an explained file as lines."""
    yield said(one.recognised.path.name)
    yield from _aligned(_what(one))
    if one.settings:
        yield from ("", "Headers", *_aligned(_headers(one)), "")
    if one.loaded:
        yield from _loaded(one, one.loaded)
    if one.problems:
        yield "It cannot be read:" if one.settings else "It has no place:"
        yield from (f"  - {said(problem)}" for problem in one.problems)
