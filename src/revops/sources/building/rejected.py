"""What was refused, one row a cell or a row, so that nothing is dropped in silence."""

from collections.abc import Mapping

import polars as pl

from revops.sources.building.currencies import OTHER_CURRENCY
from revops.sources.building.deleted import DELETED
from revops.sources.building.spans import FIRST_OF_SPAN, OUR
from revops.sources.casting.cast import How, Style, reason
from revops.sources.casting.dates import UNKNOWN_ORDER
from revops.sources.casting.ids import LOST, Ids
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.tables import TABLES

BLANK_KEY = "the row has no key"
BAD_KEY = "the row's key does not cast"
KEY_ORDER = "the row's key is a date whose order of day and month is not known"
LOST_KEY = f"the row's key is lost: {LOST}"
TOO_MANY = "the row has more cells than the header"
#: Why a whole row is refused.
LOST_ROWS = (BLANK_KEY, BAD_KEY, KEY_ORDER, LOST_KEY, TOO_MANY, DELETED)

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


def _why_no_key(export: Export, key: list[str], style: Style, how: Mapping[str, How]) -> pl.Expr:
    """Say why the first bad column of a key has no value."""
    schema = TABLES[export.table].schema()
    unsure = (
        pl.when(f"bad {our}").then(
            pl.lit(False)
            if not schema[our].is_temporal()
            else reason(pl.col(our), schema[our], style, how.get(our)) == UNKNOWN_ORDER
        )
        for our in key
    )
    lost = (pl.when(f"bad {our}").then(pl.lit(isinstance(how.get(our), Ids))) for our in key)
    raw = pl.coalesce(pl.when(f"bad {our}").then(pl.col(our)) for our in key)
    return (
        pl.when(raw.is_null())
        .then(pl.lit(BLANK_KEY))
        .when(pl.coalesce(unsure))
        .then(pl.lit(KEY_ORDER))
        .when(pl.coalesce(lost))
        .then(pl.lit(LOST_KEY))
        .otherwise(pl.lit(BAD_KEY))
    )


def rows(
    export: Export,
    made: pl.DataFrame,
    typed: pl.DataFrame,
    style: Style,
    how: Mapping[str, How],
) -> pl.DataFrame:
    """Report the rows whose key is blank or does not cast, each once, by its first bad column."""
    key = [our for our in export.needed if our in made.columns]
    if not key:
        return REJECTED.to_frame()
    flags = typed.select(pl.col(our).is_null().alias(f"bad {our}") for our in key)
    bad = made.with_columns(flags.get_columns()).filter(pl.any_horizontal(flags.columns))
    raw = pl.coalesce(pl.when(f"bad {our}").then(pl.col(our)) for our in key)
    first = pl.coalesce(pl.when(f"bad {our}").then(pl.lit(our)) for our in key)
    why = _why_no_key(export, key, style, how)
    return _report(bad, export, column=first, reason=why, raw=raw)


def cells(
    export: Export,
    made: pl.DataFrame,
    typed: pl.DataFrame,
    style: Style,
    how: Mapping[str, How],
    foreign: Mapping[str, pl.DataFrame] | None = None,
) -> pl.DataFrame:
    """Report the cells beside the key that are filled and did not cast."""
    schema = TABLES[export.table].columns
    found = [REJECTED.to_frame()]
    for name in (our for our in schema if our in made.columns and our not in export.needed):
        lost = made.filter(made.get_column(name).is_not_null() & typed.get_column(name).is_null())
        if not lost.is_empty():
            why = reason(pl.col(name), schema[name].dtype, style, how.get(name))
            if foreign and name in foreign:
                of_it = pl.col("from_row").is_in(foreign[name]["from_row"].implode())
                why = pl.when(of_it).then(pl.lit(OTHER_CURRENCY)).otherwise(why)
            found.append(_report(lost, export, column=pl.lit(name), reason=why, raw=pl.col(name)))
    return pl.concat(found)


def deleted(export: Export, rows: pl.DataFrame, header: str) -> pl.DataFrame:
    """Report the rows that the vendor marks as deleted, under the header that says so."""
    if rows.is_empty():
        return REJECTED.to_frame()
    column, why = pl.lit(None, pl.String), pl.lit(DELETED)
    return _report(rows, export, column=column, reason=why, raw=pl.lit(header))


def spans(export: Export, rows: pl.DataFrame) -> pl.DataFrame:
    """Report the days that are the first of a longer span."""
    if rows.is_empty():
        return REJECTED.to_frame()
    column, why = pl.lit(OUR), pl.lit(FIRST_OF_SPAN)
    return _report(rows, export, column=column, reason=why, raw=pl.col(OUR))


def surplus(export: Export, grid: Grid, file: str) -> pl.DataFrame:
    """Report the rows that have more cells than the header, with what is too much."""
    rows = grid.surplus.with_columns(from_vendor=pl.lit(export.vendor), from_file=pl.lit(file))
    return _report(rows, export, column=_NONE, reason=pl.lit(TOO_MANY), raw=pl.col("raw"))
