"""The parts that flags are made of. A flag is true, false, or null where nothing can be said."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from revops.tables import TABLES

Tables = Mapping[str, pl.DataFrame]
#: Makes a table's flags from all tables and the last day that counts.
Flags = Callable[[Tables, date], dict[str, pl.Expr]]

UNSAID = pl.lit(None, dtype=pl.Boolean)


def holds(tables: Tables, table: str, *columns: str) -> bool:
    """Say whether a table is there, with rows and with these columns."""
    frame = tables.get(table)
    return frame is not None and frame.height > 0 and set(columns) <= set(frame.columns)


def found(column: str, tables: Tables, table: str, key: str) -> pl.Expr:
    """Say whether an id names a row of another table; null where that table is absent."""
    if not holds(tables, table, key):
        return UNSAID
    return pl.col(column).is_in(tables[table][key].drop_nulls().unique().implode())


def looked_up(column: str | pl.Expr, tables: Tables, table: str, key: str, value: str) -> pl.Expr:
    """Give another table's value for an id; null where there is none."""
    dtype = TABLES[table].schema()[value]
    if not holds(tables, table, key, value):
        return pl.lit(None, dtype=dtype)
    pairs = tables[table].select(key, value).drop_nulls().unique(key, keep="first")
    ids = pl.col(column) if isinstance(column, str) else column
    return ids.replace_strict(
        pairs[key], pairs[value], default=None, return_dtype=pairs[value].dtype
    )


def by_day(column: str, as_of: date) -> pl.Expr:
    """Say whether an instant or a day is on or before the last day that counts."""
    return pl.col(column).dt.date() <= as_of


def in_order(earlier: pl.Expr, later: pl.Expr) -> pl.Expr:
    """Say whether two instants come in order, by calendar day."""
    return earlier.dt.date() <= later.dt.date()


def when(condition: pl.Expr, then: pl.Expr) -> pl.Expr:
    """Judge only the rows that meet a condition."""
    return pl.when(condition).then(then)


def _together(parts: tuple[pl.Expr | str, ...]) -> tuple[pl.Expr, pl.Expr]:
    """Give the parts as one value, and whether all of them are known."""
    exprs = [pl.col(part) if isinstance(part, str) else part for part in parts]
    return pl.struct(*exprs), pl.all_horizontal(*(expr.is_not_null() for expr in exprs))


def alone(*parts: pl.Expr | str) -> pl.Expr:
    """Say whether no other row has the same parts; every row that shares them is false."""
    value, known = _together(parts)
    # the unknown ones are counted too, which does no harm: they are not judged
    return when(known, ~value.is_duplicated())


def first_of(*parts: pl.Expr | str) -> pl.Expr:
    """Say whether a row is the first with its parts; only the repeats are false."""
    value, known = _together(parts)
    return when(known, value.is_first_distinct())


def squeezed(column: str) -> pl.Expr:
    """Give a text without case, blanks and punctuation, to compare spellings."""
    text = pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(text != "").then(text)


def usual_spelling(column: str) -> pl.Expr:
    """Say whether a text is written as it mostly is in the table; ties go by the alphabet."""
    text = squeezed(column)
    usual = pl.col(column).drop_nulls().mode().min().over(text)
    return when(text.is_not_null(), pl.col(column) == usual)
