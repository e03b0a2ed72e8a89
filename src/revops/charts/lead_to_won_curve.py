"""How many leads are won, and how soon?"""

from collections.abc import Sequence
from typing import cast

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips, value_axis
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.risk import risk_table
from revops.charts.parts.segments import dimensions, joined_names, largest, with_segment
from revops.charts.theme import OUTCOMES, PALETTE, themed
from revops.text import N_, Text

UNITS = {"days": "count", "value": "share", "low": "share", "high": "share", "n_at_risk": "count"}
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
    frame = frame.sort(*by, "outcome", "days")
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
    names = {"won": text(N_("Share won")), "lost": text.label("lost_share")}
    return sides.with_columns(pl.col("outcome").replace(names).alias("line"))


def _layers(
    lines: pl.DataFrame, colors: alt.Scale, marks: Sequence[int], text: Text
) -> alt.LayerChart:
    """Draw the curves and, below, the table of those at risk."""
    table = risk_table(
        lines.filter(outcome="won"), marks, top=HEIGHT + 54, colors=colors, text=text
    )
    whole = layered(_curves(lines, colors, marks, text), *table, height=HEIGHT)
    return cast("alt.LayerChart", whole.resolve_scale(y="independent"))


def _curves(
    lines: pl.DataFrame, colors: alt.Scale, marks: Sequence[int], text: Text
) -> alt.LayerChart:
    """Draw the bands and the step lines."""
    days, share = text(N_("Days since creation")), text(N_("Share (%)"))
    titles = {"days": days, "value": share, "n_at_risk": text.label("n_at_risk")}
    axis = alt.Axis(title=days, values=list(marks))
    base = drawn(lines, ["line"], UNITS).encode(
        x=alt.X("days:Q", axis=axis, scale=alt.Scale(nice=False)),
        color=alt.Color("line:N", scale=colors),
        tooltip=tips({"line": text.label("segment")}, titles),
    )
    values = alt.Y("value:Q", axis=value_axis("share", text, title=share))
    return layered(
        base.mark_area(interpolate="step-after", opacity=0.14).encode(y="low:Q", y2="high:Q"),
        base.mark_line(interpolate="step-after").encode(y=values),
        height=HEIGHT,
    )


def _subtitle(by: Sequence[str], text: Text) -> str:
    """Say what the lines are and what the band is."""
    if not by:
        return text(N_("The band is the 95 % interval, day by day."))
    return text(
        N_("Share won, by: {names}. The band is the 95 % interval, day by day."),
        names=joined_names(by, text),
    )
