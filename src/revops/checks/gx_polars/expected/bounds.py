"""Values, and lengths of text, between bounds."""

from datetime import date, time, timedelta
from functools import reduce
from operator import and_
from typing import Any

import polars as pl

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.values import literal


def _comparable(bound: Any, dtype: pl.DataType) -> Any:
    """Bring a bound to the column's type; text, moments and numbers do not compare."""
    is_moment, is_text = isinstance(bound, date | time | timedelta), isinstance(bound, str)
    if dtype.is_temporal():
        fits = is_moment or is_text
    else:
        fits = not is_moment and is_text == (dtype == pl.String)
    if not fits:
        raise TypeError(f"a column of type {dtype} cannot be compared with {bound!r}")
    return literal(bound, dtype)


def between(
    values: pl.Expr,
    dtype: pl.DataType,
    min_value: Any = None,
    max_value: Any = None,
    strict_min: bool | None = False,
    strict_max: bool | None = False,
) -> pl.Expr:
    """Say which values lie between the bounds, ends included unless strict."""
    low, high = (None if b is None else _comparable(b, dtype) for b in (min_value, max_value))
    if low is None and high is None:
        raise ValueError("min_value and max_value cannot both be None")
    if low is not None and high is not None and low > high:
        raise ValueError("min_value cannot be greater than max_value")
    parts = []
    if low is not None:
        parts.append(values > low if strict_min else values >= low)
    if high is not None:
        parts.append(values < high if strict_max else values <= high)
    whole: pl.Expr = reduce(and_, parts)
    return whole


def is_between(column: Column, **bounds: Any) -> pl.Expr:
    """Say which values lie between the bounds."""
    return between(column.values, column.dtype, **bounds)


def has_length_between(column: Column, **bounds: Any) -> pl.Expr:
    """Say which texts are as long as the bounds ask."""
    return between(column.text.str.len_chars(), pl.Int64(), **bounds)


def has_length(column: Column, value: int) -> pl.Expr:
    """Say which texts have just this length."""
    return column.text.str.len_chars() == value
