"""How many reach each stage, and where do they stop?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import interval, tips, value_axis
from revops.charts.parts.columns import Figures, figures_beside
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import dimensions, in_order, with_segment
from revops.charts.theme import themed
from revops.text import N_, Text

STAGES = ("from_stage", "to_stage")
UNITS = {"n_reached": "count"} | dict.fromkeys(
    ("value", "low", "high", "cumulative_share"), "share"
)


def funnel_bars(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw one bar a stage: how many reached it, of the stage before and of all.

    The frame is that of `funnel_steps`: segments, from_stage, to_stage, horizon_days, value
    (of those at the stage before), low, high, ..., n_reached, cumulative_share, step.
    """
    by = [name for name in dimensions(frame) if name not in STAGES]
    rows = with_segment(frame.sort(*by, "step"), text, [*by, "to_stage"])
    days = rows["horizon_days"].first()
    return themed(
        _layers(rows, text),
        text=text,
        title=text(N_("How many reach each stage, and where do they stop?")),
        subtitle=text(
            N_("Within {n} days of the start. Step: of the stage before. All: of all who began."),
            n=days,
        ),
        description=text(
            N_("Bars of how many reached each of {n} stages, with step and overall shares."),
            n=rows.height,
        ),
    )


def _layers(rows: pl.DataFrame, text: Text) -> alt.LayerChart:
    """Draw the bars and, to the right, the count and both shares."""
    titles = {
        "n_reached": text(N_("Reached the stage")),
        "value": text(N_("Of the stage before")),
        **interval(text),
        "cumulative_share": text(N_("Of all who began")),
    }
    figures = [
        Figures("n_reached", "n", "count"),
        Figures("value", text(N_("Step")), "share"),
        Figures("cumulative_share", text.label("all"), "share"),
    ]
    stage = text.label("stage")
    base = drawn(rows, ["segment"], UNITS).encode(
        y=alt.Y("segment:N", scale=in_order(rows["segment"]), title=stage),
        tooltip=tips({"segment": stage}, titles),
    )
    axis = value_axis("count", text, title=titles["n_reached"])
    bars = base.mark_bar(size=18).encode(x=alt.X("n_reached:Q", axis=axis))
    return layered(bars, *figures_beside(base, figures, text), height=alt.Step(28))
