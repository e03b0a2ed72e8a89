"""Several columns of a row taken together, and rows among rows."""

from itertools import combinations

import polars as pl

from revops.checks.gx_polars.column import Column


def is_single(*columns: Column) -> pl.Expr:
    """Say which values, or which records, come once only; missing values equal each other."""
    return ~pl.struct(column.values for column in columns).is_duplicated()


def sums_to(*columns: Column, sum_total: float) -> pl.Expr:
    """Say where the columns add up to the total."""
    return pl.sum_horizontal([c.values for c in columns], ignore_nulls=False) == sum_total


def are_all_equal(*columns: Column) -> pl.Expr:
    """Say where the columns hold the same value."""
    first = columns[0].values
    return pl.all_horizontal(first.eq_missing(column.values) for column in columns)


def are_all_different(*columns: Column) -> pl.Expr:
    """Say where no two columns hold the same value."""
    return pl.all_horizontal(a.values.ne_missing(b.values) for a, b in combinations(columns, 2))
