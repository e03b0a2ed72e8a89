"""What was refused, one row a cell or a row, so that nothing is dropped in silence."""

import polars as pl

from revops.sources.casting.cast import Style, reason
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.tables import TABLES

BLANK_KEY = "the row has no key"
BAD_KEY = "the row's key does not cast"
TOO_MANY = "the row has more cells than the header"

REJECTED = pl.Schema(
    {
        "table": pl.String,
        "record_id": pl.String,
        "from_vendor": pl.String,
        "from_file": pl.String,
        "from_row": pl.Int64,
        "check_id": pl.String,
        "column": pl.String,
        "reason": pl.String,
        "raw": pl.String,
    }
)
_NONE = pl.lit(None, pl.String)


def _report(
    rows: pl.DataFrame, export: Export, *, column: pl.Expr, reason: pl.Expr, raw: pl.Expr
) -> pl.DataFrame:
    """Describe rows; each is named by its key, as written."""
    key = [our for our in export.needed if our in rows.columns]
    return rows.select(
        pl.lit(export.table).alias("table"),
        (pl.concat_str(key, separator=" | ", ignore_nulls=True) if key else _NONE).alias(
            "record_id"
        ),
        "from_vendor",
        "from_file",
        "from_row",
        _NONE.alias("check_id"),
        column.alias("column"),
        reason.alias("reason"),
        raw.alias("raw"),
    )


def rows(export: Export, made: pl.DataFrame, typed: pl.DataFrame) -> pl.DataFrame:
    """Report the rows whose key is blank or does not cast, each once, by its first bad column."""
    key = [our for our in export.needed if our in made.columns]
    if not key:
        return REJECTED.to_frame()
    flags = typed.select(pl.col(our).is_null().alias(f"bad {our}") for our in key)
    bad = made.with_columns(flags.get_columns()).filter(pl.any_horizontal(flags.columns))
    raw = pl.coalesce(pl.when(f"bad {our}").then(pl.col(our)) for our in key)
    first = pl.coalesce(pl.when(f"bad {our}").then(pl.lit(our)) for our in key)
    why = pl.when(raw.is_null()).then(pl.lit(BLANK_KEY)).otherwise(pl.lit(BAD_KEY))
    return _report(bad, export, column=first, reason=why, raw=raw)


def cells(export: Export, made: pl.DataFrame, typed: pl.DataFrame, style: Style) -> pl.DataFrame:
    """Report the cells beside the key that are filled and did not cast."""
    schema = TABLES[export.table].columns
    found = [REJECTED.to_frame()]
    for name in (our for our in schema if our in made.columns and our not in export.needed):
        lost = made.filter(made.get_column(name).is_not_null() & typed.get_column(name).is_null())
        if not lost.is_empty():
            why = reason(pl.col(name), schema[name].dtype, style)
            found.append(_report(lost, export, column=pl.lit(name), reason=why, raw=pl.col(name)))
    return pl.concat(found)


def surplus(export: Export, grid: Grid, file: str) -> pl.DataFrame:
    """Report the rows that have more cells than the header, with what is too much."""
    rows = grid.surplus.with_columns(from_vendor=pl.lit(export.vendor), from_file=pl.lit(file))
    return _report(rows, export, column=_NONE, reason=pl.lit(TOO_MANY), raw=pl.col("raw"))
