"""Text to days and instants, by the reading of the column or by the declared formats.

A time without an offset is in the export's zone; a day without a time is the first moment of
that day there.
"""

from collections.abc import Sequence
from functools import partial

import polars as pl

from revops.sources.casting.dates import declared as strict
from revops.sources.casting.dates.clock import UTC_CLOCK, in_zone
from revops.sources.casting.dates.orders import order
from revops.sources.casting.dates.patterns import EPOCH
from revops.sources.casting.dates.reading import UNDECIDED, Reading
from revops.sources.casting.dates.unread import bare, unsure
from revops.sources.casting.dates.written import FIRST, LAST, LOCAL, ahead, local


def _could_be_turned(cells: pl.DataFrame, moment: pl.Series) -> pl.Series:
    """Tell whether a cell without slashes could be another date turned around."""
    numbered = pl.col("key").is_not_null() | pl.col("cell").str.contains(EPOCH)
    day, month = pl.col("moment").dt.day(), pl.col("moment").dt.month()
    return (
        cells.with_columns(moment=moment)
        .select(~numbered & (day <= 12) & (day != month))
        .to_series()
    )


def _moments(cells: pl.DataFrame, by: pl.Series | None, reading: Reading) -> pl.DataFrame:
    """Give each cell as written, and the minutes by which it is ahead of UTC."""
    moment = local(cells, order(cells, reading.orders) if by is None else by, reading.kinds)
    if reading.is_turned:
        moment = moment.set(_could_be_turned(cells, moment), None)
    return pl.DataFrame({"moment": moment, "minutes": ahead(cells)})


def _read(rows: pl.Series, reading: Reading, zone: str, dtype: pl.DataType) -> pl.Series:
    """Read the cells of a column, each with its order where the rows decide."""
    is_by_row = isinstance(rows.dtype, pl.Struct)
    text = rows.struct.field("cell") if is_by_row else rows
    by = rows.struct.field("by") if is_by_row else None
    found = _moments(bare(text), by, reading)
    moment, minutes = pl.col("moment"), pl.col("minutes")
    own = (moment - pl.duration(minutes=minutes)).dt.replace_time_zone("UTC")
    unmarked = pl.when(minutes.is_null()).then(moment)
    if isinstance(dtype, pl.Date):
        days = pl.coalesce(own.dt.convert_time_zone(zone).dt.date(), unmarked.dt.date())
        return found.select(days.alias(text.name)).to_series()
    return found.select(pl.coalesce(own, in_zone(unmarked, zone)).alias(text.name)).to_series()


def _by_evidence(text: pl.Expr, reading: Reading, zone: str, dtype: pl.DataType) -> pl.Expr:
    """Read the cells of a column as its reading says."""
    read = partial(_read, reading=reading, zone=zone, dtype=dtype)
    rows = text
    if reading.by_row is not None:
        rows = pl.struct(text.alias("cell"), pl.lit(reading.by_row).alias("by"))
    found = rows.map_batches(read, return_dtype=dtype, is_elementwise=True)
    return found.alias(text.meta.output_name())


def _fast(text: pl.Expr, reading: Reading) -> pl.Expr:
    """Read a column that one format reads."""
    by = partial(_formatted, format_=reading.format)
    return text.map_batches(by, return_dtype=LOCAL, is_elementwise=True)


def _formatted(cells: pl.Series, format_: str) -> pl.Series:
    """Read a stretch of cells by one format; hardly any is of another century.

    Days come again and again; times hardly do, and are sooner read than remembered.
    """
    is_day = "%H" not in format_
    moment = cells.str.to_datetime(format_, time_unit="us", strict=False, cache=is_day)
    strange = (moment < FIRST) | (moment >= LAST)
    return moment.set(strange, None) if strange.any() else moment


def instant(
    text: pl.Expr,
    zone: str = "UTC",
    declared: Sequence[str] = (),
    reading: Reading = UNDECIDED,
) -> pl.Expr:
    """Cast to an instant.

    >>> cells = pl.DataFrame({"cell": ["2024-01-22T16:14:25.000+0000", "2024-01-22", "01/02/2024"]})
    >>> cells.select(instant(pl.col("cell"), "America/Santiago"))["cell"].dt.to_string().to_list()
    ['2024-01-22 16:14:25.000000+00:00', '2024-01-22 03:00:00.000000+00:00', None]
    """
    if reading.format:
        moment = _fast(text, reading)
        return in_zone(moment, "UTC" if reading.is_utc else zone)
    if declared:
        return strict.instant(_fitting(text, reading), zone, declared)
    return _by_evidence(text, reading, zone, UTC_CLOCK)


def day(
    text: pl.Expr,
    zone: str = "UTC",
    declared: Sequence[str] = (),
    reading: Reading = UNDECIDED,
) -> pl.Expr:
    """Cast to the calendar day in the export's zone.

    >>> cells = pl.DataFrame({"cell": ["22/01/2024", "2024-01-22T01:00:00Z"]})
    >>> cells.select(day(pl.col("cell"), "America/Santiago", ["%d/%m/%Y"]))["cell"].to_list()
    [datetime.date(2024, 1, 22), datetime.date(2024, 1, 21)]
    """
    if reading.format:
        moment = _fast(text, reading)
        there = in_zone(moment, "UTC").dt.convert_time_zone(zone) if reading.is_utc else moment
        return there.dt.date()
    if declared:
        return strict.day(_fitting(text, reading), zone, declared)
    return _by_evidence(text, reading, zone, pl.Date())


def _fitting(text: pl.Expr, reading: Reading) -> pl.Expr:
    """Leave out the cells whose declared order other cells of the column prove wrong."""
    if not reading.is_contrary:
        return text

    def fit(cells: pl.Series) -> pl.Series:
        return cells.set(unsure(bare(cells)), None)

    return text.map_batches(fit, return_dtype=pl.String, is_elementwise=True)
