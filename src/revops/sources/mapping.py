"""What a source is, as data: their headers, our columns, and the habits of the file.

A source is one or more `Export`s of the same name, one for each table that the file feeds.
A new vendor is a new file of these, and no code.

>>> import re
>>> costs = Export(
...     vendor="toy_ads", name="report", table="spend", key=("campaign_id",),
...     columns={
...         "campaign_id": ("Campaign ID", "Id. de campaña"),
...         "cost": (re.compile(r"Spent \\((?P<currency>[A-Z]{3})\\)"),),
...     },
... )
>>> costs.source
'toy_ads.report'
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from revops.tables import TABLES

Names = tuple[str | re.Pattern[str], ...]
"""Spellings of one header, best first. A pattern's named groups fill our columns of that name."""


@dataclass(frozen=True)
class FirstFilled:
    """The first of several headers that is filled in a row: a click id of any platform."""

    parts: tuple[Names, ...]


@dataclass(frozen=True)
class Joined:
    """Several headers as one text: first and last name."""

    parts: tuple[Names, ...]
    mark: str = " "


@dataclass(frozen=True)
class FirstListed:
    """The first id of a cell that lists several: `101;102`."""

    names: Names


Cell = Names | FirstFilled | Joined | FirstListed


@dataclass(frozen=True)
class Wide:
    """Columns that repeat for each stage, and become one row a stage.

    Each pattern holds `(?P<stage>...)`; the columns of one stage share a row.
    """

    columns: Mapping[str, Names]


@dataclass(frozen=True)
class Export:
    """One table out of one vendor's export.

    `key` holds the cells that a row can't do without (the table's key unless given). `constants`
    are true of every row; `defaults` fill columns that the file lacks or leaves blank; `blanks`
    only where the header is there.
    `values` translates cells, whatever their case. `shifts` moves the decimal point of a header's
    numbers (-6 for micros). `only` reads a header's cells only where they match. `numbered` names
    an id made from file and row where the file has none. `explode` names the column whose list
    becomes rows. `distinct` keeps the first row of each key.
    `totals` are patterns of the first filled cell of rows that add others up or close the file;
    `totals_blank` are the headers that are all blank in such a row. An `optional` export is left
    out, without a word, when the file lacks its key.
    """

    vendor: str
    name: str
    table: str
    columns: Mapping[str, Cell]
    key: tuple[str, ...] = ()
    optional: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    blanks: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    shifts: Mapping[str, int] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    numbered: str = ""
    explode: str = ""
    wide: Wide | None = None
    distinct: bool = False
    totals: tuple[str, ...] = ()
    totals_blank: tuple[Names, ...] = ()
    date_formats: tuple[str, ...] = ()
    decimal: str = "."
    missing: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Give the name by which revops.toml calls it."""
        return f"{self.vendor}.{self.name}" if self.name else self.vendor

    @property
    def needed(self) -> tuple[str, ...]:
        """Give the columns without which a row is no row.

        The vendor is known, spend may come without its day, and no parameters are `{}`.
        """
        spared = {"from_vendor", "spent_on", "params"}
        return self.key or tuple(our for our in TABLES[self.table].key if our not in spared)

    def sure(self) -> set[str]:
        """Give the columns that are filled whatever headers the file has."""
        spread = {"stage", *self.wide.columns} if self.wide else set()
        return {*self.constants, *self.defaults, self.numbered, *spread}


def parts(cell: Cell) -> tuple[Names, ...]:
    """Give each header that a cell is made of."""
    if isinstance(cell, FirstFilled | Joined):
        return cell.parts
    return (cell.names,) if isinstance(cell, FirstListed) else (cell,)
