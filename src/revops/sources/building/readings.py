"""How the dates and the numbers of a file were read: one row a column."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from revops.sources.building.loaded import READINGS
from revops.sources.casting.cast import How, Style, decide
from revops.sources.casting.dates import Reading
from revops.sources.casting.ids import Ids, decide_ids, id_columns
from revops.sources.casting.marks import Mark
from revops.sources.mapping import Export, Names, parts
from revops.sources.reading.header import Found, Header
from revops.tables import TABLES

_SHOWN = 3
_THOUSANDS = ("K", "k", "M")
_KINDS = {Reading: "date", Mark: "number", Ids: "id"}


class Tally(NamedTuple):
    """How many cells of a column are filled, and how many of them did not cast."""

    n_cells: int
    n_refused: int


def decisions(export: Export, made: pl.DataFrame | pl.LazyFrame, style: Style) -> dict[str, How]:
    """Decide how the columns that come from the file are read; constants speak for themselves."""
    schema, known = TABLES[export.table].columns, made.collect_schema()
    columns = {
        name: column.dtype
        for name, column in schema.items()
        if name in known and name not in export.constants
    }
    named = [name for name in id_columns(export.table) if name in columns]
    return {**decide(made, columns, style), **decide_ids(made, named, export.ids)}


def _names(export: Export, column: str) -> Sequence[Names]:
    """Give the spellings of the headers that fill a column."""
    if export.wide and column in export.wide.columns:
        return (export.wide.columns[column],)
    return parts(export.columns[column]) if column in export.columns else ()


def header_of(export: Export, header: Iterable[str], column: str) -> str:
    """Name the headers that fill a column of ours, the first few of many.

    >>> toy = Export("toy", "x", "leads", columns={"created_at": ("Created", "Creado")})
    >>> header_of(toy, ["Id", "Creado"], "created_at")
    'Creado'
    """
    known = Header(header)
    found: list[Found] = []
    for names in _names(export, column):
        one = known.find(names)
        is_wide = bool(export.wide and column in export.wide.columns)
        found += known.find_all(names) if is_wide else [one] if one else []
    shown = [known.names[one.index] for one in found]
    return " / ".join(shown[:_SHOWN]) + (" / ..." if len(shown) > _SHOWN else "")


def _rounded(cells: pl.Series) -> str:
    """Tell of numbers that the vendor has rounded: `$342.09K` hides what is below ten.

    >>> _rounded(pl.Series(["$342.09K", "12"]))
    "; 1 cell is rounded by who wrote it, such as '$342.09K': what it cuts off is not in the file"
    """
    ends = [cells.str.ends_with(letter) for letter in _THOUSANDS]
    found = cells.filter(pl.select(pl.any_horizontal(ends)).to_series().fill_null(False))
    if found.is_empty():
        return ""
    count = "1 cell is" if found.len() == 1 else f"{found.len()} cells are"
    return (
        f"; {count} rounded by who wrote it, such as '{found[0]}': what it cuts off is not in "
        "the file"
    )


def readings(
    export: Export,
    header: Iterable[str],
    made: pl.DataFrame,
    typed: pl.DataFrame,
    how: Mapping[str, How],
) -> pl.DataFrame:
    """Give one row a column of dates or numbers that has a filled cell, and of ids refused."""
    file = made.get_column("from_file").first() if made.height else None
    tallies, more = {}, {}
    for name, one in how.items():
        filled = made.get_column(name).is_not_null()
        refused = filled & typed.get_column(name).is_null()
        tallies[name] = Tally(int(filled.sum()), int(refused.sum()))
        more[name] = _rounded(made.get_column(name)) if isinstance(one, Mark) else ""
    return tallied(export, header, tallies, how, str(file), more)


def tallied(
    export: Export,
    header: Iterable[str],
    tallies: Mapping[str, Tally],
    how: Mapping[str, How],
    file: str,
    more: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """Give the rows of `readings` for columns whose cells are counted; `more` adds evidence."""
    rows = []
    for name, one in how.items():
        n_cells, n_refused = tallies[name]
        if n_cells and not (isinstance(one, Ids) and not n_refused):
            evidence = one.evidence + (more or {}).get(name, "")
            kind = _KINDS[type(one)]
            said = (header_of(export, header, name), file, kind, one.read_as, evidence)
            rows.append((export.table, name, *said, n_cells, one.n_by_cell, n_refused))
    return pl.DataFrame(rows, schema=READINGS, orient="row")
