"""How every chart looks: one font, colours that the colour-blind can tell apart, light lines.

A chart is as wide as its place on the page, from a phone of 360 pixels to a sheet of paper.
Its specification carries the reader's number and date forms, so the axes speak Spanish too.
"""

from textwrap import wrap
from typing import Any, TypeVar, cast

import altair as alt

from revops.text import Text

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK = "#1f2933"
QUIET = "#5f6b7a"
LINE = "#e4e7eb"
GREYED = "#e1e4e8"
BLUE = "#0072b2"
ORANGE = "#d55e00"

#: After Okabe and Ito, darkened where white paper swallows them.
PALETTE = [BLUE, ORANGE, "#009e73", "#aa4499", "#3d9ad1", "#b07700", "#6b7280"]
OUTCOMES = {"won": BLUE, "lost": ORANGE}
SEVERITIES = {"critical": "#b2182b", "warning": "#e69f00", "info": "#56b4e9"}

TITLE_LETTERS = 36
SUBTITLE_LETTERS = 50

Chart = TypeVar("Chart", alt.Chart, alt.LayerChart)


def themed(chart: Chart, *, text: Text, title: str, subtitle: str = "", description: str) -> Chart:
    """Give the chart its question as title, its alt text, its looks and its reader's locale."""
    heading = alt.TitleParams(
        text=wrap(title, TITLE_LETTERS), subtitle=wrap(subtitle, SUBTITLE_LETTERS)
    )
    finished = chart.properties(title=heading, description=description, width="container")
    return cast("Chart", finished.configure(**config(text)))


def config(text: Text) -> dict[str, Any]:
    """Give Vega-Lite's configuration: looks and locale."""
    numbers, times = text.vega_locale()
    return {
        "font": FONT,
        "background": "#ffffff",
        "padding": {"left": 2, "right": 6, "top": 4, "bottom": 4},
        "locale": {"number": numbers, "time": times},
        "view": {"stroke": None},
        "range": {"category": PALETTE},
        "title": _TITLE,
        "axis": _AXIS,
        "axisX": {"grid": False, "titleAnchor": "start", "titleAlign": "left"},
        "axisY": _AXIS_Y,
        "legend": _LEGEND,
        "text": {"color": INK, "fontSize": 11},
        "mark": {"color": BLUE},
        "bar": {"cornerRadiusEnd": 2},
        "line": {"strokeWidth": 2},
        "rule": {"color": INK},
    }


_TITLE = {
    "anchor": "start",
    "frame": "bounds",
    "fontSize": 15,
    "fontWeight": 600,
    "color": INK,
    "subtitleColor": QUIET,
    "subtitleFontSize": 12,
    "subtitlePadding": 5,
    "lineHeight": 19,
    "subtitleLineHeight": 16,
    "offset": 14,
}

_AXIS = {
    "labelColor": QUIET,
    "labelFontSize": 11,
    "labelLimit": 120,
    "labelPadding": 5,
    "labelOverlap": "parity",
    "labelSeparation": 6,
    "titleColor": QUIET,
    "titleFontSize": 11,
    "titleFontWeight": "normal",
    "titlePadding": 8,
    "titleLimit": 320,
    "gridColor": LINE,
    "domainColor": "#9aa5b1",
    "tickColor": "#9aa5b1",
    "tickCount": 5,
    "tickSize": 4,
}

#: The title of the upright axis lies flat above it, where a phone has room for it.
_AXIS_Y = {
    "titleAngle": 0,
    "titleAlign": "left",
    "titleAnchor": "end",
    "titleBaseline": "bottom",
    "titleX": 0,
    "titleY": -6,
    "domain": False,
    "ticks": False,
}

_LEGEND = {
    "orient": "top",
    "direction": "horizontal",
    "columns": 2,
    "title": None,
    "labelColor": INK,
    "labelFontSize": 12,
    "labelLimit": 125,
    "symbolSize": 90,
    "symbolOpacity": 1,
    "offset": 26,
}
