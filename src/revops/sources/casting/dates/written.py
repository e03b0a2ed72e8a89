"""A cell to its day and time, once the order of day and month is known.

Each kind of cell is written as `2024-1-22 16:14:25`, and one parse reads them all. A year of two
digits is of this century up to 68, and of the last from 69 on. Serial numbers are days of the
1900 system, which spreadsheets use unless told otherwise.
"""

from collections.abc import Callable, Collection
from datetime import datetime

import polars as pl

from revops.sources.casting.dates.clock import clock, is_unknown_zone, offset
from revops.sources.casting.dates.patterns import (
    COMPACT,
    EPOCH,
    ISO,
    MONTHS,
    NAMED,
    NAMED_FIRST,
    SERIAL,
)

DAY_FIRST, MONTH_FIRST = "day", "month"
FIRST, LAST = datetime(1900, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001  the zone comes later
LOCAL = pl.Datetime("us")
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  a spreadsheet's days have no zone
_SERIALS = (32_874.0, 73_415.0)  # 1990 to 2100
_MICROS = {10: 1_000_000, 13: 1_000, 16: 1}
_FORMATS = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %I:%M:%S%.f %p")


def _dashed(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Write a day with the year first, and in four digits."""
    century = (
        pl.when(year.str.len_bytes() == 4)
        .then(pl.lit(""))
        .when(year <= "68")
        .then(pl.lit("20"))
        .otherwise(pl.lit("19"))
    )
    return pl.concat_str(century, year, pl.lit("-"), month, pl.lit("-"), day)


def _slashed() -> pl.Expr:
    """Write a day whose order is known."""
    a, b, year = (pl.col(f"{name}_text") for name in ("a", "b", "y"))
    by = pl.col("order")
    return (
        pl.when(by == DAY_FIRST)
        .then(_dashed(year, b, a))
        .when(by == MONTH_FIRST)
        .then(_dashed(year, a, b))
    )


def _number(month: pl.Expr) -> pl.Expr:
    """Give the number of a month's name."""
    return month.str.to_lowercase().replace_strict(MONTHS, default=None, return_dtype=pl.String)


def _named(cells: pl.DataFrame) -> pl.Series:
    """Write a day whose month is a word."""
    cell = pl.col("cell")
    part = cells.select(
        late=cell.str.extract_groups(NAMED), early=cell.str.extract_groups(NAMED_FIRST)
    )
    late, early = (pl.col(name).struct for name in ("late", "early"))
    return part.select(
        pl.coalesce(
            _dashed(late["3"], _number(late["2"]), late["1"]),
            _dashed(early["3"], _number(early["1"]), early["2"]),
        )
    ).to_series()


def _dash(cells: pl.DataFrame, pattern: str) -> pl.Series:
    """Write a day that begins with the year."""
    part = cells.select(part=pl.col("cell").str.extract_groups(pattern)).unnest("part")
    return part.select(pl.concat_str("1", pl.lit("-"), "2", pl.lit("-"), "3")).to_series()


def _parsed(cells: pl.DataFrame, days: list[pl.Series]) -> pl.Series:
    """Read the day and the time of cells."""
    named = [day.alias(str(n)) for n, day in enumerate(days)]
    whole = (
        cells.select("cell")
        .with_columns(*named)
        .select(
            whole=pl.concat_str(
                pl.coalesce(day.name for day in named), pl.lit(" "), clock(pl.col("cell"))
            )
        )
        .to_series()
    )
    read = whole.str.to_datetime(_FORMATS[0], time_unit="us", strict=False)
    if read.null_count() == whole.null_count():
        return read
    return read.fill_null(whole.str.to_datetime(_FORMATS[1], time_unit="us", strict=False))


def _serial(text: pl.Expr) -> pl.Expr:
    """Read the number of a spreadsheet, to the second."""
    number = pl.when(text.str.contains(SERIAL)).then(text).cast(pl.Float64, strict=False)
    days = pl.when(number.is_between(*_SERIALS)).then(number)
    seconds = (days * 86_400).round().cast(pl.Int64)
    return pl.lit(_SERIAL_ZERO, LOCAL) + pl.duration(seconds=seconds)


def _epoch(text: pl.Expr) -> pl.Expr:
    """Read what has passed since 1970; the number of digits tells the unit."""
    number = pl.when(text.str.contains(EPOCH)).then(text).cast(pl.Int64, strict=False)
    micros = text.str.len_bytes().replace_strict(_MICROS, default=None, return_dtype=pl.Int64)
    return (number * micros).cast(LOCAL)


def local(cells: pl.DataFrame, order: pl.Series | str | None, kinds: Collection[str]) -> pl.Series:
    """Read split cells of some kinds as written, within three centuries.

    >>> from revops.sources.casting.dates.shapes import split
    >>> cells = split(pl.Series(["5-ene-24", "22/01/2024 8:55 p. m.", "45123.75"]))
    >>> moments = local(cells, "day", ("slashed", "named", "serial"))
    >>> moments.dt.to_string("%Y-%m-%d %H:%M").to_list()
    ['2024-01-05 00:00', '2024-01-22 20:55', '2023-07-16 18:00']
    """
    by = order if isinstance(order, pl.Series) else pl.lit(order, pl.String)
    ordered = cells.with_columns(by.alias("order"))
    days: dict[str, Callable[[], pl.Series]] = {
        "iso": lambda: _dash(cells, ISO),
        "slashed": lambda: ordered.select(_slashed()).to_series(),
        "named": lambda: _named(cells),
        "compact": lambda: _dash(cells, COMPACT),
    }
    numbers = {"serial": _serial, "epoch": _epoch}
    written = [make() for name, make in days.items() if name in kinds]
    tries = [_parsed(cells, written)] if written else []
    tries += [
        cells.select(numbers[name](pl.col("cell"))).to_series() for name in numbers if name in kinds
    ]
    read = cells.select("cell").with_columns(t.alias(str(n)) for n, t in enumerate(tries))
    moment = pl.coalesce(pl.lit(None, LOCAL), *map(str, range(len(tries))))
    inside = pl.col("moment").is_between(FIRST, LAST, closed="left")
    known = read.select("cell", moment=moment)
    return known.select(
        pl.when(inside & ~is_unknown_zone(pl.col("cell"))).then("moment").alias("moment")
    ).to_series()


def ahead(cells: pl.DataFrame) -> pl.Series:
    """Give the minutes by which a cell is ahead of UTC; null where it is on the export's clock."""
    cell = pl.col("cell")
    epoch = pl.when(cell.str.contains(EPOCH)).then(pl.lit(0, pl.Int32))
    return cells.select(minutes=epoch.otherwise(offset(cell))).to_series()
