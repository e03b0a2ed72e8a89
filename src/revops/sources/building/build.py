"""One export out of one file: text becomes typed rows, and what does not fit is reported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import polars as pl

from revops.sources.building import rejected as reject
from revops.sources.building.added import added_up, finer_detail
from revops.sources.building.currencies import contrary
from revops.sources.building.deleted import undeleted
from revops.sources.building.loaded import READINGS, SUMS
from revops.sources.building.readings import decisions, readings
from revops.sources.building.reconciled import with_totals
from revops.sources.building.resolve import Plan, resolve
from revops.sources.building.shape import texts, without_totals
from revops.sources.building.spans import without_day
from revops.sources.building.sums import sums
from revops.sources.casting.cast import How, Style, cast
from revops.sources.casting.people import email_hash, tidy_domain, tidy_email
from revops.sources.mapping import Export
from revops.sources.reading.doubled import doubled
from revops.sources.reading.grid import Grid
from revops.sources.refusal import refuse
from revops.tables import TABLES


@dataclass(frozen=True)
class Built:
    """The rows of one table, what was refused, how many rows were left out, and how it was read.

    Those of a big file are not in `frame`: `stored` reads them when they are wanted, and `slim` has
    the few columns of them that are held.
    """

    table: str
    frame: pl.DataFrame
    rejected: pl.DataFrame
    n_rows: int
    n_totals: int
    n_added: int = 0
    n_repeats: int = 0
    readings: pl.DataFrame = field(default_factory=READINGS.to_frame)
    sums: pl.DataFrame = field(default_factory=SUMS.to_frame)
    stored: pl.LazyFrame | None = None
    slim: pl.DataFrame | None = None
    n_stored: int = 0

    @property
    def height(self) -> int:
        """Count the rows that the table has, wherever they are."""
        return self.frame.height + self.n_stored


Rows = TypeVar("Rows", pl.DataFrame, pl.LazyFrame)


def _known(made: pl.DataFrame | pl.LazyFrame, name: str) -> pl.Expr:
    """Give a column of text, or blanks where there is none."""
    return pl.col(name) if name in made.collect_schema() else pl.lit(None, pl.String).alias(name)


def completed(export: Export, made: Rows, file: str) -> Rows:
    """Put in what does not stand in a cell: constants, an id of its own, and the file."""
    return _numbered(export, _filled(export, made), file).with_columns(from_file=pl.lit(file))


def _filled(export: Export, made: Rows) -> Rows:
    """Put in what does not stand in a cell: constants, defaults and the vendor's name."""
    defaults = {**export.defaults, "from_vendor": export.vendor}
    return made.with_columns(
        *(
            _known(made, our).fill_null(value)
            for our, value in defaults.items()
            if our not in export.constants
        ),
        **{our: pl.lit(value) for our, value in export.constants.items()},
    )


def _numbered(export: Export, made: Rows, file: str) -> Rows:
    """Give rows without an id one that is made of the file and the row."""
    if not export.numbered:
        return made
    name = export.numbered
    rows = pl.struct(_known(made, name), "from_row")
    by = partial(_with_own, file=file)
    return made.with_columns(rows.map_batches(by, pl.String(), is_elementwise=True).alias(name))


def _with_own(rows: pl.Series, file: str) -> pl.Series:
    """Give a stretch of ids, with one of our own where there is none."""
    found, row = rows.struct.unnest().get_columns()
    if not found.has_nulls():
        return found
    return found.zip_with(found.is_not_null(), f"{file}:" + row.cast(pl.String))


def _tidied(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Write e-mails and domains in one spelling, and add the e-mail's hash."""
    if table == "accounts":
        return frame.with_columns(tidy_domain(pl.col("domain")))
    if table != "leads":
        return frame
    tidy = frame.with_columns(tidy_email(pl.col("email")))
    hashes = email_hash(tidy.get_column("email"))
    return tidy.with_columns(pl.coalesce(hashes, "email_hash").alias("email_hash"))


def casts(
    export: Export, made: Rows, plan: Plan, style: Style, how: Mapping[str, How]
) -> dict[str, pl.Expr]:
    """Cast every column by the table's schema; columns without text are null."""
    schema, known = TABLES[export.table].schema(), made.collect_schema()
    return {
        name: pl.col(name)
        if name == "from_row"
        else cast(pl.col(name), dtype, style, plan.shifts.get(name, 0), how.get(name))
        if name in known
        else pl.lit(None, dtype).alias(name)
        for name, dtype in schema.items()
    }


def build(export: Export, grid: Grid, file: str, style: Style) -> Built:
    """Turn the grid of a file into the rows of one table.

    Rows keep the file's order. A row whose key is blank or does not cast is left out and
    reported; any other cell that does not cast is null and reported.
    """
    if problems := doubled(export, grid):
        raise refuse(*problems)
    plan = resolve(export, grid.header)
    cells = without_totals(export, grid)
    made = completed(export, texts(export, grid, plan, cells), file)
    made, gone, tick = undeleted(export, grid, made)
    how = with_totals(export, grid, plan, made, decisions(export, made, style))
    typed = made.select(casts(export, made, plan, style, how).values())
    typed, foreign = contrary(export.table, made, typed)
    made, typed, spanned = without_day(export, grid, made, typed, style)
    needed = [our for our in export.needed if our in made.columns]
    has_key = typed.select(
        pl.all_horizontal(pl.lit(True), *(pl.col(our).is_not_null() for our in needed))
    ).to_series()
    rejections: Iterable[pl.DataFrame] = (
        reject.rows(export, made, typed, style, how),
        reject.cells(export, made, typed, style, how, foreign),
        reject.spans(export, spanned),
        reject.deleted(export, gone, tick),
    )
    kept = typed.filter(has_key)
    summed = added_up(export, kept, finer_detail(export, grid.header, cells))
    once = summed
    if export.distinct:
        once = summed.unique(needed, keep="first", maintain_order=True)
    return Built(
        export.table,
        _tidied(export.table, once),
        pl.concat(rejections),
        cells.height,
        grid.cells.height - cells.height,
        kept.height - summed.height,
        summed.height - once.height,
        readings(export, grid.header, made, typed, how),
        sums(export, grid, plan, kept, style, how, file),
    )
