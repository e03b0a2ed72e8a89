"""Which fields of a definition can be told as of a past day, and which only as they are today?

An event field always can. A record field can from the first recorded change of that field on:
then changes are tracked, and whoever has none since has had one value since. Whether it is so is
asked for the first day of the replay, so that nothing recorded later can change the answer.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import polars as pl

from revops.alignment.qualified.facts import Facts
from revops.workspace.lead_fields import LEAD_FIELDS
from revops.workspace.qualified_lead import QualifiedLead

Known = Literal["event", "history", "at_creation", "today"]
OBJECTS = {"leads": "lead", "accounts": "account"}


def changes(facts: Facts, name: str) -> pl.DataFrame:
    """Give the recorded changes of one record field: object_id, on, old_value, new_value.

    In the order of time; those without a day say nothing.
    """
    field = LEAD_FIELDS[name]
    if facts.field_history is None:
        return pl.DataFrame(schema=_CHANGES)
    is_it = (pl.col("object") == OBJECTS[field.table]) & (pl.col("field") == field.column)
    return (
        facts.field_history.filter(is_it, pl.col("changed_at").is_not_null())
        .sort("object_id", "changed_at", maintain_order=True)
        .select(
            "object_id", pl.col("changed_at").dt.date().alias("on"), "old_value", "new_value"
        )
    )  # fmt: skip


_CHANGES = {"object_id": pl.String, "on": pl.Date, "old_value": pl.String, "new_value": pl.String}


def clocks(version: QualifiedLead, facts: Facts, *, since: date) -> Mapping[str, Known]:
    """Say of each field that a version reads how it is known from a day on.

    `event`, `history`, `at_creation` (both teams vouch for it) or `today`.

    >>> from revops.workspace.qualified_lead import Criterion
    >>> version = QualifiedLead(version="a", criteria=[
    ...     Criterion(id="big", sql="employees >= 50 AND touches_90d >= 3")])
    >>> dict(clocks(version, Facts(pl.DataFrame()), since=date(2026, 1, 1)))
    {'employees': 'today', 'touches_90d': 'event'}
    """
    names = dict.fromkeys(name for each in version.conditions for name in each.fields)
    return {name: _clock(name, version, facts, since) for name in names}


def _clock(name: str, version: QualifiedLead, facts: Facts, since: date) -> Known:
    if LEAD_FIELDS[name].clock == "event":
        return "event"
    first = changes(facts, name).get_column("on").min()
    if isinstance(first, date) and first <= since:
        return "history"
    return "at_creation" if name in version.set_at_creation else "today"


def dated(version: QualifiedLead, known: Mapping[str, Known]) -> list[str]:
    """Name the criteria whose every field can be told as of the day."""
    return [
        each.id
        for each in version.conditions
        if all(known[name] != "today" for name in each.fields)
    ]
