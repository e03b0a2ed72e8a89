"""What Vega needs to write numbers and dates as a locale does, built from Babel's data."""

import re
from typing import Any

from babel import Locale

_PIECE = re.compile(r"'([^']*)'|([A-Za-z])\2*|(\s+)|(.)", re.DOTALL)

#: A piece of a CLDR date pattern and what d3 calls it.
_D3 = {
    "EEEE": "%A", "EEE": "%a", "MMMM": "%B", "MMM": "%b", "LLL": "%b", "LLLL": "%B",
    "MM": "%m", "M": "%-m", "dd": "%d", "d": "%-d", "yyyy": "%Y", "y": "%Y", "yy": "%y",
    "HH": "%H", "H": "%-H", "hh": "%I", "h": "%-I", "mm": "%M", "ss": "%S", "a": "%p",
}  # fmt: skip


def number_locale(locale: Locale) -> dict[str, Any]:
    """Give d3's number locale.

    >>> number_locale(Locale("es"))["decimal"], number_locale(Locale("es"))["thousands"]
    (',', '.')
    """
    symbols = locale.number_symbols["latn"]
    share = locale.percent_formats[None].pattern
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
        "percent": share.lstrip("#,0."),
        "minus": "\u2212",
        "nan": "–",
    }


def time_locale(locale: Locale) -> dict[str, Any]:
    """Give d3's time locale.

    >>> time_locale(Locale("es"))["months"][2], time_locale(Locale("es"))["shortMonths"][2]
    ('marzo', 'mar')
    >>> time_locale(Locale("en"))["date"]
    '%-m/%-d/%y'
    """
    periods = locale.day_periods["format"]["abbreviated"]
    date, time = locale.date_formats, locale.time_formats
    return {
        "dateTime": f"{d3_pattern(date['full'].pattern)}, {d3_pattern(time['medium'].pattern)}",
        "date": d3_pattern(date["short"].pattern),
        "time": d3_pattern(time["medium"].pattern),
        "periods": [periods["am"], periods["pm"]],
        "days": _from_sunday(locale.days["format"]["wide"]),
        "shortDays": _from_sunday(locale.days["format"]["abbreviated"]),
        "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "shortMonths": [locale.months["format"]["abbreviated"][month] for month in range(1, 13)],
    }


def _from_sunday(days: Any) -> list[str]:
    """List the days from Sunday, as d3 counts; Babel counts from Monday."""
    return [days[number] for number in (6, 0, 1, 2, 3, 4, 5)]


def d3_pattern(pattern: str) -> str:
    """Say a date pattern of CLDR in d3's signs.

    >>> d3_pattern("EEEE, d 'de' MMMM 'de' y")
    '%A, %-d de %B de %Y'
    """

    def piece(found: re.Match[str]) -> str:
        word = found.group(0)
        return found.group(1) if word.startswith("'") else _D3.get(word, word)

    return _PIECE.sub(piece, pattern)
