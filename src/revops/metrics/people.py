"""Whom a metric counts as a lead, and which events fall into the period it asks for."""

from datetime import date

import polars as pl

from revops import known
from revops.metrics.shared import shared


@shared
def people(leads: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Keep each person known by the as-of day once: a record merged into another is no lead.

    A record whose survivor the exports lack still counts: somebody is behind it.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "ana-2"], "merged_into": [None, "ana"],
    ...     "created_at": [date(2026, 1, 5), date(2026, 1, 6)]})
    >>> people(leads, date(2026, 6, 30))["lead_id"].to_list()
    ['ana']
    """
    found = known.leads(leads, as_of)
    if "merged_into" not in found.columns:
        return found
    # few records are merged into another: looked up among them, not among all leads
    merged = found.select("merged_into").drop_nulls().unique()
    there = merged.join(leads, left_on="merged_into", right_on="lead_id", how="semi").to_series()
    gone = pl.col("merged_into").is_in(there.implode())
    return known.where(found, pl.col("merged_into").is_null() | ~gone)


def since_day(column: str, since: date | None) -> pl.Expr:
    """Say whether an instant falls on or after a day; always true where no day is asked for.

    >>> frame = pl.DataFrame({"at": [date(2026, 1, 5), date(2026, 2, 5), None]})
    >>> frame.filter(since_day("at", date(2026, 2, 1))).height
    1
    """
    if since is None:
        return pl.lit(True)
    return (pl.col(column).dt.date() >= since).fill_null(False)
