"""Values that are there, missing, in a set or out of it."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.values import literals


def is_present(column: Column) -> pl.Expr:
    """Say where there is a value."""
    return ~column.is_missing


def is_missing(column: Column) -> pl.Expr:
    """Say where there is none."""
    return column.is_missing


def is_in(column: Column, value_set: Sequence[Any] | None = None) -> pl.Expr:
    """Say which values are in the set; without a set, every value is."""
    if value_set is None:
        return pl.lit(True)
    return column.values.is_in(literals(value_set, column.dtype).implode())


def is_not_in(column: Column, value_set: Sequence[Any] | None = None) -> pl.Expr:
    """Say which values are not in the set."""
    return pl.lit(True) if value_set is None else ~is_in(column, value_set)
