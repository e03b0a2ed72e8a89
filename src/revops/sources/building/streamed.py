"""A big file's rows go from one file to another, a stretch at a time, as `build` makes them.

They are written aside as text once; what is decided about a column comes from counts over all of
them, and every cast is an expression that later readings carry along. Whatever needs more than a
row at a time (totals to reconcile, lists, neighbours) takes the way of every other file, which
gives the same table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import polars as pl

from revops.sources.building import rejected as reject
from revops.sources.building.build import Built, casts, completed
from revops.sources.building.readings import Tally, decisions, tallied
from revops.sources.building.resolve import Plan, resolve
from revops.sources.building.shape import is_total
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
_LEFT_OUT = "__left_out"


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


def _written(export: Export, read: Scanned, plan: Plan, aside: Path) -> pl.LazyFrame | None:
    """Write the texts of a file aside; nothing where a row is odd or is left out of the table."""
    total = is_total(export, read.grid) if read.may_total or export.totals else pl.lit(False)
    left_out = total | _may_be_header(read.grid)
    texts = read.cells.select("from_row", left_out.alias(_LEFT_OUT), **plan.texts)
    try:
        texts.sink_parquet(aside, compression="lz4")
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
        return None
    written = pl.scan_parquet(aside)
    if written.select(pl.col(_LEFT_OUT).any()).collect().item():
        return None
    return written.drop(_LEFT_OUT)


def _is_by_row(how: How) -> bool:
    """Say whether a decision reads each cell without looking at another row."""
    return isinstance(how, Ids) or (isinstance(how, Reading) and how.by_row is None)


class _Making(NamedTuple):
    """The texts of a table, the casts of its columns, and how they were decided."""

    made: pl.LazyFrame
    casts: Mapping[str, pl.Expr]
    how: Mapping[str, How]
    needed: tuple[str, ...]
    dtypes: Mapping[str, pl.DataType]

    def has_key(self) -> pl.Expr:
        """Say whether a row has its key."""
        given = (self.casts[our].is_not_null() for our in self.needed)
        return pl.all_horizontal(pl.lit(True), *given)

    def refused(self) -> dict[str, pl.Expr]:
        """Say for each column of the file whether a cell did not cast."""
        schema = self.made.collect_schema()
        known = [name for name in self.casts if name in schema and name != "from_row"]
        never = [name for name in known if self.is_text(name)]
        return {
            name: pl.col(name).is_not_null() & self.casts[name].is_null()
            for name in known
            if name not in never
        }

    def is_text(self, name: str) -> bool:
        """Say whether a column is taken as it stands."""
        return name not in self.how and self.dtypes[name] == pl.String

    def counts(self) -> dict[str, int]:
        """Count the rows, those with a key, and each column's filled and refused cells."""
        refused = self.refused()
        flags = self.made.select(
            self.has_key().alias("kept"),
            *(pl.col(name).is_not_null().alias(f"filled {name}") for name in self.how),
            *(one.alias(f"refused {name}") for name, one in refused.items()),
        )
        is_bad = pl.any_horizontal(~pl.col("kept"), *(f"refused {name}" for name in refused))
        counted = flags.select(pl.len().alias("rows"), is_bad.sum().alias("bad"), pl.all().sum())
        return dict(counted.collect().row(0, named=True))

    def bad(self) -> pl.DataFrame:
        """Give the rows of which something is refused, as text."""
        return self.made.filter(
            pl.any_horizontal(~self.has_key(), *self.refused().values())
        ).collect()


def streamed(export: Export, read: Scanned, file: str, style: Style, aside: Path) -> Built | None:
    """Build the table of a big file without holding its rows; nothing where that is not possible.

    `aside` is where its texts are written: as long as the table is wanted, it must stay.
    """
    if not _fits(export, Header(read.grid.header)):
        return None
    plan = resolve(export, read.grid.header)
    with pl.Config() as config:
        config.set_engine_affinity("streaming")
        written = _written(export, read, plan, aside)
        if written is None:
            return None
        made = completed(export, written, file)
        how = decisions(export, made, style)
        if not all(map(_is_by_row, how.values())):
            return None
        needed = tuple(our for our in export.needed if our in made.collect_schema())
        schema = TABLES[export.table].schema()
        every = casts(export, made, plan, style, how)
        built = _built(export, read, _Making(made, every, how, needed, schema), style, file)
        return built if built.n_stored else None


def _built(export: Export, read: Scanned, making: _Making, style: Style, file: str) -> Built:
    """Count, report what is refused, and leave the rows for who wants them."""
    counts, how = making.counts(), making.how
    bad = making.bad() if counts["bad"] else making.made.collect_schema().to_frame()
    typed = bad.select(making.casts.values())
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
        stored=making.made.filter(making.has_key()).select(making.casts.values()),
        n_stored=counts["kept"],
    )
