"""Leads that came, in all and by the CRM's source."""

from datetime import date

import numpy as np
import polars as pl

from revops.alignment.unusual.series import DAYS, Series, per_week, whole_weeks

#: So many sources at most are looked at, the largest first: each look costs certainty.
SOURCES = 8


def of_leads(leads: pl.DataFrame, *, as_of: date, weeks: int) -> list[Series]:
    """Give the weekly leads, and those of each of the largest sources.

    People write on holidays too, so a week is its seven days.
    """
    days = leads.select(pl.col("created_at").dt.date().alias("day"), "original_source")
    known = whole_weeks(days["day"], as_of=as_of, most=weeks)
    length = np.full(known, float(DAYS))

    def series(rows: pl.DataFrame, measure: str, about: str = "") -> Series:
        counted = per_week(rows["day"], as_of=as_of, weeks=known)
        return Series(measure, "count", counted, length, about)

    sources = largest(days.filter(pl.col("day") <= as_of), "original_source", SOURCES)
    of_source = [
        series(days.filter(pl.col("original_source") == one), "n_leads_of_source", one)
        for one in sources
    ]
    return [series(days, "n_leads"), *of_source]


def largest(rows: pl.DataFrame, column: str, most: int) -> list[str]:
    """List the most frequent values of a column, ties by name.

    >>> rows = pl.DataFrame({"source": ["web", "fair", "web", "mail", None]})
    >>> largest(rows, "source", 2)
    ['web', 'fair']
    """
    counted = rows.drop_nulls(column).group_by(column).len()
    return counted.sort("len", column, descending=[True, False])[column].head(most).to_list()
