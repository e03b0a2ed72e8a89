"""Vega writes numbers and dates as the reader does."""

import pytest
import vl_convert
from babel import Locale

from revops import text
from revops.text.vega import d3_pattern

MONTHS = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
]  # fmt: skip


def test_the_number_locale_is_complete():
    numbers, _ = text.load("es").vega_locale()
    assert numbers["decimal"] == ","
    assert numbers["thousands"] == "."
    assert numbers["percent"].strip("\u00a0\u202f") == "%"
    assert numbers["grouping"] == [3]


def test_the_time_locale_starts_its_week_on_sunday():
    _, times = text.load("es").vega_locale()
    assert times["months"] == MONTHS
    assert times["days"][:2] == ["domingo", "lunes"]
    assert len(times["days"]) == len(times["shortDays"]) == 7
    assert len(times["shortMonths"]) == 12


@pytest.mark.parametrize(
    ("pattern", "d3"),
    [
        ("d 'de' MMMM 'de' y", "%-d de %B de %Y"),
        ("M/d/yy", "%-m/%-d/%y"),
        ("h:mm:ss\u202fa", "%-I:%M:%S\u202f%p"),
        ("dd-MM-yyyy", "%d-%m-%Y"),
    ],
)
def test_cldr_patterns_become_d3_patterns(pattern, d3):
    assert d3_pattern(pattern) == d3


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_cldr_letters_are_left_over(language):
    _, times = text.load(language).vega_locale()
    for form in ("dateTime", "date", "time"):
        words = set(times[form].replace("%-", "%").split("%")[1:])
        assert all(word[0] in "AaBbdmYyHIMSp" for word in words)
    assert Locale(language).datetime_skeletons["MMMd"]


def test_vega_itself_takes_the_locale():
    numbers, times = text.load("es").vega_locale()
    spec = {
        "data": {"values": [{"share": 0.125, "money": 81674862}]},
        "mark": {
            "type": "text",
            "text": {"expr": "format(datum.share, '.1%') + format(1234.5, ',.1f')"},
        },
        "config": {"locale": {"number": numbers, "time": times}},
    }
    svg = vl_convert.vegalite_to_svg(spec)
    assert "12,5\u00a0%1.234,5" in svg
