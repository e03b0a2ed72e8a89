"""Rows into rows: what adds others up is left out, lists and stage columns become rows."""

from collections.abc import Iterable

import polars as pl

from revops.sources.building.resolve import Plan
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.sources.reading.header import Header

_MARKS = "[;|,]"


def _text(export: Export, place: int) -> pl.Expr:
    """Give a column of the file, trimmed; what means missing is null."""
    text = pl.col(str(place)).str.strip_chars()
    return pl.when(~text.is_in(["", *export.missing])).then(text)


def without_totals(export: Export, grid: Grid) -> pl.DataFrame:
    """Leave out totals and footers, as the mapping tells them.

    >>> from revops.sources.reading.grid import grid
    >>> toy = Export("toy", "x", "spend", columns={"cost": ("Cost",)}, totals=("Total: ",))
    >>> cells = pl.DataFrame({"0": ["Enabled", "Total: Account"], "1": ["3", "9"]})
    >>> without_totals(toy, grid(["Campaign status", "Cost"], 1, cells)).height
    1
    """
    texts = [_text(export, place) for place in range(len(grid.header))]
    first = pl.coalesce(pl.lit(None, pl.String), *texts)
    rules = [first.str.contains(f"^(?:{pattern})") for pattern in export.totals]
    header = Header(grid.header)
    blank = [texts[at.index].is_null() for some in export.totals_blank if (at := header.find(some))]
    if blank:
        rules.append(pl.all_horizontal(blank))
    return grid.cells.filter(~pl.any_horizontal(rules).fill_null(False)) if rules else grid.cells


def _exploded(texts: pl.DataFrame, column: str) -> pl.DataFrame:
    """Make one row of each id in a list; a blank list gives no row."""
    ids = pl.col(column).str.replace_all(_MARKS, ";").str.split(";")
    return (
        texts.with_columns(ids)
        .explode(column, empty_as_null=True)
        .with_columns(pl.col(column).str.strip_chars())
        .filter(pl.col(column) != "")
    )


def _stage_columns(export: Export, header: Iterable[str]) -> dict[str, dict[str, int]]:
    """Tell which columns belong to which stage, in the file's order."""
    stages: dict[str, dict[str, int]] = {}
    if export.wide:
        known = Header(header)
        for our, names in export.wide.columns.items():
            for found in known.find_all(names):
                stages.setdefault(found.held["stage"], {}).setdefault(our, found.index)
    return stages


def is_wide(export: Export, header: Iterable[str]) -> bool:
    """Tell whether the file has a column for some stage."""
    return bool(_stage_columns(export, header))


def _long(export: Export, header: Iterable[str], plan: Plan, cells: pl.DataFrame) -> pl.DataFrame:
    """Make one row of each stage that a row of the file has entered."""
    ours = list(export.wide.columns) if export.wide else []
    stages = []
    for stage, places in _stage_columns(export, header).items():
        spread = {
            our: _text(export, places[our]) if our in places else pl.lit(None, pl.String)
            for our in ours
        }
        one = cells.select("from_row", stage=pl.lit(stage), **{**plan.texts, **spread})
        stages.append(one.filter(pl.any_horizontal(pl.col(our).is_not_null() for our in ours)))
    return pl.concat(stages).sort("from_row", maintain_order=True)


def texts(export: Export, grid: Grid, plan: Plan, cells: pl.DataFrame) -> pl.DataFrame:
    """Give our columns as text, one row for each row of the table."""
    if export.wide:
        return _long(export, grid.header, plan, cells)
    made = cells.select("from_row", **plan.texts)
    return _exploded(made, export.explode) if export.explode else made
