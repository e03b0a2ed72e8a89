"""The totals rows of a file, and the rows that each may add up.

A total of one currency adds up the rows of that currency. A total may be of the whole file, or
of the rows between the total above it and itself.
"""

import polars as pl

from revops.sources.building.resolve import Plan, filled_text
from revops.sources.building.shape import is_header, is_subtotal, is_total
from revops.sources.mapping import Export
from revops.sources.reading.grid import Grid

ROW = "from_row"
SUMMED = ("cost", "impressions", "clicks", "platform_conversions", "amount", "recurring_amount")
"""The numbers that totals rows add up; an average or a rate adds up to nothing."""

_OF, _ABOVE = "__of", "__above"


def own_totals(export: Export, grid: Grid) -> pl.DataFrame:
    """Give the rows of the file that say what the others add up to, cells as they stand.

    Where a row of the file becomes several, or a list, nothing can be compared.
    """
    if export.explode or export.wide:
        return grid.cells.clear()
    is_whole = is_total(export, grid) & ~is_subtotal(export, grid)
    return grid.cells.filter(is_whole & ~is_header(grid))


def labels(export: Export, grid: Grid, totals: pl.DataFrame) -> pl.Series:
    """Give the first filled cell of each totals row: what it calls itself."""
    texts = [filled_text(export, place) for place in range(len(grid.header))]
    return totals.select(label=pl.coalesce(*texts)).to_series()


def currencies(plan: Plan, totals: pl.DataFrame, rows: pl.DataFrame) -> pl.Series:
    """Give the currency of each totals row; null where it or the rows name none: all count."""
    named = "currency" in rows.columns and rows.get_column("currency").count()
    if not named or "currency" not in plan.texts:
        return pl.repeat(None, totals.height, dtype=pl.String, eager=True)
    return totals.select(said=plan.texts["currency"]).to_series()


def added_up(
    totals: pl.DataFrame, currency: pl.Series, rows: pl.DataFrame, *sums: pl.Expr
) -> pl.DataFrame:
    """Put `sums` of rows beside each totals row: of all of its currency, and of those above it.

    >>> rows = pl.DataFrame({"from_row": [2, 3, 5], "cost": [1, 2, 4]})
    >>> totals = pl.DataFrame({"from_row": [4, 6], "own": [3, 7]})
    >>> of_all = pl.Series([None, None], dtype=pl.String)
    >>> added_up(totals, of_all, rows, pl.col("cost").sum()).rows()
    [(4, 3, 7, False), (6, 7, 7, False), (4, 3, 3, True), (6, 7, 4, True)]
    """
    above = totals.get_column(ROW).search_sorted(rows.get_column(ROW)).cast(pl.UInt32)
    own = pl.col("currency") if "currency" in rows.columns else pl.lit(None)
    placed = rows.with_columns(own.cast(pl.String).alias(_OF), above.alias(_ABOVE))
    in_one = placed.filter(pl.col(_OF).is_not_null())
    each = pl.concat([in_one, placed.with_columns(pl.lit(None, pl.String).alias(_OF))])
    asked = totals.with_columns(currency.alias(_OF)).with_row_index(_ABOVE)
    found = []
    for is_above, by in ((False, [_OF]), (True, [_OF, _ABOVE])):
        added = each.group_by(by).agg(*sums)
        joined = asked.join(added, on=by, how="left", nulls_equal=True, maintain_order="left")
        found.append(joined.drop(_OF, _ABOVE).with_columns(is_above=is_above))
    return pl.concat(found)
