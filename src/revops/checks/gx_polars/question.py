"""Questions that an engine can be asked, and the rows that each of them is asked of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.condition import Condition

#: The place of a row in the whole frame, counted before any filter.
PLACE = "__place"


@dataclass(frozen=True, eq=False)
class Scope:
    """Rows: those of a frame that meet a row condition. Scopes of one name have the same rows."""

    name: str
    frame: pl.LazyFrame
    where: pl.Expr | None = None

    def rows(self) -> pl.LazyFrame:
        """Give the rows."""
        return self.frame if self.where is None else self.frame.filter(self.where)

    def placed_rows(self) -> pl.LazyFrame:
        """Give the rows, each with its place in the whole frame."""
        frame = self.frame.with_row_index(PLACE)
        return frame if self.where is None else frame.filter(self.where)


def _as_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, eq=False)
class Aggregate:
    """One value out of all rows.

    It shares a query with others; or has a query of its own in the same pass, when rows cannot
    be forgotten one by one (beside such a query, the others would be kept waiting in memory); or
    a pass of its own, when it takes much memory itself.
    """

    expr: pl.Expr
    finish: Callable[[Any], Any] = _as_is
    own: Literal["nothing", "query", "pass"] = "nothing"


@dataclass(frozen=True, eq=False)
class Distinct:
    """How many distinct values a column has; `finish` gets their number, and that of all values."""

    column: Column
    finish: Callable[[int, int], Any]


@dataclass(frozen=True, eq=False)
class Repeats:
    """How many rows have a key that another row has too."""

    condition: Condition


@dataclass(frozen=True, eq=False)
class Sample:
    """The first failing rows of a condition, read by one expression; all of them without limit."""

    condition: Condition
    expr: pl.Expr
    limit: int | None
    finish: Callable[[list[Any]], Any] = _as_is


@dataclass(frozen=True, eq=False)
class Known:
    """An answer that needs no data."""

    value: Any


@dataclass(frozen=True, eq=False)
class Refused:
    """A question that could not even be put."""

    error: Exception


Question = Aggregate | Distinct | Repeats | Sample | Known | Refused
