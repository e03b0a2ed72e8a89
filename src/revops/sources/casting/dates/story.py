"""The reading of a column of dates in words: what it is read as, and by what evidence."""

from dataclasses import dataclass

import polars as pl

from revops.sources.casting.dates.clock import change_days, changes, has_time
from revops.sources.casting.dates.orders import BY_ROW, DAY_PROOF, MONTH_PROOF, order
from revops.sources.casting.dates.quick import clock_evidence
from revops.sources.casting.dates.reading import Reading
from revops.sources.casting.dates.shapes import kinds, tally
from revops.sources.casting.dates.unread import bare
from revops.sources.casting.dates.written import DAY_FIRST, MONTH_FIRST, ahead, local

_READ_AS = {
    "iso": "ISO",
    "compact": "ISO",
    "named": "the month as a word",
    "serial": "spreadsheet serial (1900 system)",
    "epoch": "time since 1970",
}
_ORDERS = {
    DAY_FIRST: "day/month/year",
    MONTH_FIRST: "month/day/year",
    BY_ROW: "day and month row by row",
}
_SHOWN = {
    "iso": "begin with the year",
    "compact": "begin with the year",
    "named": "name the month",
    "serial": "are days of a spreadsheet",
    "epoch": "count time since 1970",
}


@dataclass(frozen=True)
class Story:
    """What a column is read as, and why."""

    read_as: str
    evidence: str


def declared_story(is_contrary: bool) -> str:
    """Say that the format is declared, and whether cells contradict it."""
    said = "declared"
    return (
        f"{said}; more cells prove the other order, so open cells are refused" * is_contrary or said
    )


def _cells(count: int, one: str, many: str) -> str:
    """Count cells in words."""
    return f"1 cell {one}" if count == 1 else f"{count} cells {many}"


def _proofs(cells: pl.DataFrame) -> list[str]:
    """Say how many cells prove each order."""
    tallied = tally(cells)
    said = []
    for proof, place in ((DAY_PROOF, "day"), (MONTH_PROOF, "second part")):
        if count := tallied.select(pl.col("n").filter(proof).sum()).item():
            said.append(_cells(count, f"has a {place} above 12", f"have a {place} above 12"))
    return said or ["no cell has a part above 12"]


def _changes(cells: pl.DataFrame, reading: Reading, zone: str) -> str:
    """Say how many times fell into a change of the clocks."""
    days = change_days(zone)
    if not days:
        return ""
    by = order(cells, reading.orders) if reading.by_row is None else reading.by_row
    frame = cells.select("cell", moment=local(cells, by, reading.kinds), minutes=ahead(cells))
    timed = has_time(pl.col("cell")) & pl.col("minutes").is_null()
    near = frame.filter(timed & pl.col("moment").dt.date().is_in(days))
    skipped, twice = changes(pl.col("moment"), zone)
    return clock_evidence(*near.select(skipped=skipped, twice=twice).row(0))


def told(text: pl.Series, reading: Reading, zone: str) -> Story:
    """Tell how a column is read.

    >>> column = pl.Series(["2024-01-05", "45123"])
    >>> told(column, Reading(kinds=("iso", "serial")), "UTC").read_as
    'ISO, spreadsheet serial (1900 system)'
    """
    cells = bare(text)
    counts = dict(kinds(cells).drop_nulls().value_counts().iter_rows())
    ways = [_ORDERS[by] for by in _ORDERS if by in reading.orders.values()]
    if "slashed" in counts and not reading.orders:
        ways.append("two-digit years that may stand first")
    ways += [_READ_AS[name] for name in reading.kinds if name in _READ_AS]
    said = _proofs(cells) if "slashed" in counts else []
    said += [_cells(counts[k], _SHOWN[k], _SHOWN[k]) for k in reading.kinds if k in _SHOWN]
    if reading.is_turned:
        said.append("days up to 12 may have been turned around by a spreadsheet")
    if reading.n_by_cell:
        said.append(_cells(reading.n_by_cell, "is decided by itself", "are decided one by one"))
    return Story(
        ", ".join(dict.fromkeys(ways)) or "not dates",
        "; ".join(said or ["no cell is a date"]) + _changes(cells, reading, zone),
    )
