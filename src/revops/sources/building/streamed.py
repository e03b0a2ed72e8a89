"""A big file's rows go from one file to another, a stretch at a time, as `build` makes them.

What is decided about a column comes from counts over all of its cells, and every cast is an
expression that later readings of the file carry along. Whatever needs more than a row at a time
(totals to reconcile, lists, neighbours) takes the way of every other file, which gives the same
table.
"""

from collections.abc import Iterable
from dataclasses import fields

import polars as pl

from revops.sources.building import rejected as reject
from revops.sources.building.build import Built
from revops.sources.building.glance import glance
from revops.sources.building.making import as_seen, making, texts_of
from revops.sources.building.readings import Tally, decisions, tallied
from revops.sources.building.resolve import Plan, resolve
from revops.sources.building.supposed import Supposed, may_be_total, supposed
from revops.sources.casting.cast import How, Style
from revops.sources.casting.dates import Reading
from revops.sources.casting.ids import Ids
from revops.sources.mapping import Export
from revops.sources.reading.doubled import twice
from revops.sources.reading.grid import Grid
from revops.sources.reading.header import Header, tidy
from revops.sources.reading.scanned import Scanned
from revops.tables import TABLES

#: The tables that may be too big for memory.
TABLES_STREAMED = ("touchpoints",)
#: What a mapping may say without needing more than one row at a time.
_BY_ROW = {
    *("vendor", "name", "table", "columns", "key", "optional", "advice"),
    *("constants", "defaults", "blanks", "values", "otherwise", "shifts", "only", "numbered"),
    *("beside", "totals", "unfit", "date_formats", "decimal", "missing", "ids"),
}


def _fits(export: Export, header: Header) -> bool:
    """Say whether each row of a file can be built by itself."""
    plain = Export(export.vendor, export.name, export.table, export.columns)
    said = {
        one.name for one in fields(Export) if getattr(export, one.name) != getattr(plain, one.name)
    }
    known = {*export.columns, *export.constants, *export.defaults, *export.blanks}
    is_recorded = export.table in TABLES_STREAMED and "is_inferred" not in known
    return is_recorded and said <= _BY_ROW and not twice(export, header)


def may_stream(exports: Iterable[Export]) -> bool:
    """Say whether some of the exports feed a table that may be too big for memory."""
    return any(one.table in TABLES_STREAMED for one in exports)


def _may_be_header(grid: Grid) -> pl.Expr:
    """Tell the rows whose first headed cell is its header; no other can be the header again."""
    place, name = next((at, tidy(name)) for at, name in enumerate(grid.header) if tidy(name))
    cell = pl.col(str(place)).str.strip_chars("\ufeff \t\n\u00a0").str.to_lowercase()
    return (cell == name.casefold()).fill_null(False)


def _is_by_row(how: How) -> bool:
    """Say whether a decision reads each cell without looking at another row."""
    return isinstance(how, Ids) or (isinstance(how, Reading) and how.by_row is None)


def _decided(export: Export, read: Scanned, plan: Plan, file: str, style: Style) -> Supposed | None:
    """Decide by all cells; nothing where a row is left out of the table, or needs another one."""
    cells = read.cells()
    left_out = may_be_total(export, read) | _may_be_header(read.grid)
    # Every cell is looked at, so that a row which is odd anywhere is found here.
    odd = cells.select(pl.all().null_count().name.prefix("nulls "), found=left_out.any()).collect()
    if odd.get_column("found").item():
        return None
    made = texts_of(export, cells, plan, file)
    how = as_seen(decisions(export, made, style), read)
    if not all(map(_is_by_row, how.values())):
        return None
    whole = making(export, made, plan, style, how)
    return Supposed(whole, whole.counted().collect().row(0, named=True))


def streamed(
    export: Export, read: Scanned, file: str, style: Style, glanced: bool = False
) -> Built | None:
    """Build the table of a big file without holding its rows; nothing where that is not possible.

    As long as the table is wanted, the file must stay as it is. Where a file may be `glanced` at,
    its rows are proved when they are read.
    """
    if not _fits(export, Header(read.grid.header)):
        return None
    plan = resolve(export, read.grid.header, is_trimmed=True)
    with pl.Config() as config:
        config.set_engine_affinity("streaming")
        try:
            given = (export, read, plan, file, style)
            if glanced and (built := glance(export, read, file, style)):
                return built
            found = supposed(*given) or _decided(*given)
        except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
            return None
        built = _built(export, read, found, style, file) if found else None
    return built if built and built.n_stored else None


def _built(
    export: Export,
    read: Scanned,
    found: Supposed,
    style: Style,
    file: str,
) -> Built:
    """Report what is refused, and leave the rows for who wants them."""
    whole, counts, slim = found
    how = whole.how
    bad = whole.bad() if counts["bad"] else whole.made.collect_schema().to_frame()
    typed = bad.select(whole.casts.values())
    rejections = (
        reject.rows(export, bad, typed, style, how),
        reject.cells(export, bad, typed, style, how),
    )
    tallies = {name: Tally(counts[f"filled {name}"], counts[f"refused {name}"]) for name in how}
    return Built(
        export.table,
        TABLES[export.table].empty(),
        pl.concat(rejections),
        counts["rows"],
        n_totals=0,
        readings=tallied(export, read.grid.header, tallies, how, file),
        stored=whole.rows(counts),
        slim=slim,
        n_stored=counts["kept"],
    )
