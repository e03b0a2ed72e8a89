"""Rows into rows: what adds others up is left out, lists and stage columns become rows."""

from collections.abc import Iterable, Sequence

import polars as pl

from revops.sources.building.resolve import Plan, filled_text
from revops.sources.mapping import Export, parts
from revops.sources.reading.grid import Grid
from revops.sources.reading.header import Header, tidy
from revops.tables import TABLES

_MARKS = "[;|,]"
_CLOSING = (
    r"(?i:(?:grand |sub)?totale?s?(?: general| geral)?(?: \([\d.,]+ (?:records?|registros?)\))?:?$"
    r"|suma total:?$|total de registros\b"
    r"|confidential information - do not distribute|copyright (?:\(c\)|©) \d{4})"
)


def is_total(export: Export, grid: Grid) -> pl.Expr:
    """Tell the rows that add others up or close the file: anyone's, and the mapping's own.

    >>> from revops.sources.reading.grid import grid
    >>> toy = Export("toy", "x", "spend", columns={"cost": ("Cost",)}, totals=("Total: ",))
    >>> cells = pl.DataFrame({"0": ["Enabled", "Total: Account", "Totals"], "1": ["3", "9", "9"]})
    >>> read = grid(["Campaign status", "Cost"], 1, cells)
    >>> read.cells.select(total=is_total(toy, read))["total"].to_list()
    [False, True, True]
    """
    texts = [filled_text(export, place) for place in range(len(grid.header))]
    first = pl.coalesce(pl.lit(None, pl.String), *texts)
    rules = [first.str.contains(f"^(?:{pattern})") for pattern in (_CLOSING, *export.totals)]
    header = Header(grid.header)
    rules += [texts[place].str.contains(f"^(?:{_CLOSING})") for place in _keys(export, header)]
    labelled = pl.any_horizontal(rules) & ~_has_own_day(export, header, texts, first)
    rules = [labelled, is_subtotal(export, grid)]
    blank = [texts[at.index].is_null() for some in export.totals_blank if (at := header.find(some))]
    if blank:
        rules.append(pl.all_horizontal(blank))
    return pl.any_horizontal(rule.fill_null(False) for rule in rules)


def _keys(export: Export, header: Header) -> list[int]:
    """Give the places of the key's columns, where a total may stand in any column's order."""
    names = [each for our in export.needed for each in parts(export.columns.get(our, ()))]
    return sorted({found.index for each in names if (found := header.find(each))})


def _has_own_day(
    export: Export, header: Header, texts: Sequence[pl.Expr], first: pl.Expr
) -> pl.Expr:
    """Tell the rows of one day: a campaign may be called `Total: ...`, but no total has a day."""
    at = header.find(export.totals_undated)
    return pl.lit(False) if at is None else (texts[at.index] != first).fill_null(False)


def is_subtotal(export: Export, grid: Grid) -> pl.Expr:
    """Tell the rows that say that they add up some others, where there are others.

    >>> from revops.sources.reading.grid import grid
    >>> toy = Export("toy", "x", "spend", columns={}, subtotals={"Day": "all"})
    >>> read = grid(["Day"], 1, pl.DataFrame({"0": ["All", "2026-08-13"]}))
    >>> read.cells.select(part=is_subtotal(toy, read))["part"].to_list()
    [True, False]
    """
    rules, header = [pl.lit(False)], Header(grid.header)
    for name, pattern in export.subtotals.items():
        if at := header.find((name,)):
            cell = filled_text(export, at.index)
            says = cell.str.contains(f"^(?i:{pattern})$")
            rules.append((says & (~says).any()).fill_null(False))
    return pl.any_horizontal(rules)


def is_header(grid: Grid) -> pl.Expr:
    """Tell the rows that say the header again, where exports were put one under the other.

    >>> from revops.sources.reading.grid import grid
    >>> read = grid(["Id", "Mail"], 1, pl.DataFrame({"0": ["7", "ID"], "1": ["a@b.c", "Mail "]}))
    >>> read.cells.select(again=is_header(read))["again"].to_list()
    [False, True]
    """
    names = {place: tidy(name).casefold() for place, name in enumerate(grid.header)}
    same = [
        pl.col(str(place)).str.strip_chars("\ufeff \t\n\u00a0").str.to_lowercase() == name
        for place, name in names.items()
        if name and str(place) in grid.cells.columns
    ]
    return pl.all_horizontal(same).fill_null(False) if same else pl.lit(False)


def without_totals(export: Export, grid: Grid) -> pl.DataFrame:
    """Leave out totals, footers, and headers that are said again."""
    return grid.cells.filter(~(is_total(export, grid) | is_header(grid)))


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
    schema = TABLES[export.table].schema()
    stages = []
    for stage, places in _stage_columns(export, header).items():
        spread = {
            our: filled_text(export, places[our], schema[our])
            if our in places
            else pl.lit(None, pl.String)
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
    if export.given:
        made = made.filter(pl.all_horizontal(pl.col(*export.given).is_not_null()))
    return _exploded(made, export.explode) if export.explode else made
