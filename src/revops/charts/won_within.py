"""What share is won within 30, 60, 90, 180 and 365 days?"""

import altair as alt
import polars as pl

from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.segments import dimensions, in_order, joined_names, largest, with_segment
from revops.charts.theme import themed
from revops.text import N_, Text

MOST_SEGMENTS = 6


def won_within(
    frame: pl.DataFrame, *, text: Text, metric: str = "", unit: str = "share"
) -> alt.LayerChart:
    """Draw a metric's value at each horizon as a point with its 95 % interval.

    The frame is a metric's with horizons: segments, horizon_days, value, low, high,
    numerator, denominator. Points of one horizon stand side by side, one a segment; the six
    segments with the most behind them are drawn.
    """
    shown = measure(frame, text, metric=metric, unit=unit)
    by = dimensions(frame)
    known = frame.filter(pl.col("value").is_not_null()).sort(*by, "horizon_days")
    rows = largest(with_segment(known, text, by), "segment", "denominator", MOST_SEGMENTS)
    names = joined_names(by, text)
    return themed(
        _layers(rows, shown, is_cut=bool(by)),
        text=text,
        title=shown.question,
        subtitle=text(N_("By: {names}. Lines are 95 % intervals."), names=names)
        if by
        else text(N_("Lines are 95 % intervals.")),
        description=text(
            N_("Points of {metric} by days since creation, for {n} segments."),
            metric=text.label(shown.metric, inside=True),
            n=rows["segment"].n_unique(),
        ),
    )


def _layers(rows: pl.DataFrame, shown: Measure, *, is_cut: bool) -> alt.LayerChart:
    """Draw the intervals and the points on them."""
    label = shown.text.label
    order = in_order(rows["segment"])
    days = alt.Axis(title=shown.text(N_("Days since creation")), labelAngle=0)
    base = drawn(rows, ["segment", "horizon_days"], shown.figures).encode(
        x=alt.X("horizon_days:O", axis=days),
        xOffset=alt.XOffset("segment:N", scale=order),
        color=alt.Color("segment:N", scale=order, legend=alt.Legend() if is_cut else None),
        tooltip=shown.tips(segment=label("segment"), horizon_days=label("horizon_days")),
    )
    axis = shown.axis()
    return layered(
        base.mark_rule(strokeWidth=2).encode(y=alt.Y("low:Q", axis=axis), y2="high:Q"),
        base.mark_point(filled=True, size=60, opacity=1).encode(y=alt.Y("value:Q", axis=axis)),
        height=220,
    )
