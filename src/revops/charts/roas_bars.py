"""Does the credited value cover what was spent?"""

import altair as alt
import polars as pl

from revops.charts.parts.columns import Figures, figures_beside
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.segments import dimensions, in_order, joined_names, with_segment
from revops.charts.theme import INK, themed
from revops.text import N_, Text


def roas_bars(frame: pl.DataFrame, *, text: Text, currency: str = "") -> alt.LayerChart:
    """Draw credited value per unit of spend, one bar a segment, with a line where they are even.

    The frame is that of `roas`: segments (a channel, say), value, low, high, numerator
    (credited value), denominator (spend). Segments without spend are left out.
    """
    shown = measure(frame, text, metric="roas", unit="ratio", currency=currency)
    by = dimensions(frame)
    known = with_segment(frame.filter(pl.col("value").is_not_null()), text, by)
    rows = known.sort("value", "segment", descending=[True, False])
    return themed(
        _layers(rows, shown, joined_names(by, text)),
        text=text,
        title=shown.question,
        subtitle=text(N_("Right of the dashed line, credit exceeds cost. Credit is not cause.")),
        description=text(
            N_("Bars of credited value per unit of spend for {n} segments."), n=rows.height
        ),
    )


def _layers(rows: pl.DataFrame, shown: Measure, cut_by: str) -> alt.LayerChart:
    """Draw bars, intervals, the line at 1, and the figures to the right."""
    text = shown.text
    base = drawn(rows, ["segment"], shown.figures).encode(
        y=alt.Y("segment:N", scale=in_order(rows["segment"]), title=cut_by or None),
        tooltip=shown.tips(segment=text.label("segment")),
    )
    even = alt.Chart(alt.InlineData(values=[{"value": 1}])).mark_rule(color=INK, strokeDash=[4, 3])
    figures = [
        Figures("value", text.label("value"), "ratio"),
        Figures("denominator", text.label("spend"), "money"),
    ]
    return layered(
        base.mark_bar(size=14).encode(x=alt.X("value:Q", axis=shown.axis())),
        base.mark_rule(strokeWidth=1.3).encode(x="low:Q", x2="high:Q"),
        even.encode(x="value:Q"),
        *figures_beside(base, figures, text),
        height=alt.Step(24),
    )
