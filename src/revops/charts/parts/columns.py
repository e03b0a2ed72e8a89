"""Columns of figures to the right of a bar chart, so that bars can be read like a table."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import altair as alt

from revops.charts.parts.axes import exact_words, known_or_dash, short_number
from revops.charts.theme import INK, QUIET
from revops.text import Text

#: How far right of the plot each column ends, in pixels.
ENDS = (46, 92, 138)


class Figures(NamedTuple):
    """A column of figures: the field, the word above it and its unit."""

    field: str
    heading: str
    unit: str


def figures_beside(base: alt.Chart, columns: Sequence[Figures], text: Text) -> Iterator[alt.Chart]:
    """Write up to three columns of figures right of the bars, each under its heading."""
    nothing = alt.Chart(alt.InlineData(values=[{}]))
    for column, end, color in zip(columns, ENDS, (INK, QUIET, QUIET), strict=False):
        written = alt.ExprRef(_short(column, text))
        yield base.mark_text(
            align="right", dx=end, baseline="middle", color=color, text=written
        ).encode(x=alt.value("width"))
        yield nothing.mark_text(
            align="right", dx=end, baseline="bottom", color=QUIET, text=column.heading
        ).encode(x=alt.value("width"), y=alt.value(-6))


def _short(column: Figures, text: Text) -> str:
    """Say how a figure is written where there is little room; no data is in the expression."""
    field = column.field
    if column.unit == "money":
        return known_or_dash(field, short_number(field, text, digits=".3"))
    return exact_words(field, column.unit)
