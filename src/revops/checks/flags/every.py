"""Flags that every table has: texts as people wrote them, times with a clock, records still there.

A table has those that its columns allow.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from revops.checks.flags.clock import wall_clock
from revops.checks.flags.over_rows import Flag, Wide, row_by_row
from revops.checks.flags.parts import Tables, by_day, said, when
from revops.tables import TABLES

#: Short texts that people write. Names with checks of their own are left to them.
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "accounts": ("industry",),
    "leads": ("job_title", "original_source_detail", "self_reported_source", "lifecycle_stage"),
    "opportunities": ("stage", "product", "lost_reason"),
    "opportunity_people": ("role",),
    "stage_history": ("stage",),
    "activities": ("outcome",),
    "campaigns": ("name",),
    "touchpoints": ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"),
    "content": ("title",),
    "feedback": ("reason",),
    "users": ("name", "team"),
    "experiments": ("channel",),
}
#: Longer ones, in which a dash at the start or a tag of markup is no wonder.
SPOKEN: Mapping[str, tuple[str, ...]] = {
    "opportunities": ("name",),
    "activities": ("note",),
    "feedback": ("text",),
    "field_history": ("old_value", "new_value"),
    "decisions": ("text", "outcome"),
    "experiments": ("source",),
}
#: What UTF-8 looks like when it is read as something else.
_GARBLED = r"[ÃÂ][^A-Za-zÀ-ÿ0-9\s.,;:&/()'-]|â€|�"
_FORMULA = r"^[=@]\S|^[+-][^\d\s(.]|^[+-][\d.]+[^\d\s().,%-]|<[A-Za-z/!]"
#: From which share on of a file's times midnight is no time of the day.
PILED_UP = 0.1
_MIDNIGHT = pl.time(0, 0)


def _none(tables: Tables, table: str, columns: tuple[str, ...], pattern: str) -> pl.Expr:
    """Say whether none of the texts holds a pattern; null where all of them are blank."""

    def holds(text: pl.Expr) -> pl.Expr:
        return text.str.contains(pattern)

    found = [said(tables, table, name, holds) for name in columns]
    blank = pl.all_horizontal(pl.col(name).is_null() for name in columns)
    return when(~blank, ~pl.any_horizontal(each.fill_null(False) for each in found))


def _texts(table: str, tables: Tables) -> dict[str, Flag]:
    """Make the flags about texts."""
    written, spoken = WRITTEN.get(table, ()), SPOKEN.get(table, ())
    made: dict[str, Flag] = {}
    if written or spoken:
        made["text_not_garbled"] = _none(tables, table, written + spoken, _GARBLED)
    if written:
        made["text_is_plain"] = _none(tables, table, written, _FORMULA)
    return made


def _time_is_told(clock: str) -> Wide:
    """Say whether a time is more than a day; times at midnight are where many of a file are.

    A day becomes midnight in the zone of the reader, or in that of the CRM.
    """
    instant = pl.col(clock)
    at_midnight = (wall_clock(instant).dt.time() == _MIDNIGHT) | (
        instant.dt.convert_time_zone("UTC").dt.time() == _MIDNIGHT
    )

    def judge(frame: pl.LazyFrame) -> pl.Series:
        told = row_by_row(frame, {"midnight": at_midnight})
        beside = pl.concat([frame.select("from_file"), told.lazy()], how="horizontal")
        shares = beside.group_by("from_file").agg(share=pl.col("midnight").mean())
        piled = shares.filter(pl.col("share") > PILED_UP).collect(engine="streaming")
        is_day = pl.col("midnight") & pl.col("from_file").is_in(piled["from_file"].implode())
        is_told = when(pl.col("midnight").is_not_null(), ~is_day)
        return beside.select(told=is_told).collect(engine="streaming").rechunk()["told"]

    return Wide(frozenset([clock, "from_file"]), judge)


def flags(table: str, tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of any table."""
    columns, clock = TABLES[table].columns, TABLES[table].known_by
    made = _texts(table, tables)
    if clock and columns[clock].dtype == pl.Datetime:
        made["time_is_told"] = _time_is_told(clock)
        made["dated_by_as_of"] = by_day(clock, as_of)
    if "deleted_at" in columns:
        made["still_there"] = pl.col("deleted_at").is_null()
    return made
