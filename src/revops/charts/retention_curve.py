"""How many customers stay, and for how long?"""

from collections.abc import Sequence
from typing import cast

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips, value_axis
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.risk import risk_table
from revops.charts.parts.segments import dimensions, joined_names, largest, with_segment
from revops.charts.theme import PALETTE, themed
from revops.text import N_, Text

UNITS = {"days": "count", "value": "share", "low": "share", "high": "share", "n_at_risk": "count"}
MARKS = (0, 180, 365, 545, 730)
HEIGHT = 240
MOST_LINES = 6


def retention_curve(
    frame: pl.DataFrame, *, text: Text, marks: Sequence[int] = MARKS
) -> alt.LayerChart:
    """Draw the share of customers that stay by days since the first win, with its 95 % band.

    The frame is that of `retained_curve`: segments, then days, value, low, high, n_at_risk. Cut
    by segments, the six that begin with the most customers are drawn. Under the curve stands
    how many are at risk (still customers, still watched) on each day of `marks`.
    """
    by = dimensions(frame)
    named = with_segment(frame.sort(*by, "days"), text, by)
    lines = largest(named, "segment", "n_at_risk", MOST_LINES).rename({"segment": "line"})
    order = lines["line"].unique(maintain_order=True).to_list()
    colors = alt.Scale(domain=order, range=PALETTE[: len(order)])
    return themed(
        _layers(lines, colors, marks, text, is_cut=bool(by)),
        text=text,
        title=text(N_("How many customers stay, and for how long?")),
        subtitle=_subtitle(by, text),
        description=text(
            N_("Curves of the share that stays by days since the first win: {lines}."),
            lines=", ".join(order),
        ),
    )


def _layers(
    lines: pl.DataFrame, colors: alt.Scale, marks: Sequence[int], text: Text, *, is_cut: bool
) -> alt.LayerChart:
    """Draw the bands and the step lines and, below, the table of those at risk."""
    days, share = text(N_("Days since the first win")), text(N_("Still customers (%)"))
    titles = {"days": days, "value": share, "n_at_risk": text.label("n_at_risk")}
    axis = alt.Axis(title=days, values=list(marks))
    base = drawn(lines, ["line"], UNITS).encode(
        x=alt.X("days:Q", axis=axis, scale=alt.Scale(nice=False)),
        color=alt.Color("line:N", scale=colors, legend=alt.Legend() if is_cut else None),
        tooltip=tips({"line": text.label("segment")}, titles),
    )
    values = alt.Y("value:Q", axis=value_axis("share", text, title=share))
    curves = layered(
        base.mark_area(interpolate="step-after", opacity=0.14).encode(y="low:Q", y2="high:Q"),
        base.mark_line(interpolate="step-after").encode(y=values),
        height=HEIGHT,
    )
    table = risk_table(lines, marks, top=HEIGHT + 54, colors=colors, text=text)
    whole = layered(curves, *table, height=HEIGHT)
    return cast("alt.LayerChart", whole.resolve_scale(y="independent"))


def _subtitle(by: Sequence[str], text: Text) -> str:
    """Say what the lines are and what the band is."""
    band = text(N_("The band is the 95 % interval, day by day."))
    if not by:
        return band
    return text(N_("By: {names}."), names=joined_names(by, text)) + " " + band
