"""How the dates of one column are read, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from revops.sources.casting.dates.patterns import KINDS

EVERY_KIND = tuple(KINDS)


@dataclass(frozen=True, eq=False)
class Reading:
    """How the dates of one column are read, and by what evidence.

    `format` is set where one format reads every cell (`is_utc` where that format ends in `Z`).
    Otherwise cells of `kinds` are read, those with numbers for months in the order of their
    shape (`orders`), or row by row where `by_row` holds an order for each row. Where
    `is_turned`, a spreadsheet may have turned dates around before it wrote them without doubt:
    only days above 12 are sure. `is_contrary` says that cells prove the declared order wrong.
    """

    format: str = ""
    is_utc: bool = False
    kinds: tuple[str, ...] = EVERY_KIND
    orders: Mapping[str, str] = field(default_factory=dict)
    by_row: pl.Series | None = None
    is_turned: bool = False
    is_contrary: bool = False
    read_as: str = ""
    evidence: str = ""
    n_cells: int = 0
    n_by_cell: int = 0


UNDECIDED = Reading()
"""How cells are read without their column: only what no order could change."""
