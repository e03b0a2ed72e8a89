"""One export out of one file: text becomes typed rows, and what does not fit is reported."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from revops.sources.building import rejected as reject
from revops.sources.building.resolve import Plan, resolve
from revops.sources.building.shape import texts, without_totals
from revops.sources.casting.cast import Style, cast
from revops.sources.casting.people import email_hash, tidy_domain, tidy_email
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.tables import TABLES


@dataclass(frozen=True)
class Built:
    """The rows of one table, what was refused, and how many rows were read and left out."""

    table: str
    frame: pl.DataFrame
    rejected: pl.DataFrame
    n_rows: int
    n_totals: int


def _known(made: pl.DataFrame, name: str) -> pl.Expr:
    """Give a column of text, or blanks where there is none."""
    return pl.col(name) if name in made.columns else pl.lit(None, pl.String).alias(name)


def _filled(export: Export, made: pl.DataFrame) -> pl.DataFrame:
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


def _numbered(export: Export, made: pl.DataFrame, file: str) -> pl.DataFrame:
    """Give rows without an id one that is made of the file and the row."""
    if not export.numbered:
        return made
    own = pl.concat_str(pl.lit(f"{file}:"), "from_row")
    return made.with_columns(_known(made, export.numbered).fill_null(own))


def _tidied(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Write e-mails and domains in one spelling, and add the e-mail's hash."""
    if table == "accounts":
        return frame.with_columns(tidy_domain(pl.col("domain")))
    if table != "leads":
        return frame
    tidy = frame.with_columns(tidy_email(pl.col("email")))
    hashes = email_hash(tidy.get_column("email"))
    return tidy.with_columns(pl.coalesce(hashes, "email_hash").alias("email_hash"))


def _typed(export: Export, made: pl.DataFrame, plan: Plan, style: Style) -> pl.DataFrame:
    """Cast every column by the table's schema; columns without text are null."""
    schema = TABLES[export.table].schema()
    return made.select(
        pl.col(name)
        if name == "from_row"
        else cast(pl.col(name), dtype, style, plan.shifts.get(name, 0))
        if name in made.columns
        else pl.lit(None, dtype).alias(name)
        for name, dtype in schema.items()
    )


def build(export: Export, grid: Grid, file: str, style: Style) -> Built:
    """Turn the grid of a file into the rows of one table.

    Rows keep the file's order. A row whose key is blank or does not cast is left out and
    reported; any other cell that does not cast is null and reported.
    """
    plan = resolve(export, grid.header)
    cells = without_totals(export, grid)
    made = _numbered(export, _filled(export, texts(export, grid, plan, cells)), file)
    made = made.with_columns(from_file=pl.lit(file))
    typed = _typed(export, made, plan, style)
    needed = [our for our in export.needed if our in made.columns]
    has_key = typed.select(
        pl.all_horizontal(pl.lit(True), *(pl.col(our).is_not_null() for our in needed))
    ).to_series()
    rejections: Iterable[pl.DataFrame] = (
        reject.rows(export, made, typed),
        reject.cells(export, made, typed, style),
    )
    kept = typed.filter(has_key)
    if export.distinct:
        kept = kept.unique(needed, keep="first", maintain_order=True)
    return Built(
        export.table,
        _tidied(export.table, kept),
        pl.concat(rejections),
        cells.height,
        grid.cells.height - cells.height,
    )
