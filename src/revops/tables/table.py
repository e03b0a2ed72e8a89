"""What a table is: its grain, its key, and its columns with type, unit and meaning.

Types live here and values in expectations/, so no rule has two homes. Every table also
carries the three columns of `PROVENANCE`, which say where each row came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

TEXT = pl.String()
WHOLE = pl.Int64()
NUMBER = pl.Float64()
MONEY = pl.Decimal(38, 6)
YES_NO = pl.Boolean()
DAY = pl.Date()
INSTANT = pl.Datetime("us", "UTC")
TAGS = pl.List(pl.String())


@dataclass(frozen=True)
class Column:
    """One column: its type, what it means, its unit, and whether it names a person."""

    dtype: pl.DataType
    meaning: str
    unit: str = ""
    personal: bool = False


PROVENANCE: Mapping[str, Column] = {
    "from_vendor": Column(TEXT, "The vendor whose export held the row."),
    "from_file": Column(TEXT, "The file's path, as the workspace names it."),
    "from_row": Column(WHOLE, "The row in that file, counted as a spreadsheet does.", "row number"),
}


@dataclass(frozen=True)
class Table:
    """One shared table.

    `known_by` names the instant (or day) by which a row came to be known: a report on a past day
    leaves out what was not known yet. A table without one is taken as it is today. A column
    `<amount>_base` is the amount in the workspace currency; the load fills it.

    >>> from revops.tables import TABLES
    >>> TABLES["rates"].key
    ('currency', 'day')
    >>> TABLES["rates"].schema()["rate"]
    Float64
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    questions: tuple[str, ...] = field(default=())
    known_by: str = ""

    def schema(self) -> pl.Schema:
        """Give the types of all columns, provenance last."""
        every = {**self.columns, **PROVENANCE}
        return pl.Schema({name: column.dtype for name, column in every.items()})

    def empty(self) -> pl.DataFrame:
        """Give the table with no rows."""
        return pl.DataFrame(schema=self.schema())
