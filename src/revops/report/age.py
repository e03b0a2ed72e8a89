"""How old are the data? The newest record of each table, on or before the as-of day."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from revops import store
from revops.tables import TABLES

SCHEMA = pl.Schema(
    {"table": pl.String(), "n_rows": pl.Int64(), "newest": pl.Date(), "age_days": pl.Int64()}
)


def ages(tables: Mapping[str, pl.DataFrame], *, as_of: date) -> pl.DataFrame:
    """One row a table: its rows, its newest record, and how many days ago that was.

    Records dated after the as-of day don't count. A table without dates has no age.

    >>> from datetime import datetime
    >>> calls = pl.DataFrame({"occurred_at": [datetime(2026, 6, 28), datetime(2027, 1, 1)]})
    >>> ages({"activities": calls}, as_of=date(2026, 6, 30)).row(0)
    ('activities', 2, datetime.date(2026, 6, 28), 2)
    """
    found = [_age(name, frame, as_of) for name, frame in sorted(store.unread(tables).items())]
    rows = [SCHEMA.to_frame(), *pl.collect_all(found, engine="streaming")]
    return pl.concat(rows)


def _age(table: str, frame: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Look only at the column by which a table's rows came to be known."""
    newest = pl.lit(None, pl.Date)
    if clock := TABLES[table].known_by:
        day = pl.col(clock).dt.date()
        newest = day.filter(day <= as_of).max()
    told = frame.select(pl.len().cast(pl.Int64).alias("n_rows"), newest.alias("newest"))
    days = (pl.lit(as_of) - pl.col("newest")).dt.total_days()
    return told.select(pl.lit(table).alias("table"), "n_rows", "newest", days.alias("age_days"))
