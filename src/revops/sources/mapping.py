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

from collections.abc import Mapping
from dataclasses import dataclass, field

from revops.sources.cells import (
    Beside,
    Cell,
    Epoch,
    FirstFilled,
    FirstListed,
    Joined,
    Names,
    OneDay,
    Piece,
    Without,
    parts,
)
from revops.tables import TABLES

__all__ = [
    "Beside",
    "Cell",
    "Epoch",
    "Export",
    "FirstFilled",
    "FirstListed",
    "Joined",
    "Names",
    "OneDay",
    "Piece",
    "Spans",
    "Wide",
    "Without",
    "parts",
]


@dataclass(frozen=True)
class Spans:
    """How a report tells that its days are the first days of weeks, months or one whole span.

    `under` names the headers that may hold such days. `says` is a pattern of a line above the
    header that tells so, `denies` of one that tells that each row is a day, and the groups `first`
    and `last` of `period` are the days that the whole report covers.
    """

    under: Names
    says: str = ""
    denies: str = ""
    period: str = ""


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
    `values` translates cells, whatever their case; `otherwise` is what any other filled cell of a
    column becomes. `shifts` moves the decimal point of a header's
    numbers (-6 for micros). `only` reads a header's cells only where they match. `numbered` names
    an id made from file and row where the file has none. `explode` names the column whose list
    becomes rows. `distinct` keeps the first row of each key.
    `adds_up` names the numbers that are added up where the file goes into finer detail than the
    table: rows that differ in one of the `finer` headers, such as the ads of a campaign, and in
    nothing else. `beside` are headers that tell the export from others and fill no column.
    `totals` are patterns of the first filled cell of rows that add others up or close the file;
    `totals_blank` are the headers that are all blank in such a row, and a row with a day under
    `totals_undated` is none, whatever its campaign is called. An `optional` export is left
    out, without a word, when the file lacks its key. `advice` says how to export a lacking key.
    `spans` tells when the day of a cost is the first of a longer span, which is no day.
    `subtotals` maps a header to what its cell says in a row that adds up others of the file:
    `All` among days. `unfit` maps headers to what is wrong with a report that has them.
    `deleted` names the header of a tick: the vendor exports what was deleted, too.
    `given` names columns without which a row of the file is no row of the table at all: no date of
    a second visit, no second visit.
    `ids = "salesforce"` writes 15-character ids as the 18 characters that they stand for.
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
    otherwise: Mapping[str, str] = field(default_factory=dict)
    shifts: Mapping[str, int] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    numbered: str = ""
    explode: str = ""
    wide: Wide | None = None
    distinct: bool = False
    adds_up: tuple[str, ...] = ()
    finer: tuple[Names, ...] = ()
    beside: Names = ()
    totals: tuple[str, ...] = ()
    totals_blank: tuple[Names, ...] = ()
    totals_undated: Names = ()
    subtotals: Mapping[str, str] = field(default_factory=dict)
    spans: Spans | None = None
    unfit: Mapping[str, str] = field(default_factory=dict)
    deleted: Names = ()
    date_formats: tuple[str, ...] = ()
    decimal: str | None = None
    missing: tuple[str, ...] = ()
    ids: str = ""
    given: tuple[str, ...] = ()
    advice: str = ""

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
