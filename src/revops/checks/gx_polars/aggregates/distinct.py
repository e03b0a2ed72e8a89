"""A column's distinct values: how many, which, and which of a set."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.question import Aggregate, Distinct
from revops.checks.gx_polars.values import cast_value, literals

#: How many values a result lists.
MOST = 20


def count(column: Column) -> Distinct:
    """Count the distinct values."""
    return Distinct(column, lambda n_distinct, _: n_distinct)


def count_is_under(column: Column, threshold: int) -> Distinct:
    """Say whether there are fewer distinct values than that."""
    return Distinct(column, lambda n_distinct, _: n_distinct < threshold)


def distinct_share(column: Column) -> Distinct:
    """Give distinct values over values; 0 of no values."""
    return Distinct(column, lambda n_distinct, n: n_distinct / n if n else 0)


def values(column: Column) -> Aggregate:
    """List the distinct values."""
    return Aggregate(column.values.unique().implode(), set, own="pass")


def most_common(column: Column) -> Aggregate:
    """List the most frequent values: more than one on a tie."""
    return Aggregate(column.values.drop_nulls().mode().sort().implode(), list, own="pass")


def _unlisted(column: Column, value_set: Sequence[Any]) -> pl.Expr:
    wanted = literals(value_set, column.dtype).implode()
    return column.values.filter(~column.values.is_in(wanted)).unique()


def unlisted(column: Column, value_set: Sequence[Any], limit: int | None = None) -> Aggregate:
    """List values that are not in the set."""
    return Aggregate(
        _unlisted(column, value_set).sort().head(limit or MOST).implode(), list, own="query"
    )


def unlisted_count(column: Column, value_set: Sequence[Any]) -> Aggregate:
    """Count the distinct values that are not in the set."""
    return Aggregate(_unlisted(column, value_set).len(), int, own="query")


def absent(column: Column, value_set: Sequence[Any], limit: int | None = None) -> Aggregate:
    """List values of the set that the column does not have."""
    wanted = literals(value_set, column.dtype)
    timed = column.dtype.is_temporal()

    def lacking(found: Any) -> list[Any]:
        if timed:
            return sorted(set(wanted) - set(found))[:limit]
        held = {value: cast_value(value, column.dtype) for value in value_set if value is not None}
        return [value for value, cast in held.items() if cast is None or cast not in set(found)][
            :limit
        ]

    found = column.values.filter(column.values.is_in(wanted.implode())).unique()
    return Aggregate(found.implode(), lacking, own="query")


def absent_count(column: Column, value_set: Sequence[Any]) -> Aggregate:
    """Count the values of the set that the column does not have."""
    listed = absent(column, value_set)
    return Aggregate(listed.expr, lambda found: len(listed.finish(found)), own="query")
