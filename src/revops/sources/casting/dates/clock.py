"""The time in a cell, and the clock it is on.

Of two equal hours the first counts, and a time that a clock change skipped is read an hour later.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

import polars as pl

UNKNOWN_ZONE = "the letters of the time zone are not known or mean several"

UTC_CLOCK = pl.Datetime("us", "UTC")
_CLOCK = r"([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
_HALF = r"(?i)[0-9] ?([ap])\.? ?m\b"
_ZONE = (
    r"(?i):[0-9.]+(?: ?[ap]\.? ?m\.?)? ?((?:GMT|UTC)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?|[A-Z]{1,5})$"
)
_OFFSET = r"([+-])([0-9]{1,2}):?([0-9]{2})?$"
_HOURS = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("CET", "WEST"), 1),
    **dict.fromkeys(("CEST", "EET"), 2),
    **dict.fromkeys(("EEST", "MSK"), 3),
    **dict.fromkeys(("BRT", "ART", "UYT", "CLST"), -3),
    **dict.fromkeys(("CLT", "EDT"), -4),
    **dict.fromkeys(("COT", "PET", "EST"), -5),
    **{"MDT": -6, "PDT": -7, "JST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
}
_NO_ZONE = ("AM", "PM", "H", "HR", "HRS")
_MINUTES = {name: 60 * hours for name, hours in _HOURS.items()}


def has_time(text: pl.Expr) -> pl.Expr:
    """Tell whether a cell has a time of day."""
    return text.str.contains(":", literal=True)


def clock(text: pl.Expr) -> pl.Expr:
    """Write the time of a cell as `16:14:25.0` or `4:14:25 PM`; midnight where there is none."""
    time = text.str.extract(_CLOCK)
    full = pl.when(time.str.contains("^[0-9]+:[0-9]+$")).then(time + ":00").otherwise(time)
    half = text.str.extract(_HALF).str.to_uppercase()
    return pl.concat_str(full.fill_null("00:00:00"), (" " + half + "M").fill_null(""))


def _letters(text: pl.Expr) -> pl.Expr:
    """Give the zone that a cell names, null where it names none."""
    named = text.str.extract(_ZONE).str.to_uppercase()
    return pl.when(~named.is_in(_NO_ZONE)).then(named)


def offset(text: pl.Expr) -> pl.Expr:
    """Give the minutes that a cell's clock is ahead of UTC; null where the cell names no clock.

    >>> cells = pl.DataFrame({"cell": ["4:30 PM GMT-3", "16:14:25+02:00", "16:14 CST", "16:14"]})
    >>> cells.select(offset(pl.col("cell")))["cell"].to_list()
    [-180, 120, None, None]
    """
    named = _letters(text)
    signed = named.str.extract_groups(_OFFSET).struct
    hours, minutes = (signed[n].cast(pl.Int32) for n in (1, 2))
    away = 60 * hours + minutes.fill_null(0)
    said = pl.when(signed[0] == "-").then(-away).when(signed[0] == "+").then(away)
    known = named.replace_strict(_MINUTES, default=None, return_dtype=pl.Int32)
    near = pl.when(said.is_between(-840, 840)).then(said)
    return pl.coalesce(near, known).alias(text.meta.output_name())


def is_unknown_zone(text: pl.Expr) -> pl.Expr:
    """Tell whether a cell names a clock that nobody can tell, such as `CST`."""
    return _letters(text).is_not_null() & offset(text).is_null()


def _placed(local: pl.Series, zone: str) -> pl.Series:
    """Put local times on the clock of a zone."""

    def at(time: pl.Series) -> pl.Series:
        there = time.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        return there.dt.convert_time_zone("UTC")

    first = at(local)
    if first.null_count() > local.null_count():
        first = first.fill_null(at(local.dt.offset_by("1h")))
    return first


def in_zone(local: pl.Expr, zone: str) -> pl.Expr:
    """Put local times on the clock of a zone: of two equal hours the first, no skipped hour."""
    if zone == "UTC":
        return local.dt.replace_time_zone("UTC")
    place = partial(_placed, zone=zone)
    return local.map_batches(place, return_dtype=UTC_CLOCK, is_elementwise=True)


@lru_cache(maxsize=64)
def change_days(zone: str) -> tuple[date, ...]:
    """List the days of 1990 to 2060 on which the clocks of a zone change, and their neighbours.

    >>> change_days("UTC"), date(2024, 9, 8) in change_days("America/Santiago")
    ((), True)
    """
    there = ZoneInfo(zone)
    noons = [datetime(1990, 1, 1, 12, tzinfo=UTC) + timedelta(n) for n in range(71 * 365)]
    offsets = [noon.astimezone(there).utcoffset() for noon in noons]
    days = []
    for n in range(1, len(noons)):
        if offsets[n] != offsets[n - 1]:
            noon = noons[n].date()
            days.extend([noon - timedelta(1), noon, noon + timedelta(1)])
    return tuple(dict.fromkeys(days))


def changes(local: pl.Expr, zone: str) -> Sequence[pl.Expr]:
    """Count the times that a clock change skipped, and those that happened twice."""
    there = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    once = local.dt.replace_time_zone(zone, ambiguous="null", non_existent="null")
    skipped = (local.is_not_null() & there.is_null()).sum()
    return skipped, (there.is_not_null() & once.is_null()).sum()
