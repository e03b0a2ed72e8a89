"""The file's own total decides a decimal mark that the cells leave open.

Of `36.172` and `964.020` nobody can say whether they are tens of thousands or tens. Where a
totals row says `1.000.192`, only one reading adds up. Where both do, or none, the cells stay
refused: a total that scales with its rows proves nothing.
"""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from revops.sources.building.resolve import Plan
from revops.sources.building.totals import ROW, SUMMED, added_up, currencies, own_totals
from revops.sources.casting.cast import How, Style, cast
from revops.sources.casting.marks import Mark
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.tables import TABLES
from revops.tables.table import MONEY

_PLACES = 6


def with_totals(
    export: Export, grid: Grid, plan: Plan, made: pl.DataFrame, how: Mapping[str, How]
) -> dict[str, How]:
    """Decide by the file's own totals how the columns are read that no cell decides.

    `made` holds the texts of the rows, before anything is refused.
    """
    left = {
        name: mark
        for name in SUMMED
        if isinstance(mark := how.get(name), Mark) and mark.either and name in plan.texts
    }
    totals = own_totals(export, grid) if left else grid.cells.clear()
    if totals.is_empty():
        return dict(how)
    currency = currencies(plan, totals, made)
    rows = made.select(ROW, *left, *(["currency"] if "currency" in made.columns else []))
    decided = dict(how)
    for name, mark in left.items():
        own = totals.select(ROW, plan.texts[name].alias(name))
        dtype = TABLES[export.table].columns[name].dtype
        told = [_agrees(own, currency, rows, name, dtype, one) for one in mark.either]
        decided[name] = _by_own_total(mark, own.get_column(name), told)
    return decided


def _by_own_total(mark: Mark, own: pl.Series, told: list[pl.Series]) -> Mark:
    """Take the only reading that some total agrees with and the other does not."""
    only = [told[0] & ~told[1], told[1] & ~told[0]]
    found = [place for place, each in enumerate(only) if each.any()]
    if len(found) != 1:
        return mark
    reading = mark.either[found[0]]
    shown = own.filter(only[found[0]])[0]
    said = f"its own total, '{shown}', is the sum of the rows {reading.evidence} only"
    said = f"{mark.evidence}; {said}" if mark.decimal != "none" else said
    return replace(reading, evidence=said)


def _agrees(
    own: pl.DataFrame,
    currency: pl.Series,
    rows: pl.DataFrame,
    name: str,
    dtype: pl.DataType,
    reading: Mark,
) -> pl.Series:
    """Say which totals the rows add up to, under one reading, but for the last place's rounding."""
    read = cast(pl.col(name), dtype, Style(), how=reading).cast(MONEY)
    typed = rows.with_columns(read.alias(name))
    if typed.get_column(name).null_count() > rows.get_column(name).null_count():
        return pl.repeat(False, own.height, eager=True)
    amount = pl.col(name)
    sums = (amount.sum().alias("sum"), amount.count().alias("n"))
    added = added_up(own.with_columns(read.alias(name)), currency, typed, *sums)
    half = 0.5 * 10.0 ** -_places(rows.get_column(name), reading)
    off = (pl.col(name) - pl.col("sum")).abs().cast(pl.Float64)
    near = added.with_columns(agrees=(off <= half * (pl.col("n") + 1)).fill_null(False))
    return own.join(
        near.group_by(ROW).agg(pl.col("agrees").any()), on=ROW, how="left", maintain_order="left"
    ).get_column("agrees")


def _places(cells: pl.Series, reading: Mark) -> int:
    """Count the decimal places that the cells are written with, under one reading.

    >>> cells = pl.Series(["12.50", "1.000"])
    >>> _places(cells, Mark(".", threes="thousands")), _places(cells, Mark(".", threes="by mark"))
    (2, 3)
    """
    after = cells.str.extract(rf"\{reading.decimal}(\d+)\D*$").str.len_chars()
    counts = after.drop_nulls().unique().to_list()
    known = [n for n in counts if n != 3 or reading.threes == "by mark"]
    return min(max(known, default=0), _PLACES)
