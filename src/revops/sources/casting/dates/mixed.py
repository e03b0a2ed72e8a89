"""Columns that spreadsheets and people wrote: the order of each shape, then of each open row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from revops.sources.casting.dates.orders import (
    BY_ROW,
    DAY_PROOF,
    IS_OPEN,
    MONTH_PROOF,
    decided,
    few_above,
    order,
)
from revops.sources.casting.dates.patterns import KINDS
from revops.sources.casting.dates.reading import Reading
from revops.sources.casting.dates.rows import PAIRS, Dates, by_row
from revops.sources.casting.dates.shapes import kinds, tally
from revops.sources.casting.dates.unread import bare
from revops.sources.casting.dates.written import DAY_FIRST, MONTH_FIRST, local

_TURNABLE = ("iso", "compact", "named", "serial")

#: Of so many cells that prove an order, one that proves the other may be a slip.
_SLIPS = 10


@dataclass(frozen=True)
class _Column:
    """The cells of a column, split, and the kind of each."""

    cells: pl.DataFrame
    kinds: pl.Series


def _column(text: pl.Series) -> _Column:
    """Split the cells of a column."""
    cells = bare(text)
    return _Column(cells, kinds(cells))


def _is_turned(column: _Column, tallied: pl.DataFrame) -> bool:
    """Tell whether a spreadsheet may have turned around the dates that it wrote without doubt.

    It turns every cell that it can read and leaves the rest as text: then no text is open.
    """
    if tallied.is_empty() or tallied.select(IS_OPEN.any()).item():
        return False
    moments = local(column.cells.filter(column.kinds.is_in(_TURNABLE)), None, _TURNABLE)
    day, month = moments.dt.day(), moments.dt.month()
    n_above = int((day > 12).sum())
    n_open = int(((day <= 12) & (day != month)).sum())
    return n_open > 0 and (n_above == 0 or few_above(n_above, n_open))


def _draft(column: _Column) -> Reading:
    """Decide what a column shows by itself."""
    tallied = tally(column.cells)
    present = set(column.kinds.drop_nulls().unique())
    return Reading(
        kinds=tuple(name for name in KINDS if name in present),
        orders=decided(tallied),
        is_turned=_is_turned(column, tallied),
        n_cells=column.cells.get_column("cell").count(),
    )


def _quick_dates(text: pl.Series, reading: Reading) -> Dates:
    """Give the days of a column that one format reads: all are sure."""
    days = text.str.to_datetime(reading.format, time_unit="us", strict=False).dt.date()
    nothing = pl.repeat(None, len(text), dtype=pl.Date, eager=True)
    return Dates(days, nothing, nothing)


def _dates(column: _Column, reading: Reading) -> Dates:
    """Give the sure days of a column, and both readings of the cells that its parts leave open."""
    cells = column.cells
    by_itself = order(cells, dict.fromkeys(reading.orders, BY_ROW))
    left_out = _TURNABLE if reading.is_turned else ()
    sure = local(cells, by_itself, [k for k in reading.kinds if k not in left_out])
    known = cells.get_column("key").is_in(list(reading.orders))
    shut = ~(by_itself.is_null() & known.fill_null(False))
    either = (
        local(cells, by, ("slashed",)).dt.date().set(shut, None) for by in (DAY_FIRST, MONTH_FIRST)
    )
    return Dates(sure.dt.date(), *either)


def _with_rows(column: _Column, draft: Reading, rows: pl.Series, told: pl.Series) -> Reading:
    """Add what each row tells: to doubt the order of a shape, and to read what is left open.

    A row that contradicts the proof of its shape (`told`) is not read: one of the two is wrong.
    """
    frame = column.cells.select("key", row=told)
    said = pl.col("key").replace_strict(dict(draft.orders), default=None, return_dtype=pl.String)
    against = frame.select((said != BY_ROW) & (pl.col("row") != said)).to_series().fill_null(False)
    doubted = {key[:-2] for key in frame.filter(against).get_column("key").unique()}
    rows = rows.set(against, None)
    orders = {k: BY_ROW if k[:-2] in doubted else v for k, v in draft.orders.items()}
    found = order(column.cells, orders)
    found = found.to_frame("order").select(pl.coalesce("order", rows)).to_series()
    alone = [key for key, by in orders.items() if by == BY_ROW]
    by_cell = frame.get_column("key").is_in(alone).fill_null(False) & found.is_not_null()
    is_needed = bool(rows.is_not_null().any())
    return replace(
        draft, orders=orders, by_row=found if is_needed else None, n_by_cell=int(by_cell.sum())
    )


def settled(
    frame: pl.DataFrame, names: Collection[str], known: Mapping[str, Reading]
) -> dict[str, Reading]:
    """Decide columns of a frame, with the help of the others that are known.

    >>> days = ["25/03/2024", "03/25/2024", "01/02/2024"]
    >>> found = settled(pl.DataFrame({"on": days}), ["on"], {})["on"]
    >>> found.orders, found.n_by_cell
    ({'//4day-0': 'row', '//4day0-': 'row', '//4day00': 'row'}, 2)
    """
    columns = {name: _column(frame.get_column(name)) for name in names}
    drafts = {name: _draft(column) for name, column in columns.items()}
    open_ = [name for name, draft in drafts.items() if draft.orders]
    if not open_:
        return drafts
    beside = {name for pair in PAIRS if set(pair) & set(open_) for name in pair}
    dates = {n: _quick_dates(frame.get_column(n), known[n]) for n in known if n in beside}
    dates |= {n: _dates(columns[n], drafts[n]) for n in names if n in beside or n in open_}
    for name in open_:
        rows, told = by_row(name, dates), by_row(name, dates, at_ends=True)
        drafts[name] = _with_rows(columns[name], drafts[name], rows, told)
    return drafts


def contrary(column: pl.LazyFrame, declared: Sequence[str]) -> bool:
    """Tell whether cells prove that the declared order of day and month is not the column's.

    Half of the cells that prove an order must prove the other one, or one in ten of ten and more:
    fewer are slips.

    >>> contrary(pl.LazyFrame({"on": ["03/25/2024", "03/05/2024"]}), ["%d/%m/%Y"])
    True
    """
    starts = {form[:2] for form in declared}
    if starts not in ({"%d"}, {"%m"}):
        return False
    tallied = tally(_column(column.collect().to_series()).cells)
    day, month = tallied.select(
        day=pl.col("n").filter(DAY_PROOF).sum(), month=pl.col("n").filter(MONTH_PROOF).sum()
    ).row(0)
    against = month if starts == {"%d"} else day
    proofs = day + month
    return bool(against and (2 * against >= proofs or _SLIPS * against >= proofs >= _SLIPS))
