"""Between Python's values and the cells of the history file."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from revops.history.schema import INSTANT


def cell(value: Any) -> Any:
    """Write a value as the file holds it.

    >>> from datetime import datetime, UTC
    >>> cell(datetime(2026, 6, 30, 9, tzinfo=UTC)), cell(("en", "es"))
    ('2026-06-30T09:00:00.000000+00:00', '["en", "es"]')
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def _value(text: Any, kind: Any) -> Any:
    """Read a cell of the file as its column's kind."""
    if text is None:
        return None
    if kind == INSTANT:
        return datetime.fromisoformat(text)
    if kind == pl.Date:
        return date.fromisoformat(text)
    return json.loads(text) if kind == pl.List else text


def frame(rows: Sequence[Mapping[str, Any]], schema: pl.Schema) -> pl.DataFrame:
    """Give rows of the file as a frame."""
    columns = {name: [_value(row[name], kind) for row in rows] for name, kind in schema.items()}
    return pl.DataFrame(columns, schema=schema)
