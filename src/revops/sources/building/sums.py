"""Totals that an export writes itself, beside the sum of its rows: does the file add up?

Totals rows are left out of the tables. What they say is a check of the reading: rows that were
lost or read under the wrong decimal mark do not add up to the vendor's own total. Google's
totals overlap (campaigns, account, search), so each is told, and one that agrees is enough.
"""

from collections.abc import Mapping

import polars as pl

from revops.sources.building.loaded import SUMS
from revops.sources.building.readings import header_of
from revops.sources.building.resolve import Plan
from revops.sources.building.shape import without_totals
from revops.sources.building.totals import (
    ROW,
    SUMMED,
    added_up,
    currencies,
    labels,
    own_totals,
)
from revops.sources.casting.cast import How, Style, cast
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid
from revops.tables import TABLES
from revops.tables.table import MONEY

COUNTED = "rows"
"""What stands for the column where a footer counts the rows: `Grand Totals (5700 records)`."""

_COUNT = r"(?i)\(([\d.,]+) (?:records?|registros?)\)$"


def sums(
    export: Export,
    grid: Grid,
    plan: Plan,
    rows: pl.DataFrame,
    style: Style,
    how: Mapping[str, How],
    file: str,
) -> pl.DataFrame:
    """Give one row a totals row and summed column: the sum of the typed `rows`, and its total.

    A total of one currency stands beside the sum of that currency's rows.
    """
    totals = own_totals(export, grid)
    if totals.is_empty():
        return SUMS.to_frame()
    label, currency = labels(export, grid, totals), currencies(plan, totals, rows)
    n_rows = pl.repeat(without_totals(export, grid).height, totals.height, eager=True)
    found = [
        SUMS.to_frame(),
        _told(export, grid, label, _counts(label), COUNTED, n_rows, file),
    ]
    schema = TABLES[export.table].schema()
    for name in (name for name in SUMMED if name in plan.texts and name in schema):
        texts, shift = totals.select(ROW, plan.texts[name].alias(name)), plan.shifts.get(name, 0)
        own = texts.select(cast(pl.col(name), schema[name], style, shift, how.get(name)))
        added = _added(texts, currency, rows, name)
        found.append(_told(export, grid, label, own.to_series(), name, added, file))
    return pl.concat(found)


def _added(totals: pl.DataFrame, currency: pl.Series, rows: pl.DataFrame, name: str) -> pl.Series:
    """Add the rows up beside each total."""
    summed = added_up(totals, currency, rows, pl.col(name).cast(MONEY).sum().alias("sum"))
    return summed.filter(~pl.col("is_above")).get_column("sum").fill_null(0)


def _counts(label: pl.Series) -> pl.Series:
    """Read the count of rows in the labels of a footer."""
    counted = label.str.extract(_COUNT).str.replace_all("[.,]", "")
    return counted.cast(pl.Int64, strict=False)


def _told(
    export: Export,
    grid: Grid,
    label: pl.Series,
    own: pl.Series,
    column: str,
    added: pl.Series,
    file: str,
) -> pl.DataFrame:
    """Put the totals of one column in rows; a total that is blank says nothing."""
    header = COUNTED if column == COUNTED else header_of(export, grid.header, column)
    return (
        pl.DataFrame(
            {"label": label, "own_total": own.cast(MONEY), "rows_sum": added.cast(MONEY)},
        )
        .filter(pl.col("own_total").is_not_null())
        .select(
            pl.lit(file).alias("from_file"),
            pl.lit(export.source).alias("source"),
            pl.lit(column).alias("column"),
            pl.lit(header).alias("header"),
            "label",
            "rows_sum",
            "own_total",
        )
    )


def unreconciled(told: pl.DataFrame, tolerance: float = 0.005) -> pl.DataFrame:
    """Give the totals of the columns whose rows add up to none of their totals.

    >>> one = {"from_file": "x.csv", "source": "toy", "column": "cost", "header": "Cost"}
    >>> rows = [one | {"label": f"Total: {own}", "rows_sum": 10, "own_total": own}
    ...         for own in (10, 40)]
    >>> unreconciled(pl.DataFrame(rows, schema=SUMS)).height
    0
    >>> unreconciled(pl.DataFrame(rows[1:], schema=SUMS))["label"].to_list()
    ['Total: 40']
    """
    own, added = pl.col("own_total").cast(pl.Float64), pl.col("rows_sum").cast(pl.Float64)
    agrees = (own - added).abs() <= tolerance * own.abs() + 1e-9
    return told.filter(~agrees.any().over("from_file", "source", "column"))
