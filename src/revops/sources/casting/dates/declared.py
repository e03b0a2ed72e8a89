"""Dates by declared formats, tried in order, each strict; ISO dates need no format."""

from collections.abc import Sequence
from functools import partial

import polars as pl

from revops.sources.casting.dates.clock import in_zone
from revops.sources.casting.dates.written import FIRST, LAST, LOCAL

_ISO = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y/%m/%d", "%Y%m%d")
_ISO_MARKED = ("%Y-%m-%d %H:%M:%S%.f%z", "%Y-%m-%d %H:%M%z")
_TIMES = ("", " %H:%M:%S%.f", " %H:%M", " %I:%M:%S %p", " %I:%M %p")
_OFFSET = r"\d:\d{2}(?::\d{2}(?:\.\d+)?)?[+-]\d{2}:?\d{2}$"
_UTC = pl.Datetime("us", "UTC")


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
    read = partial(_first_read, tried=tried, dtype=LOCAL)
    moment = text.map_batches(read, return_dtype=LOCAL, is_elementwise=True)
    return pl.when(moment.is_between(FIRST, LAST, closed="left")).then(moment)


def _marked(plain: pl.Expr, declared: Sequence[str]) -> pl.Expr:
    """Read cells with an offset, as UTC."""
    tried = [f.replace(" %z", "%z") for f in declared if "%z" in f] + list(_ISO_MARKED)
    text = pl.when(plain.str.contains(_OFFSET)).then(plain)
    read = partial(_first_read, tried=tried, dtype=_UTC)
    return text.map_batches(read, return_dtype=_UTC, is_elementwise=True)


def instant(text: pl.Expr, zone: str, declared: Sequence[str]) -> pl.Expr:
    """Cast to an instant.

    >>> cells = pl.DataFrame({"cell": ["22/01/2024 10:00", "2024-01-22", "01-02-2024"]})
    >>> read = cells.select(instant(pl.col("cell"), "UTC", ["%d/%m/%Y"]))["cell"]
    >>> read.dt.to_string("%Y-%m-%d %H:%M").to_list()
    ['2024-01-22 10:00', '2024-01-22 00:00', None]
    """
    plain = _plain(text)
    return pl.coalesce(_marked(plain, declared), in_zone(_local(plain, declared), zone))


def day(text: pl.Expr, zone: str, declared: Sequence[str]) -> pl.Expr:
    """Cast to the calendar day in the export's zone.

    >>> cells = pl.DataFrame({"cell": ["22/01/2024", "2024-01-22T01:00:00Z"]})
    >>> cells.select(day(pl.col("cell"), "America/Santiago", ["%d/%m/%Y"]))["cell"].to_list()
    [datetime.date(2024, 1, 22), datetime.date(2024, 1, 21)]
    """
    plain = _plain(text)
    marked = _marked(plain, declared).dt.convert_time_zone(zone)
    return pl.coalesce(marked.dt.date(), _local(plain, declared).dt.date())
