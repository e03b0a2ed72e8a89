"""Text to days and instants: declared formats, tried in order, each strict.

ISO dates need no format. Whether `01/09/2026` is in January or in September has to be
declared: such a cell is refused with a reason of its own where it is not. A time without an
offset is in the export's zone; a day without a time is the first moment of that day there.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import polars as pl

NOT_A_DATE = "not a date"
UNKNOWN_ORDER = "the order of day and month is not known"

_ISO = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y/%m/%d", "%Y%m%d")
_ISO_MARKED = ("%Y-%m-%d %H:%M:%S%.f%z", "%Y-%m-%d %H:%M%z")
_TIMES = ("", " %H:%M:%S%.f", " %H:%M", " %I:%M:%S %p", " %I:%M %p")
_OFFSET = r"\d:\d{2}(?::\d{2}(?:\.\d+)?)?[+-]\d{2}:?\d{2}$"
_SLASHED = r"^(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})\b"
_EITHER_ORDER = ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y")
_FIRST, _LAST = datetime(1900, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001  the zone comes later
_LOCAL, _UTC = pl.Datetime("us"), pl.Datetime("us", "UTC")


def formats(declared: Sequence[str]) -> tuple[str, ...]:
    """List what is tried: the declared formats, with a time where they have none, then ISO.

    A declared format that begins with the year stands alone, for ISO could read it otherwise.

    >>> formats(["%d/%m/%Y %H:%M"])[:2]
    ('%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S%.f')
    """
    timed = [
        f + t for f in declared for t in (_TIMES if "%H" not in f and "%I" not in f else ("",))
    ]
    alone = any(f.startswith(("%Y", "%y")) for f in declared)
    return tuple(timed) if alone else (*timed, *_ISO)


def _first_read(text: pl.Series, tried: Sequence[str], dtype: pl.Datetime) -> pl.Series:
    """Read each cell by the first format that fits it; stop when all are read."""
    read = pl.repeat(None, len(text), dtype=dtype, eager=True)
    for shape in tried:
        left = text.set(read.is_not_null(), None)
        if left.null_count() == len(left):
            break
        read = read.fill_null(left.str.to_datetime(shape, time_unit="us", strict=False))
    return read.alias(text.name)


def _in_zone(local: pl.Series, zone: str) -> pl.Series:
    """Put local times on the clock of a zone: of two equal hours the first, no skipped hour."""

    def placed(time: pl.Series) -> pl.Series:
        clock = time.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        return clock.dt.convert_time_zone("UTC")

    first = placed(local)
    if first.null_count() > local.null_count():
        first = first.fill_null(placed(local.dt.offset_by("1h")))
    return first


def _plain(text: pl.Expr) -> pl.Expr:
    """Write `2024-01-22T16:14:25Z` as `2024-01-22 16:14:25+0000`."""
    return (
        text.str.replace(r"^(\d{4}-\d{2}-\d{2})[Tt]", "$1 ")
        .str.replace(r"\s*(?:[Zz]|UTC|GMT)$", "+0000")
        .str.replace(r"\s+([+-]\d{2}:?\d{2})$", "$1")
    )


def _local(plain: pl.Expr, declared: Sequence[str]) -> pl.Expr:
    """Read cells without an offset, as written, within three centuries."""
    tried = [f for f in formats(declared) if "%z" not in f]
    text = pl.when(~plain.str.contains(_OFFSET)).then(plain)
    read = text.map_batches(partial(_first_read, tried=tried, dtype=_LOCAL), return_dtype=_LOCAL)
    return pl.when(read.is_between(_FIRST, _LAST, closed="left")).then(read)


def _marked(plain: pl.Expr, declared: Sequence[str]) -> pl.Expr:
    """Read cells with an offset, as UTC."""
    tried = [f.replace(" %z", "%z") for f in declared if "%z" in f] + list(_ISO_MARKED)
    text = pl.when(plain.str.contains(_OFFSET)).then(plain)
    return text.map_batches(partial(_first_read, tried=tried, dtype=_UTC), return_dtype=_UTC)


def instant(text: pl.Expr, zone: str = "UTC", declared: Sequence[str] = ()) -> pl.Expr:
    """Cast to an instant.

    >>> cells = pl.DataFrame({"cell": ["2024-01-22T16:14:25.000+0000", "2024-01-22", "01/02/2024"]})
    >>> cells.select(instant(pl.col("cell"), "America/Santiago"))["cell"].dt.to_string().to_list()
    ['2024-01-22 16:14:25.000000+00:00', '2024-01-22 03:00:00.000000+00:00', None]
    """
    plain = _plain(text)
    placed = _local(plain, declared).map_batches(partial(_in_zone, zone=zone), return_dtype=_UTC)
    return pl.coalesce(_marked(plain, declared), placed)


def day(text: pl.Expr, zone: str = "UTC", declared: Sequence[str] = ()) -> pl.Expr:
    """Cast to the calendar day in the export's zone.

    >>> cells = pl.DataFrame({"cell": ["22/01/2024", "2024-01-22T01:00:00Z"]})
    >>> cells.select(day(pl.col("cell"), "America/Santiago", ["%d/%m/%Y"]))["cell"].to_list()
    [datetime.date(2024, 1, 22), datetime.date(2024, 1, 21)]
    """
    plain = _plain(text)
    marked = _marked(plain, declared).dt.convert_time_zone(zone)
    return pl.coalesce(marked.dt.date(), _local(plain, declared).dt.date())


def why_no_date(text: pl.Expr, declared: Sequence[str] = ()) -> pl.Expr:
    """Say what is wrong with a cell that is no date."""
    slashed = text.str.extract(_SLASHED).str.replace_all("[.-]", "/")
    either = (slashed.str.to_date(shape, strict=False) for shape in _EITHER_ORDER)
    unsure = pl.lit(False) if declared else pl.any_horizontal(day.is_not_null() for day in either)
    return pl.when(unsure).then(pl.lit(UNKNOWN_ORDER)).otherwise(pl.lit(NOT_A_DATE))
