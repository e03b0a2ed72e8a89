"""The parts that flags are made of. A flag is true, false, or null where nothing can be said."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from revops import store
from revops.checks.flags.clock import is_by
from revops.checks.flags.over_rows import Flag, Wide
from revops.checks.values import Question, asked_of
from revops.tables import TABLES

Tables = Mapping[str, pl.DataFrame]
#: Makes a table's flags from all tables and the last day that counts.
Flags = Callable[[Tables, date], dict[str, Flag]]

UNSAID = pl.lit(None, dtype=pl.Boolean)


def holds(tables: Tables, table: str, *columns: str) -> bool:
    """Say whether a table is there, with rows and with these columns."""
    frame = store.unread(tables).get(table)
    if frame is None or not set(columns) <= set(frame.collect_schema()):
        return False
    return store.height_of(frame.head(1)) > 0


def part_of(tables: Tables, table: str, *columns: str) -> pl.DataFrame:
    """Read some columns of a table, and nothing else of it: it may be big.

    >>> leads = TABLES["leads"].empty()
    >>> part_of({"leads": leads}, "leads", "lead_id", "owner_id").columns
    ['lead_id', 'owner_id']
    """
    return store.unread(tables)[table].select(columns).collect()


def found(column: str, tables: Tables, table: str, key: str) -> pl.Expr:
    """Say whether an id names a row of another table; null where that table is absent."""
    if not holds(tables, table, key):
        return UNSAID
    ids = part_of(tables, table, key)[key]
    return pl.col(column).is_in(ids.drop_nulls().unique().implode())


def all_found(column: str, tables: Tables, table: str, key: str) -> Flag:
    """Say the same of all rows at once: a set of many ids is made once, not once a part."""
    is_there = found(column, tables, table, key)
    if not is_there.meta.root_names():
        return is_there

    def judge(frame: pl.LazyFrame) -> pl.Series:
        said = frame.select(column).with_columns(found=is_there).select("found")
        return said.collect(engine="streaming").rechunk()["found"]

    return Wide(frozenset([column]), judge)


def _type_of(tables: Tables, table: str, column: str) -> pl.DataType:
    """Give a column's type, were the table there: its instants are in the zone of all others."""
    there = {name: frame.collect_schema() for name, frame in store.unread(tables).items()}
    if table in there and column in there[table]:
        return there[table][column]
    dtype = TABLES[table].schema()[column]
    others = (found for schema in there.values() for found in schema.values())
    alike = (found for found in others if found == pl.Datetime)
    return next(alike, dtype) if dtype == pl.Datetime else dtype


def looked_up(column: str | pl.Expr, tables: Tables, table: str, key: str, value: str) -> pl.Expr:
    """Give another table's value for an id; null where there is none."""
    if not holds(tables, table, key, value):
        dtype = _type_of(tables, table, value)
        return pl.repeat(None, pl.len(), dtype=dtype)  # a literal in two flags loses its height
    pairs = part_of(tables, table, key, value).drop_nulls().unique(key, keep="first")
    ids = pl.col(column) if isinstance(column, str) else column
    return ids.replace_strict(
        pairs[key], pairs[value], default=None, return_dtype=pairs[value].dtype
    )


def by_day(column: str, as_of: date) -> pl.Expr:
    """Say whether an instant or a day is on or before the last day that counts."""
    return pl.col(column).dt.date() <= as_of


def by_end_of(tables: Tables, table: str, column: str, as_of: date) -> pl.Expr:
    """Say the same of a column of a long table, much quicker."""
    frame = store.unread(tables).get(table)
    dtype = None if frame is None else frame.collect_schema().get(column)
    return by_day(column, as_of) if dtype is None else is_by(column, dtype, as_of)


def said(tables: Tables, table: str, column: str, question: Question) -> pl.Expr:
    """Say what a question finds of a text; where a table's texts are few, each is asked once.

    >>> said({}, "touchpoints", "utm_medium", lambda text: text == "cpc").meta.root_names()
    ['utm_medium']
    """
    frame = store.unread(tables).get(table)
    return question(pl.col(column)) if frame is None else asked_of(frame, column, question)


def in_order(earlier: pl.Expr, later: pl.Expr) -> pl.Expr:
    """Say whether two instants come in order, by calendar day."""
    return earlier.dt.date() <= later.dt.date()


def when(condition: pl.Expr, then: pl.Expr) -> pl.Expr:
    """Judge only the rows that meet a condition."""
    return pl.when(condition).then(then)
