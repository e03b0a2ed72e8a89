"""A big file at a glance: a light look at its ids and dates, and the rest is proved as it is read.

`supposed` reads every cell to prove how a file is written, and the rows are read once more when
they are written. Here the first reading is of few columns only: the ids, which are held, and the
dates of the key. What is left to prove goes along with the rows (`checked`): whoever reads them
gets all of them as `build` makes them, or `NotAsSeen` where a cell is refused; then the file has
to be read with more care.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import polars as pl

from revops.sources.building import rejected as reject
from revops.sources.building.build import Built, completed
from revops.sources.building.checked import NotAsSeen, checked, filled_rows
from revops.sources.building.loaded import SLIM
from revops.sources.building.making import Making, as_seen, making
from revops.sources.building.readings import Tally, decisions, tallied
from revops.sources.building.resolve import Plan, resolve
from revops.sources.building.supposed import FIRST, dated_key, is_quick, may_be_total
from revops.sources.casting.cast import How, Style
from revops.sources.casting.dates import Reading
from revops.sources.casting.dates.supposed import changed, fitting, proven
from revops.sources.casting.ids import Ids, cannot_be_cut, decide_ids, some_long
from revops.sources.mapping import Export
from revops.sources.reading.scanned import Scanned
from revops.tables import TABLES

_ODD = "__odd"


class _Look(NamedTuple):
    """The table in the making, its first rows as text, and the columns that are held."""

    making: Making
    head: pl.DataFrame
    held: pl.DataFrame


def _dates(how: Mapping[str, How]) -> dict[str, Reading]:
    """Give the columns of dates, and how they are read."""
    return {name: one for name, one in how.items() if isinstance(one, Reading)}


def _may_be_odd(making: Making) -> pl.Expr:
    """Tell the rows that are not plainly one of the table: without a key, a total, a header."""
    dates = _dates(making.how)
    keys = (making.casts[our].is_null() for our in making.needed if our not in dates)
    unfit = (~fitting(pl.col(our), one).fill_null(False) for our, one in dates.items())
    return pl.any_horizontal(_ODD, *keys, *unfit)


def _held(making: Making, file: str) -> pl.DataFrame:
    """Read the columns that are held, and what tells the odd rows; the file is the same in all."""
    known, casts = making.made.collect_schema(), checked(making)
    rows = making.made.select(
        *(casts[name] for name in SLIM if name in known), _may_be_odd(making).alias(_ODD)
    ).collect()
    blank = (pl.lit(None, making.dtypes[name]).alias(name) for name in SLIM if name not in known)
    return rows.with_columns(*blank, from_file=pl.lit(file).cast(pl.Categorical))


def _may_be_cut(held: pl.DataFrame, how: Mapping[str, How]) -> bool:
    """Say whether a spreadsheet has cut ids short that are held."""
    ids = [name for name in SLIM if isinstance(how.get(name), Ids) and some_long(held[name])]
    return any(one.is_cut for one in decide_ids(held, ids).values())


def _texts(export: Export, read: Scanned, plan: Plan, file: str) -> pl.LazyFrame:
    """Give our columns as text, and whether a row may be a total."""
    rows = filled_rows(export, read, plan, may_be_total(export, read).alias(_ODD))
    return completed(export, rows.select("from_row", _ODD, **plan.texts), file)


def _looked(export: Export, read: Scanned, plan: Plan, file: str, style: Style) -> _Look | None:
    """Look at the first rows, then at the ids and dates of all; nothing where they tell too little.

    The only dates must be those of the key, so that every row has one.
    """
    head = _texts(export, read, plan, file).head(FIRST).collect()
    how = as_seen(decisions(export, head, style), read)
    if list(_dates(how)) != [dated_key(export, read.grid, plan, how)]:
        return None
    if style.date_formats or not all(map(is_quick, how.values())):
        return None
    few = {name: one for name, one in plan.texts.items() if name in {*SLIM, *export.needed}}
    made = _texts(export, read, replace(plan, texts=few), file)
    first = making(export, made, plan, style, how)
    try:
        held = _held(first, file)
    except NotAsSeen:
        return None
    is_odd = not held.height or held.get_column(_ODD).any() or _may_be_cut(held, how)
    return None if is_odd else _Look(first, head, held)


def _proven(look: _Look, zone: str) -> dict[str, How]:
    """Give the decisions with their evidence: every row has a date, and it fits."""
    first, n_rows = look.making, look.held.height
    sure = dict(first.how)
    for name, one in _dates(first.how).items():
        counts: dict[str, Any] = {f"filled {name}": n_rows, f"fitting {name}": n_rows}
        if wanted := changed(name, one, first.dtypes[name], zone):
            counts |= first.made.select(**wanted).collect().row(0, named=True)
        sure[name] = proven(name, one, counts) or one
    return sure


def _rows(
    export: Export, read: Scanned, plan: Plan, file: str, style: Style, look: _Look
) -> pl.LazyFrame:
    """Give the rows to come; ids that are not held are long only where the first ones tell why."""
    cells = filled_rows(export, read, plan, every=True).select("from_row", **plan.texts)
    whole = making(export, completed(export, cells, file), plan, style, look.making.how)
    others = (name for name, one in whole.how.items() if isinstance(one, Ids) and name not in SLIM)
    short = [name for name in others if not cannot_be_cut(look.head[name])]
    return whole.made.select(checked(whole, short).values())


def glance(export: Export, read: Scanned, file: str, style: Style) -> Built | None:
    """Build the table of a big file by a light look; nothing where that tells too little."""
    plan = resolve(export, read.grid.header, is_filled=True)
    look = _looked(export, read, plan, file, style)
    if look is None:
        return None
    how, n_rows = _proven(look, style.zone), look.held.height
    tallies = {name: Tally(n_rows if isinstance(how[name], Reading) else 0, 0) for name in how}
    return Built(
        export.table,
        TABLES[export.table].empty(),
        reject.REJECTED.to_frame(),
        n_rows,
        n_totals=0,
        readings=tallied(export, read.grid.header, tallies, how, file),
        stored=_rows(export, read, plan, file, style, look),
        slim=look.held.select(*SLIM, "from_file"),
        n_stored=n_rows,
    )
