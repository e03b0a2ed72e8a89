"""Two values of one row."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.values import literal


def are_equal(a: Column, b: Column) -> pl.Expr:
    """Say where the two are equal."""
    return a.values == b.values


def is_greater(a: Column, b: Column, or_equal: bool | None = None) -> pl.Expr:
    """Say where the first is above the second, or not below it."""
    return a.values >= b.values if or_equal else a.values > b.values


def are_in_set(
    a: Column, b: Column, value_pairs_set: Sequence[tuple[Any, Any]] | None = None
) -> pl.Expr:
    """Say where the two are one of the pairs; a missing value can be part of a pair."""
    if value_pairs_set is None:
        return pl.lit(True)
    return pl.any_horizontal(
        a.values.eq_missing(pl.lit(literal(x, a.dtype)))
        & b.values.eq_missing(pl.lit(literal(y, b.dtype)))
        for x, y in value_pairs_set
    )
