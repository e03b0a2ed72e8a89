"""A big file is read as its first rows tell, and one pass proves that all rows are like them.

Where they are not, or where a row could be a blank one, a header or a total, this gives nothing,
and everything is decided by all cells, as for any other file.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from revops.sources.building.making import PLAIN, Making, as_seen, making, may_be_plain, texts_of
from revops.sources.building.readings import decisions
from revops.sources.building.resolve import Plan
from revops.sources.building.shape import is_total
from revops.sources.casting.cast import How, Style
from revops.sources.casting.dates import Reading
from revops.sources.casting.dates.supposed import asked, fitting, proven
from revops.sources.casting.ids import Ids, decide_ids, has_long
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid, columns
from revops.sources.reading.scanned import Scanned
from revops.tables import TABLES

#: How many rows tell how the others are probably written.
FIRST = 1_000
_LEFT_OUT = "left out"


def may_be_total(export: Export, read: Scanned) -> pl.Expr:
    """Tell the rows that add others up; a file without their words has none."""
    has_words = read.may_total or export.totals
    return is_total(export, read.grid) if has_words else pl.lit(False)


def is_quick(how: How) -> bool:
    """Say whether a decision is one that a count over all cells can prove."""
    return (isinstance(how, Reading) and how.format != "") or (
        isinstance(how, Ids) and not how.is_cut
    )


def dated_key(export: Export, grid: Grid, plan: Plan, how: Mapping[str, How]) -> str | None:
    """Find the date of a key that tells a row from a blank one and from the header said again."""
    names = columns(len(grid.header))
    others = [[None] * len(names), [" "] * len(names), list(grid.header)]
    cells = pl.DataFrame(others, schema=dict.fromkeys(names, pl.String), orient="row")
    for our in export.needed:
        reading = how.get(our)
        if isinstance(reading, Reading) and reading.format and our in plan.texts:
            text = plan.texts[our].alias("text")
            if not cells.select(fitting(text, reading).any()).item():
                return our
    return None


def _wanted(export: Export, how: Mapping[str, How], style: Style) -> dict[str, pl.Expr]:
    """Say what to count of the columns as they are supposed to be."""
    schema, wanted = TABLES[export.table].schema(), {}
    for name, one in how.items():
        if isinstance(one, Reading):
            wanted.update(asked(name, one, schema[name], style.zone))
        else:
            wanted[f"long {name}"] = has_long(pl.col(name))
    return wanted


def _proven(how: Mapping[str, How], counts: Mapping[str, Any]) -> dict[str, How] | None:
    """Give the decisions as all cells make them; nothing where some are not as supposed."""
    found: dict[str, How] = {}
    for name, one in how.items():
        sure = proven(name, one, counts) if isinstance(one, Reading) else one
        if sure is None:
            return None
        found[name] = sure
    return found


def _counted(
    export: Export, read: Scanned, first: Making, plan: Plan, style: Style
) -> tuple[dict[str, Any], pl.DataFrame]:
    """Count all that has to be known, and read what is held, by one pass over the file.

    Every cell is looked at, so that a row which is odd anywhere is found here.
    """
    places = columns(len(read.grid.header))
    every = {f"nulls {at}": pl.col(f"{PLAIN} {at}").null_count() for at in places}
    changed = {
        f"changed {name}": pl.col(name).ne_missing(pl.col(f"{PLAIN} {at}")).any()
        for name, at in may_be_plain(plan).items()
    }
    left_out = may_be_total(export, read).any().alias(_LEFT_OUT)
    wanted = {**every, **changed, _LEFT_OUT: left_out, **_wanted(export, first.how, style)}
    counts, slim = pl.collect_all([first.counted(**wanted), first.slim()], engine="streaming")
    return counts.row(0, named=True), slim


class Supposed(NamedTuple):
    """A table in the making, its counts, and the columns of it that are held."""

    making: Making
    counts: dict[str, Any]
    slim: pl.DataFrame | None = None


def supposed(export: Export, read: Scanned, plan: Plan, file: str, style: Style) -> Supposed | None:
    """Give the table and its counts; nothing where the first rows do not tell it."""
    made = texts_of(export, read.rows, plan, file)
    how = as_seen(decisions(export, made.head(FIRST).collect(), style), read)
    key = dated_key(export, read.grid, plan, how)
    if style.date_formats or not all(map(is_quick, how.values())) or key is None:
        return None
    first = making(export, made, plan, style, how)
    counts, slim = _counted(export, read, first, plan, style)
    sure = _proven(how, counts)
    long = [name for name in how if counts.get(f"long {name}")]
    is_cut = any(one.is_cut for one in decide_ids(made, long, export.ids).values())
    if sure is None or is_cut or counts[_LEFT_OUT] or counts[f"filled {key}"] < counts["rows"]:
        return None
    once = may_be_plain(plan)
    plain = {name: at for name, at in once.items() if not counts[f"changed {name}"]}
    whole = making(export, texts_of(export, read.rows, plan, file, plain), plan, style, sure)
    return Supposed(whole, counts, slim if counts["kept"] == counts["rows"] else None)
