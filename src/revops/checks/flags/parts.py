"""The parts that flags are made of. A flag is true, false, or null where nothing can be said."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag
from revops.tables import TABLES

Tables = Mapping[str, pl.DataFrame]
#: Makes a table's flags from all tables and the last day that counts.
Flags = Callable[[Tables, date], dict[str, Flag]]

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
    if not holds(tables, table, key, value):
        # an empty table's own type: its instants are in the zone of all others
        own = tables[table].schema if table in tables else {}
        dtype = own.get(value, TABLES[table].schema()[value])
        return pl.repeat(None, pl.len(), dtype=dtype)  # a literal in two flags loses its height
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
