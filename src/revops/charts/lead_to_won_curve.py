"""How many leads are won, and how soon?"""

from collections.abc import Sequence
from typing import cast

import altair as alt
import polars as pl

from revops.charts.parts.axes import measured, value_axis, worded
from revops.charts.parts.data import inline
from revops.charts.parts.layers import layered
from revops.charts.parts.risk import risk_table
from revops.charts.parts.segments import dimensions, joined_names, largest, named, with_segment
from revops.charts.theme import OUTCOMES, PALETTE, themed
from revops.text import N_, Text

COLUMNS = ["line", "days", "value", "low", "high", "n_at_risk"]
MARKS = (0, 90, 180, 270, 360)
HEIGHT = 240
MOST_LINES = 6


def lead_to_won_curve(
    frame: pl.DataFrame, *, text: Text, marks: Sequence[int] = MARKS
) -> alt.LayerChart:
    """Draw the cumulative shares won and lost by days since creation, with their 95 % bands.

    The frame has the segments it is cut by, then outcome ("won" or "lost"), days, value, low,
    high, n_at_risk. Cut by segments, only won is drawn, for the six largest. Under the curve
    stands how many are at risk (neither won nor lost, still watched) on each day of `marks`.
    """
    by = dimensions(frame)
    lines = _won_by_segment(frame, by, text) if by else _both_outcomes(frame, text)
    colors = PALETTE if by else [OUTCOMES["won"], OUTCOMES["lost"]]
    order = lines["line"].unique(maintain_order=True).to_list()
    return themed(
        _layers(lines, alt.Scale(domain=order, range=colors[: len(order)]), marks, text),
        text=text,
        title=text(N_("How many leads are won, and how soon?")),
        subtitle=_subtitle(by, text),
        description=text(
            N_("Curves of the share closed by days since creation: {lines}."),
            lines=", ".join(order),
        ),
    )


def _won_by_segment(frame: pl.DataFrame, by: Sequence[str], text: Text) -> pl.DataFrame:
    """Take the won curves of the segments that begin with the most leads."""
    won = with_segment(frame.filter(pl.col("outcome") == "won"), text, by)
    return largest(won, "segment", "n_at_risk", MOST_LINES).rename({"segment": "line"})


def _both_outcomes(frame: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Take the curves won and lost, in this order."""
    sides = frame.sort("outcome", descending=True, maintain_order=True)
    return named(sides.with_columns(pl.col("outcome").alias("line")), "line", text)


def _layers(
    lines: pl.DataFrame, colors: alt.Scale, marks: Sequence[int], text: Text
) -> alt.LayerChart:
    """Draw bands, step lines and the table of those at risk below."""
    days = text(N_("Days since creation"))
    share = text(N_("Share (%)"))
    base = alt.Chart(inline(lines, COLUMNS)).encode(
        x=alt.X(
            "days:Q", axis=alt.Axis(title=days, values=list(marks)), scale=alt.Scale(nice=False)
        ),
        color=alt.Color("line:N", scale=colors),
    )
    tips = [
        worded("line", text.label("segment")),
        measured("days", days, "count"),
        measured("value", share, "share"),
        measured("n_at_risk", text.label("n_at_risk"), "count"),
    ]
    values = alt.Y("value:Q", axis=value_axis("share", text, title=share))
    curves = layered(
        base.mark_area(interpolate="step-after", opacity=0.14).encode(y="low:Q", y2="high:Q"),
        base.mark_line(interpolate="step-after").encode(y=values, tooltip=tips),
        height=HEIGHT,
    )
    watched = lines.filter(outcome="won")
    table = risk_table(watched, marks, top=HEIGHT + 54, colors=colors, text=text)
    whole = layered(curves, *table, height=HEIGHT)
    return cast("alt.LayerChart", whole.resolve_scale(y="independent"))


def _subtitle(by: Sequence[str], text: Text) -> str:
    """Say what the lines are and what the band is."""
    band = text(N_("The band is the 95 % interval, day by day."))
    return f"{text(N_('Share won, by:'))} {joined_names(by, text)}. {band}" if by else band
