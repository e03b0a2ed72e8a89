"""Segments and cohorts: how every metric cuts its rows."""

from collections.abc import Sequence
from typing import Literal

import polars as pl

from revops.errors import UnknownName
from revops.metrics.metric import NotComputable
from revops.tables import TABLES
from revops.text import N_

BLANK = "(blank)"
Cohort = Literal["month", "quarter", "year"]
COHORT = "cohort"


def segmented(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Make the columns to cut by into text, with "(blank)" where there is nothing.

    Blank and a source called "unknown" stay apart.

    >>> leads = pl.DataFrame({"original_source": ["email", None, "unknown"]})
    >>> segmented(leads, ["original_source"])["original_source"].to_list()
    ['email', '(blank)', 'unknown']
    """
    for name in by:
        if name not in frame.columns:
            raise UnknownName("column", name, frame.columns)
    return frame.with_columns(pl.col(name).cast(pl.String).fill_null(BLANK) for name in by)


def with_lead_columns(
    opportunities: pl.DataFrame, leads: pl.DataFrame | None, by: Sequence[str]
) -> pl.DataFrame:
    """Give deals the columns of their lead that they lack; the number of deals never changes.

    >>> deals = pl.DataFrame({"opportunity_id": ["d1", "d2"], "lead_id": ["ana", None]})
    >>> leads = pl.DataFrame({"lead_id": ["ana"], "original_source": ["email"]})
    >>> with_lead_columns(deals, leads, ["original_source"])["original_source"].to_list()
    ['email', None]
    """
    missing = [name for name in by if name not in opportunities.columns]
    if leads is None and any(name in TABLES["leads"].columns for name in missing):
        raise NotComputable(N_("no export gives the table '{table}'"), table="leads")
    if leads is None or not missing:
        return opportunities
    wanted = ["lead_id", *(name for name in missing if name in leads.columns)]
    known = leads.filter(pl.col("lead_id").is_not_null()).unique(
        "lead_id", keep="first", maintain_order=True
    )
    return opportunities.join(
        known.select(wanted), on="lead_id", how="left", maintain_order="left", validate="m:1"
    )


def summed(frame: pl.DataFrame, by: Sequence[str], *sums: pl.Expr) -> pl.DataFrame:
    """Sum up by segment, sorted; without segments always exactly one row.

    >>> touches = pl.DataFrame({"channel": ["b", "a", "b"]})
    >>> summed(touches, ["channel"], pl.len().alias("n")).rows()
    [('a', 1), ('b', 2)]
    >>> summed(touches.clear(), [], pl.len().alias("n")).rows()
    [(0,)]
    """
    if not by:
        return frame.select(*sums)
    return frame.group_by(*by).agg(*sums).sort(*by)


def exact_sum(column: pl.Expr) -> pl.Expr:
    """Add up in decimals, which is exact: the same whatever order the threads add in.

    >>> thirds = pl.DataFrame({"value": [0.1, 0.2, 0.3, None]})
    >>> thirds.select(exact_sum(pl.col("value")))["value"].item()
    0.6
    """
    return column.cast(pl.Decimal(38, 12)).sum().cast(pl.Float64)


def cohort_of(column: str, every: Cohort) -> pl.Expr:
    """Name the period of an instant: "2026-03", "2026-Q1" or "2026"; null where unknown.

    >>> from datetime import date
    >>> days = pl.DataFrame({"on": [date(2026, 3, 9), date(2026, 11, 2)]})
    >>> days.select(cohort_of("on", "quarter"))["cohort"].to_list()
    ['2026-Q1', '2026-Q4']
    """
    at = pl.col(column)
    year = at.dt.year().cast(pl.String)
    texts = {
        "month": at.dt.strftime("%Y-%m"),
        "quarter": year + "-Q" + at.dt.quarter().cast(pl.String),
        "year": year,
    }
    if every not in texts:
        raise UnknownName("cohort", every, texts)
    return texts[every].alias(COHORT)
