"""Values that rise or fall from row to row; missing ones are passed over."""

import polars as pl

from revops.checks.gx_polars.column import Column


def _before(column: Column) -> pl.Expr:
    return column.values.forward_fill().shift(1)


def increases(column: Column, strictly: bool | None = None) -> pl.Expr:
    """Say which values are not below the one before; above it, where strict."""
    now, before = column.values, _before(column)
    return (now > before if strictly else now >= before).fill_null(True)


def decreases(column: Column, strictly: bool | None = None) -> pl.Expr:
    """Say which values are not above the one before; below it, where strict."""
    now, before = column.values, _before(column)
    return (now < before if strictly else now <= before).fill_null(True)
