"""The table of a big file in the making: its texts, how they are cast, and what is counted."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

import polars as pl

from revops.sources.building.build import casts, completed
from revops.sources.building.resolve import Plan
from revops.sources.building.slim import slim
from revops.sources.casting.cast import How, Style
from revops.sources.casting.ids import Ids
from revops.sources.mapping import Export
from revops.sources.reading.scanned import Scanned
from revops.tables import TABLES

#: How the cells of a file are named before they are trimmed.
PLAIN = "as it stands"


class Making(NamedTuple):
    """The texts of a table, the casts of its columns, and how they were decided."""

    made: pl.LazyFrame
    casts: Mapping[str, pl.Expr]
    how: Mapping[str, How]
    needed: tuple[str, ...]
    dtypes: Mapping[str, pl.DataType]

    def has_key(self) -> pl.Expr:
        """Say whether a row has its key."""
        given = (self.casts[our].is_not_null() for our in self.needed)
        return pl.all_horizontal(pl.lit(True), *given)

    def refused(self) -> dict[str, pl.Expr]:
        """Say for each column of the file whether a cell did not cast."""
        schema = self.made.collect_schema()
        known = [name for name in self.casts if name in schema and name != "from_row"]
        return {
            name: pl.col(name).is_not_null() & self.casts[name].is_null()
            for name in known
            if name in self.how or self.dtypes[name] != pl.String
        }

    def counted(self, **more: pl.Expr) -> pl.LazyFrame:
        """Count the rows, those with a key, and each column's filled and refused cells.

        What `more` asks of the texts is counted in the same pass.
        """
        known = dict.fromkeys((*self.refused(), *self.needed))
        read = {f"read {name}": self.casts[name].is_not_null() for name in known}
        kept = pl.all_horizontal(pl.lit(True), *(f"read {name}" for name in self.needed))
        refused = {
            f"refused {name}": pl.col(name).is_not_null() & ~pl.col(f"read {name}")
            for name in self.refused()
        }
        wanted = {
            "rows": pl.len(),
            "bad": pl.any_horizontal(~kept, *refused.values()).sum(),
            "kept": kept.sum(),
            **{name: one.sum() for name, one in refused.items()},
            **{f"filled {name}": pl.col(name).count() for name in self.how},
        }
        flags = self.made.with_columns(**read)
        return flags.select(**{**wanted, **more})

    def slim(self) -> pl.LazyFrame:
        """Give the columns of the table that are read into memory."""
        return slim(self.made.select(self.casts.values()))

    def bad(self) -> pl.DataFrame:
        """Give the rows of which something is refused, as text."""
        return self.made.filter(
            pl.any_horizontal(~self.has_key(), *self.refused().values())
        ).collect()

    def rows(self, counts: Mapping[str, Any]) -> pl.LazyFrame:
        """Give the table, cast only where the counts found something to refuse or to change."""
        kept = self.made if counts["kept"] == counts["rows"] else self.made.filter(self.has_key())
        return kept.select(
            pl.col(name) if _is_plain(self.how.get(name), counts.get(f"refused {name}", 0)) else one
            for name, one in self.casts.items()
        )


def _is_plain(how: How | None, n_refused: int) -> bool:
    """Say whether a decision leaves every cell of a column as it stands."""
    return isinstance(how, Ids) and not how.salesforce and not n_refused


def as_seen(how: Mapping[str, How], read: Scanned) -> dict[str, How]:
    """Give the decisions with what the bytes of a file tell: that no id was rounded."""
    is_exact = not read.may_be_rounded
    return {
        name: replace(one, is_exact=is_exact) if isinstance(one, Ids) else one
        for name, one in how.items()
    }


def texts_of(
    export: Export,
    cells: pl.LazyFrame,
    plan: Plan,
    file: str,
    plain: Mapping[str, str] = MappingProxyType({}),
) -> pl.LazyFrame:
    """Give our columns as text, beside the trimmed cells of the file, as `plan` has them.

    Columns that are `plain` are known to be those of the file as they stand.
    """
    own = [name for name in cells.collect_schema() if name != "from_row"]
    trimmed = cells.with_columns(
        pl.col(own).str.strip_chars(),
        **{f"{PLAIN} {place}": pl.col(place) for place in own},
    )
    texts = {**plan.texts, **{name: pl.col(f"{PLAIN} {at}") for name, at in plain.items()}}
    return completed(
        export, trimmed.select("from_row", *own, *(f"{PLAIN} {at}" for at in own), **texts), file
    )


def may_be_plain(plan: Plan) -> dict[str, str]:
    """Give the columns of ours that come from one column of the file, and that column."""
    roots = {name: {*text.meta.root_names()} for name, text in plan.texts.items()}
    return {name: places.pop() for name, places in roots.items() if len(places) == 1}


def making(
    export: Export, made: pl.LazyFrame, plan: Plan, style: Style, how: Mapping[str, How]
) -> Making:
    """Say how each column of the texts is cast."""
    needed = tuple(our for our in export.needed if our in made.collect_schema())
    every = casts(export, made, plan, style, how)
    return Making(made, every, how, needed, TABLES[export.table].schema())
