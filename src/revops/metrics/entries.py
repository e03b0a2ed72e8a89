"""When did each lead or deal first enter a stage?"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import polars as pl

from revops import known
from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.metric import NotComputable
from revops.metrics.shared import shared
from revops.text import N_

Kind = Literal["lead", "opportunity"]
ON = "entered_on"


@shared
def known_visits(visits: pl.DataFrame, *, as_of: date, object: Kind) -> pl.DataFrame:
    """Keep the visits of leads, or of deals, begun by the as-of day."""
    return _of_one_kind(known.stage_history(visits, as_of), object)


def _of_one_kind(seen: pl.DataFrame, object: Kind) -> pl.DataFrame:
    """Keep the visits of one kind; where they stand together, as made, nothing is copied."""
    is_kind = (seen.get_column("object") == object).fill_null(False)
    first, n = is_kind.arg_max() or 0, int(is_kind.sum())
    stands_together = is_kind.slice(first, n).sum() == n
    return seen.slice(first, n) if stands_together else seen.filter(is_kind)


def first_entries(visits: pl.DataFrame, stage: str, *, or_later: bool = False) -> pl.DataFrame:
    """Give the first day on which each object was in a stage, or in it or any stage beyond.

    Columns: object_id, entered_on. A loss is not beyond anything.

    >>> visits = pl.DataFrame({"object_id": ["ana"] * 2, "stage": ["sql", "mql"],
    ...     "pipeline": [None] * 2, "position": [3, 2], "status": [None] * 2,
    ...     "entered_at": [date(2026, 1, 5), date(2026, 1, 9)]})
    >>> first_entries(visits, "mql")["entered_on"].item()
    datetime.date(2026, 1, 9)
    >>> first_entries(visits, "mql", or_later=True)["entered_on"].item()
    datetime.date(2026, 1, 5)
    """
    there = pl.col("stage") == stage
    if visits.filter(there).is_empty():
        names = ", ".join(sorted(set(visits["stage"].to_list()))) or "none"
        raise NotComputable(
            N_("no visit to the stage '{stage}' is known; known stages: {known}"),
            stage=stage,
            known=names,
        )
    if or_later:
        place = pl.col("position").filter(there).min().over("pipeline")
        beyond = (pl.col("position") >= place) & pl.col("status").ne_missing("lost")
        there = there | beyond.fill_null(False)
    entries = visits.filter(there).select("object_id", pl.col("entered_at").dt.date().alias(ON))
    if _comes_once(entries.get_column("object_id")):
        return entries
    return entries.group_by("object_id").agg(pl.col(ON).min())


def _comes_once(ids: pl.Series) -> bool:
    """Say whether ids in order, as visits are made, are each there once; a look is fast."""
    return ids.is_sorted() and not ids.eq_missing(ids.shift(1)).slice(1).any()


def entered_since(entries: pl.DataFrame, first: date | None) -> pl.DataFrame:
    """Keep who entered on or after the first day on which that could be seen.

    >>> entered_since(pl.DataFrame({"entered_on": [date(2026, 1, 5)]}), date(2026, 2, 1)).height
    Traceback (most recent call last):
        ...
    revops.metrics.metric.NotComputable: these stages are seen only from 2026-02-01 on
    """
    if first is None:
        return entries
    kept = entries.filter(pl.col("entered_on") >= first)
    if kept.is_empty():
        raise NotComputable(N_("these stages are seen only from {day} on"), day=first.isoformat())
    return kept


def with_segments(
    entries: pl.DataFrame,
    leads: pl.DataFrame | None,
    opportunities: pl.DataFrame | None,
    *,
    object: Kind,
    by: Sequence[str],
) -> pl.DataFrame:
    """Give each object the columns to cut by, from its lead or its deal; rows stay as many.

    >>> entries = pl.DataFrame({"object_id": ["ana"]})
    >>> leads = pl.DataFrame({"lead_id": ["ana"], "country": ["CL"]})
    >>> with_segments(entries, leads, None, object="lead", by=["country"])["country"].item()
    'CL'
    """
    if not by:
        return entries
    if object == "lead":
        named = entries.with_columns(pl.col("object_id").alias("lead_id"))
        return segmented(with_lead_columns(named, leads, by), by)
    deals = opportunities
    if deals is not None:
        deals = with_lead_columns(deals, leads, by).rename({"opportunity_id": "object_id"})
        wanted = ["object_id", *(name for name in by if name in deals.columns)]
        deals = deals.select(wanted).unique("object_id", keep="first", maintain_order=True)
        entries = entries.join(deals, on="object_id", how="left", maintain_order="left")
    return segmented(entries, by)
