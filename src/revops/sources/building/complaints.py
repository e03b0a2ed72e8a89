"""What is wrong with the settings of one export, before and after its file's header is seen."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import polars as pl

from revops.errors import nearest
from revops.sources.building.resolve import resolve
from revops.sources.casting.cast import Style, cast, reason
from revops.sources.casting.dates import day
from revops.sources.mapping import Export, parts
from revops.sources.reading.header import Header, spelt
from revops.tables import TABLES
from revops.workspace.settings import ExportSettings

_NOON = datetime(2026, 9, 23, 12, tzinfo=UTC)


def columns_of(table: str) -> tuple[str, ...]:
    """Give the columns of a table that the settings may name."""
    return (*TABLES[table].columns, "from_vendor")


def unknown_columns(exports: Sequence[Export], settings: ExportSettings) -> list[str]:
    """List the names that are no columns of what the export feeds."""
    known = sorted({name for export in exports for name in columns_of(export.table)})
    tables = " and ".join(dict.fromkeys(export.table for export in exports))
    return [
        f"{key}: {tables} has no column '{name}'.{nearest(name, known)} Known: {', '.join(known)}."
        for key, names in (("columns", settings.columns), ("constants", settings.constants))
        for name in names
        if name not in known
    ]


def bad_constants(exports: Sequence[Export], settings: ExportSettings) -> list[str]:
    """List the constants of adapted exports that are not of their column's type."""
    problems = {}
    for export in exports:
        for name in settings.constants.keys() & export.constants.keys():
            dtype = TABLES[export.table].schema()[name]
            style = Style("UTC", export.date_formats, export.decimal)
            one = pl.DataFrame({name: [export.constants[name]]})
            if one.select(cast(pl.col(name), dtype, style)).to_series().has_nulls():
                why = one.select(reason(pl.col(name), dtype, style)).item()
                value = settings.constants[name]
                problems[name] = f"constants: {name} = {value!r} does not fit: {why}."
    return [problems[name] for name in sorted(problems)]


def bad_format(settings: ExportSettings) -> list[str]:
    """Write a day in the declared date format and read it back.

    >>> bad_format(ExportSettings(source="custom", path="x.csv", date_format="dd/mm/yyyy"))
    ["date_format 'dd/mm/yyyy' is not understood. Write the day as %d, ... such as %d/%m/%Y %H:%M."]
    """
    declared = settings.date_format
    if declared is None:
        return []
    try:
        written = pl.DataFrame({"cell": [_NOON]}).select(pl.col("cell").dt.to_string(declared))
        understood = written.select(day(pl.col("cell"), "UTC", (declared,))).item() == _NOON.date()
    except pl.exceptions.PolarsError:
        understood = False
    advice = "Write the day as %d, the month as %m, the year as %Y, such as %d/%m/%Y %H:%M."
    return [] if understood else [f"date_format '{declared}' is not understood. {advice}"]


def _found(header: Header) -> str:
    """Show the headers that a file has."""
    return ", ".join(f"'{name}'" for name in header.names if name) or "nothing"


def unnamed(settings: ExportSettings, header: Iterable[str], row: int) -> list[str]:
    """List the headers that the settings name and the file lacks."""
    known = Header(header)
    return [
        f"columns: {our} = '{theirs}', but row {row} has no such header."
        f"{nearest(theirs, known.names)} It has: {_found(known)}."
        for our, theirs in settings.columns.items()
        if theirs not in known
    ]


def lacking(export: Export, header: Iterable[str]) -> list[str]:
    """List our columns that a row can't do without and that the file has no header for."""
    known = Header(header)
    given = set(resolve(export, known.names).texts) | export.sure()
    return [our for our in export.needed if our not in given]


def lacks(export: Export, header: Iterable[str], row: int) -> list[str]:
    """Say for each column that a row can't do without what its header may be, and what is there."""
    known = Header(header)
    problems = []
    for our in lacking(export, known.names):
        names = tuple(name for some in parts(export.columns.get(our, ())) for name in some)
        plain = [name for name in names if isinstance(name, str)]
        near = next((told for name in plain if (told := nearest(name, known.names))), "")
        wanted = f", such as {spelt(names)}" if names else ""
        problems.append(
            f"no header for {our} of {export.table}{wanted}. Row {row} has: {_found(known)}.{near} "
            f'Name it in revops.toml: columns = {{ {our} = "their header" }}.'
            f"{f' Or else: {export.advice}' if export.advice else ''}"
        )
    return problems
