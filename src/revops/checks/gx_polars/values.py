"""Values from a suite file, brought to a column's own type: JSON knows numbers and text only."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from dateutil.parser import parse

_WORDS = (pl.Categorical, pl.Enum)


def _in_zone(value: datetime, zone: str | None) -> datetime:
    """Give an instant in the column's zone; a plain time is meant in that zone."""
    if zone is None:
        if value.tzinfo:
            raise ValueError("a time with a zone cannot be compared with a column without one")
        return value
    place = ZoneInfo(zone)
    return value.astimezone(place) if value.tzinfo else value.replace(tzinfo=place)


def literal(value: Any, dtype: pl.DataType) -> Any:
    """Bring one value to the column's type where it can be; else give it back.

    >>> literal("2026-01-31", pl.Date())
    datetime.date(2026, 1, 31)
    >>> literal(3, pl.Int64())
    3
    """
    if not isinstance(dtype, pl.Date | pl.Datetime):
        return value
    if isinstance(value, str):
        value = parse(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    if not isinstance(value, datetime):
        return value
    if isinstance(dtype, pl.Datetime):
        return _in_zone(value, dtype.time_zone)
    return value.date() if value.timetz() == time.min else value


def _same(found: Any, value: Any) -> bool:
    """Say whether a value survived the cast: 4.5 is no whole number, "1" is no number."""
    if isinstance(found, Decimal) and isinstance(value, float):
        return float(found) == value
    return bool(found == value)


def cast_value(value: Any, dtype: pl.DataType) -> Any:
    """Cast one value, or give null where a column of this type cannot hold it.

    >>> cast_value(2.0, pl.Int64()), cast_value("2", pl.Int64())
    (2, None)
    """
    takes_text = dtype.is_temporal() or dtype in _WORDS
    text_for_other = (dtype == pl.String) != isinstance(value, str) and not takes_text
    if value is None or text_for_other:
        return None
    value = literal(value, dtype)
    try:
        found = pl.Series([value]).cast(dtype, strict=True).item()
    except (pl.exceptions.PolarsError, TypeError, OverflowError):
        return None
    return found if dtype.is_temporal() or _same(found, value) else None


def literals(values: Iterable[Any], dtype: pl.DataType) -> pl.Series:
    """Give those of the values that a column of this type can hold, as such a column.

    >>> literals([1, 2.0, 4.5, "x", None], pl.Int64()).to_list()
    [1, 2]
    """
    cast = [cast_value(value, dtype) for value in values]
    return pl.Series([value for value in cast if value is not None], dtype=dtype)
