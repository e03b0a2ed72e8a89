"""A column as checks see it: NaN counts as missing, as it does in Great Expectations on pandas."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Column:
    """A column's name and type, and the expressions that read it."""

    name: str
    dtype: pl.DataType

    @property
    def values(self) -> pl.Expr:
        """Read the values; NaN is null."""
        column = pl.col(self.name)
        return column.fill_nan(None) if self.dtype.is_float() else column

    @property
    def is_missing(self) -> pl.Expr:
        """Say where there is no value."""
        return self.values.is_null()

    @property
    def text(self) -> pl.Expr:
        """Read the values as text."""
        return self.values if self.dtype == pl.String else self.values.cast(pl.String)

    @property
    def numbers(self) -> pl.Expr:
        """Read the values as numbers that statistics can be made of."""
        return self.values.cast(pl.Float64) if self.dtype.is_decimal() else self.values


def columns_of(schema: pl.Schema, names: Iterable[str]) -> tuple[Column, ...]:
    """Find columns by name.

    >>> columns_of(pl.Schema({"clicks": pl.Int64()}), ["clicks"])[0].dtype
    Int64
    """
    wanted = list(names)
    missing = [name for name in wanted if name not in schema]
    if missing:
        raise KeyError(f"missing column: {', '.join(missing)}")
    return tuple(Column(name, schema[name]) for name in wanted)
