"""A report by week or month writes the first day of its span where a report by day has the day.

Nothing in such a file's header tells. What tells is a line above it, or the days themselves: all
of them the first of a month, or the report's own first day, or always the same day of the week.
A cost of such a row has no day, and each is told.
"""

import re
from collections.abc import Iterable
from datetime import date

import polars as pl

from revops.sources.casting.cast import Style
from revops.sources.casting.dates import day
from revops.sources.mapping import Export, Spans, parts
from revops.sources.reading.grid import Grid
from revops.sources.reading.header import Header

FIRST_OF_SPAN = "the first day of a longer span, which is not the day of the cost"
OUR = "spent_on"
_WEEKS = 3


def _said(pattern: str, above: Iterable[str]) -> re.Match[str] | None:
    """Find what a line above the header says."""
    found = (re.search(pattern, line, re.IGNORECASE) for line in above)
    return next((one for one in found if one), None) if pattern else None


def _period(spans: Spans, above: Iterable[str], style: Style) -> tuple[date | None, bool | None]:
    """Give the report's own first day, and whether it covers more than that; null if unknown."""
    told = _said(spans.period, above)
    if told is None:
        return None, None
    cell = pl.DataFrame({"cell": [told["first"].strip()]})
    first = cell.select(day(pl.col("cell"), style.zone, style.date_formats)).item()
    return first, told["first"].strip() != told["last"].strip()


def _are_firsts(days: list[date], first: date | None, is_longer: bool | None) -> bool:
    """Tell whether days can only be those on which spans begin.

    >>> _are_firsts([date(2026, 8, 1), date(2026, 9, 1)], None, None)
    True
    >>> _are_firsts([date(2026, 9, 1), date(2026, 9, 2)], None, None)
    False
    """
    if len(days) < 2 and not is_longer:
        return False
    if all(one.day == 1 or one == first for one in days):
        return True
    if len(days) == 1:
        return first is None
    return len(days) >= _WEEKS and len({one.weekday() for one in days}) == 1


def _is_under(export: Export, grid: Grid, spans: Spans) -> bool:
    """Tell whether the day is read from a header that may hold the first day of a span."""
    header = Header(grid.header)
    read = header.find(parts(export.columns[OUR])[0])
    return read is not None and read == header.find(spans.under)


def is_by_span(export: Export, grid: Grid, days: pl.Series, style: Style) -> bool:
    """Tell whether the days of a report are the first days of longer spans."""
    spans = export.spans
    if spans is None or not _is_under(export, grid, spans) or _said(spans.denies, grid.above):
        return False
    known = days.unique().drop_nulls().sort().to_list()
    if known and _said(spans.says, grid.above):
        return True
    return bool(known) and _are_firsts(known, *_period(spans, grid.above, style))


def without_day(
    export: Export, grid: Grid, made: pl.DataFrame, typed: pl.DataFrame, style: Style
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Take the day out of the rows of longer spans; give those rows too, with it as written."""
    if OUR not in made.columns or not is_by_span(export, grid, typed.get_column(OUR), style):
        return made, typed, made.clear()
    blank = pl.lit(None)
    told = made.filter(typed.get_column(OUR).is_not_null())
    return (
        made.with_columns(blank.cast(pl.String).alias(OUR)),
        typed.with_columns(blank.cast(typed.schema[OUR]).alias(OUR)),
        told,
    )
