"""How soon are leads touched?"""

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

UNITS = {"hours": "hours", "value": "share", "low": "share", "high": "share", "n_at_risk": "count"}
MARKS = (0, 1, 4, 9, 24, 48, 72)
HEIGHT = 240
MOST_LINES = 6


def speed_to_lead_curve(
    frame: pl.DataFrame, *, text: Text, marks: Sequence[int] = MARKS
) -> alt.LayerChart:
    """Draw the share of leads touched by hours since they were handed over, with its 95 % band.

    The frame has the segments it is cut by, then hours, value, low, high, n_at_risk. Of many
    segments the six largest are drawn, in the order of their names. The first hours are drawn
    wider than the last (a square-root scale), because most happens there. Under the curve stands
    how many were not touched yet, and still watched, at each hour of `marks`.
    """
    by = dimensions(frame)
    named = with_segment(frame.sort(*by, "hours"), text, by)
    lines = largest(named, "segment", "n_at_risk", MOST_LINES).rename({"segment": "line"})
    order = lines["line"].unique(maintain_order=True).to_list()
    colors = alt.Scale(domain=order, range=PALETTE[: len(order)])
    return themed(
        _layers(lines, colors, marks, text),
        text=text,
        title=text(N_("How soon are leads touched?")),
        subtitle=_subtitle(by, text),
        description=text(
            N_("Curves of the share of leads touched by hours since the handover: {lines}."),
            lines=", ".join(order),
        ),
    )


def _layers(
    lines: pl.DataFrame, colors: alt.Scale, marks: Sequence[int], text: Text
) -> alt.LayerChart:
    """Draw the curves and, below, the table of those not touched yet."""
    whole_hours = lines.filter(pl.col("hours") == pl.col("hours").floor())
    table = risk_table(
        whole_hours.rename({"hours": "days"}), marks, top=HEIGHT + 54, colors=colors, text=text
    )
    whole = layered(_curves(lines, colors, marks, text), *table, height=HEIGHT)
    return cast("alt.LayerChart", whole.resolve_scale(y="independent"))


def _curves(
    lines: pl.DataFrame, colors: alt.Scale, marks: Sequence[int], text: Text
) -> alt.LayerChart:
    """Draw the bands and the step lines."""
    hours, share = text(N_("Hours since the handover")), text(N_("Share touched (%)"))
    titles = {"hours": hours, "value": share, "n_at_risk": text.label("n_at_risk")}
    axis = alt.Axis(title=hours, values=list(marks), tickCount=len(marks))
    scale = alt.Scale(type="sqrt", nice=False)
    is_cut = lines["line"].n_unique() > 1
    base = drawn(lines, ["line"], UNITS).encode(
        x=alt.X("hours:Q", axis=axis, scale=scale),
        color=alt.Color("line:N", scale=colors, legend=alt.Legend() if is_cut else None),
        tooltip=tips({"line": text.label("segment")}, titles),
    )
    values = alt.Y("value:Q", axis=value_axis("share", text, title=share))
    return layered(
        base.mark_area(interpolate="step-after", opacity=0.14).encode(y="low:Q", y2="high:Q"),
        base.mark_line(interpolate="step-after").encode(y=values),
        height=HEIGHT,
    )


def _subtitle(by: Sequence[str], text: Text) -> str:
    """Say what the lines are, what the band is, and that the scale is not even."""
    wide = text(N_("The first hours are drawn wider. The band is the 95 % interval."))
    return f"{text(N_('By: {names}.'), names=joined_names(by, text))} {wide}" if by else wide
