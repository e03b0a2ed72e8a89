"""Which cohorts are old enough? Those whose month of creation ended long enough ago."""

from datetime import date

import polars as pl

#: Half a year: longer than nine in ten won cycles of the real exports that we know.
MATURITY_DAYS = 180


def has_matured(as_of: date, maturity_days: int) -> pl.Expr:
    """Say whether a member's month of creation ended `maturity_days` before the as-of day.

    >>> frame = pl.DataFrame({"started_on": [date(2026, 1, 5), date(2026, 2, 1)]})
    >>> frame.select(has_matured(date(2026, 6, 30), 150)).to_series().to_list()
    [True, False]
    """
    month_end = pl.col("started_on").dt.month_end()
    return (pl.lit(as_of) - month_end).dt.total_days() >= maturity_days
