"""The rows of a table as checks see them: with their flags, read column by column, never whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from revops import store
from revops.checks.values import values_of

#: The place of a row in its table.
PLACE = "__place"
_PICKED = "__picked"
_FIRST = 10_000


def picked(frame: pl.LazyFrame, which: pl.Series) -> pl.LazyFrame:
    """Keep the rows of which a series of the same height says so, in their order.

    >>> picked(pl.LazyFrame({"n": [3, 4]}), pl.Series([False, True])).collect()["n"].item()
    4
    """
    beside = pl.concat([frame, which.alias(_PICKED).to_frame().lazy()], how="horizontal")
    return beside.filter(_PICKED).drop(_PICKED)


def _is_any(truths: pl.LazyFrame) -> bool:
    return bool(truths.select(pl.all().any()).collect(engine="streaming").item())


@dataclass(frozen=True, eq=False)
class Rows:
    """A table that is not read, and its flags, which are.

    >>> rows = Rows(pl.LazyFrame({"clicks": [3, None]}), pl.DataFrame({"any": [True, None]}))
    >>> rows.height, rows.columns, rows.is_empty("clicks")
    (2, ['clicks', 'any'], False)
    """

    table: pl.LazyFrame
    flags: pl.DataFrame = field(default_factory=pl.DataFrame)

    def lazy(self) -> pl.LazyFrame:
        """Give the table with its flags, unread."""
        if not self.flags.width:
            return self.table
        return pl.concat([self.table, self.flags.lazy()], how="horizontal")

    @cached_property
    def height(self) -> int:
        """Count the rows."""
        return store.height_of(self.table)

    @cached_property
    def columns(self) -> list[str]:
        """List the columns of the table, then its flags."""
        return [*self.table.collect_schema().names(), *self.flags.columns]

    @cached_property
    def _known_empty(self) -> dict[str, bool]:
        return {}

    def is_empty(self, column: str) -> bool:
        """Say whether a column holds no value at all; mostly the first rows tell."""
        if column not in self._known_empty:
            here = self.flags.lazy() if column in self.flags.columns else self.table
            there = here.select(pl.col(column).is_not_null())
            parts = (there.head(_FIRST), there)
            self._known_empty[column] = not any(_is_any(part) for part in parts)
        return self._known_empty[column]

    def distinct(self, column: str) -> pl.Series | None:
        """List all texts of a column of a long table, where they are few."""
        return None if column in self.flags.columns else values_of(self.table).distinct(column)

    def at(self, places: Iterable[int], columns: Iterable[str]) -> pl.DataFrame:
        """Read some rows, in the order of the table, with their places."""
        wanted = pl.Series(PLACE, places, pl.UInt32)
        last = wanted.max()
        until = last + 1 if isinstance(last, int) else 0  # no row is read beyond them
        placed = self.lazy().select(*dict.fromkeys(columns)).with_row_index(PLACE).head(until)
        return placed.filter(pl.col(PLACE).is_in(wanted.implode())).collect(engine="streaming")
