"""Where sheets are spoilt: chooses rows not spoilt before, changes them, and keeps the list."""

from dataclasses import dataclass

import polars as pl

from revops.sample.exports import Book
from revops.sample.streams import stream

CONTACTS, COMPANIES = "hubspot_contacts.csv", "hubspot_companies.csv"
DEALS, TOUCHES = "hubspot_deals.csv", "utm_touchpoints.csv"
ACTIVITIES = "sales_activities.csv"
GOOGLE, META = "google_ads_campaigns.csv", "meta_ads_campaigns.csv"
KEYS = {
    CONTACTS: "Record ID",
    COMPANIES: "Record ID",
    DEALS: "Record ID",
    TOUCHES: "touchpoint_id",
    ACTIVITIES: "activity_id",
    GOOGLE: "Campaign",
    META: "Campaign name",
}


@dataclass(frozen=True)
class Defect:
    """One spoilt cell: its kind, its place, and what stands there now."""

    kind: str
    file: str
    index: int
    record_id: str | None
    column: str
    value: str | None
    what: str


class Bench:
    """The sheets under work, and the defects planted so far."""

    def __init__(self, seed: int, sheets: Book) -> None:
        self.sheets = dict(sheets)
        self.defects: list[Defect] = []
        self._rng = stream(seed, "defects")
        self._taken: set[tuple[str, int]] = set()

    def frame(self, file: str) -> pl.DataFrame:
        """Give a sheet's cells."""
        return self.sheets[file].frame

    def record_id(self, file: str, index: int) -> str | None:
        """Give the id of one row."""
        cell = self.frame(file).item(index, KEYS[file])
        return None if cell is None else str(cell)

    def choose(self, file: str, condition: pl.Expr, n: int) -> list[int]:
        """Choose up to n rows that meet a condition and were not spoilt before, by chance."""
        fits = self.frame(file).select(condition.fill_null(False).arg_true()).to_series()
        free = [index for index in fits.to_list() if (file, index) not in self._taken]
        return [free[i] for i in sorted(self._rng.permutation(len(free))[:n].tolist())]

    def change(
        self, kind: str, file: str, index: int, what: str, cells: dict[str, str | None]
    ) -> None:
        """Change cells of one row; the first of them is the one that the list names."""
        self.sheets[file] = self.sheets[file].having(index, **cells)
        self._note(kind, file, index, next(iter(cells)), what)

    def add(self, kind: str, file: str, row: dict[str, str | None], column: str, what: str) -> None:
        """Add a row at the end of a file; `column` is the cell to look at."""
        self.sheets[file] = self.sheets[file].plus([row])
        self._note(kind, file, self.frame(file).height - 1, column, what)

    def _note(self, kind: str, file: str, index: int, column: str, what: str) -> None:
        """Write a defect down, and leave its row alone from now on."""
        self._taken.add((file, index))
        cell = self.frame(file).item(index, column)
        self.defects.append(
            Defect(kind, file, index, self.record_id(file, index), column, cell, what)
        )
