"""How old are the data? The newest record of each table, on or before the as-of day."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from revops.tables import TABLES


def ages(tables: Mapping[str, pl.DataFrame], *, as_of: date) -> pl.DataFrame:
    """One row a table: its rows, its newest record, and how many days ago that was.

    Records dated after the as-of day don't count. A table without dates has no age.

    >>> from datetime import datetime
    >>> calls = pl.DataFrame({"occurred_at": [datetime(2026, 6, 28), datetime(2027, 1, 1)]})
    >>> ages({"activities": calls}, as_of=date(2026, 6, 30)).row(0)
    ('activities', 2, datetime.date(2026, 6, 28), 2)
    """
    rows = []
    for name, frame in sorted(tables.items()):
        newest = None
        if TABLES[name].known_by:
            day = frame.get_column(TABLES[name].known_by).dt.date()
            newest = day.filter(day <= as_of).max()
        days = (as_of - newest).days if isinstance(newest, date) else None
        rows.append((name, frame.height, newest, days))
    schema = {"table": pl.String, "n_rows": pl.Int64, "newest": pl.Date, "age_days": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
