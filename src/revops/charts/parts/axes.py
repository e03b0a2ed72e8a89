"""Axes and tooltips: what is measured, in which unit, written as the reader writes numbers."""

import json
from collections.abc import Mapping
from typing import Any

import altair as alt

from revops.text import N_, Text

#: How d3 writes a value of each unit: exactly, and where there is little room.
EXACT = {
    "share": ".1%",
    "count": ",.0f",
    "hours": ",.1f",
    "days": ",.1f",
    "money": ",.0f",
    "ratio": ",.2f",
}
ROUGH = {
    "share": ".0%",
    "count": "~s",
    "hours": ",.0f",
    "days": ",.0f",
    "money": "~s",
    "ratio": ",.2~f",
}

BILLION = N_("B")


def value_axis(unit: str, text: Text, *, title: str, **options: Any) -> alt.Axis:
    """Give the axis of a metric's value; large amounts are written 10k, 2.5M."""
    if ROUGH[unit] == "~s":
        return alt.Axis(title=title, labelExpr=short_number("value", text), **options)
    return alt.Axis(title=title, format=ROUGH[unit], **options)


def short_number(field: str, text: Text, digits: str = "") -> str:
    """Give Vega's expression for a large number in short: 2.5M, 1.2B.

    d3 writes a thousand million as G, which no reader of accounts does. `field` is a name of
    ours and the sign comes from the catalogue: no data ever gets into the expression.
    """
    return f"replace(format(datum.{field}, '{digits}~s'), 'G', {json.dumps(text(BILLION))})"


def known_or_dash(field: str, written: str) -> str:
    """Give Vega's expression for a figure, or a dash where there is none.

    >>> known_or_dash("value", "datum.value")
    "isValid(datum.value) ? datum.value : '–'"
    """
    return f"isValid(datum.{field}) ? {written} : '–'"


def with_unit(name: str, unit: str, text: Text, currency: str = "") -> str:
    """Name a value with its unit.

    >>> from revops import text
    >>> with_unit("Value won", "money", text.load("en"), "USD")
    'Value won (USD)'
    """
    units = {"share": "%", "hours": text(N_("hours")), "days": text(N_("days")), "money": currency}
    sign = units.get(unit, "")
    return f"{name} ({sign})" if sign else name


def exact_words(field: str, unit: str) -> str:
    """Give Vega's expression for a figure in full.

    >>> exact_words("low", "share")
    "isValid(datum.low) ? format(datum.low, '.1%') : '–'"
    """
    return known_or_dash(field, f"format(datum.{field}, '{EXACT[unit]}')")


def tips(words: Mapping[str, str], figures: Mapping[str, str]) -> list[alt.Tooltip]:
    """Give the tooltip of a mark: its words, then its figures; each column has a title.

    A figure stands there in the words that `drawn` made of it.
    """
    fields = {**words, **{f"{field}_words": title for field, title in figures.items()}}
    return [alt.Tooltip(field=name, type="nominal", title=of) for name, of in fields.items()]


def interval(text: Text) -> dict[str, str]:
    """Give the titles of the two ends of a 95 % interval."""
    return {
        "low": text(N_("Low end, 95 % interval")),
        "high": text(N_("High end, 95 % interval")),
    }
