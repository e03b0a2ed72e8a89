"""How many each week, against what was agreed?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import measured, worded
from revops.charts.parts.data import inline
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import INK, themed
from revops.text import N_, Text

COLUMNS = ["week", "series", "value"]


def weekly_counts(
    frame: pl.DataFrame, *, text: Text, metric: str = "", unit: str = "", currency: str = ""
) -> alt.LayerChart:
    """Draw a line a metric over the weeks, and the agreed value, where there is one, dashed.

    The frame has week (its Monday, as a date), value, and where they are known metric_id,
    unit and target (the value agreed for the week).
    """
    shown = measure(frame, text, metric=metric, unit=unit, currency=currency)
    series = "metric_id" if "metric_id" in frame.columns else None
    code = pl.col(series) if series else pl.lit(shown.metric)
    rows = named(frame.sort("week").with_columns(code.alias("series")), "series", text)
    return themed(
        _layers(rows, shown),
        text=text,
        title=text(N_("How do the weeks compare?")),
        subtitle=text(N_("The dashed line is the agreed goal.")) if _has_goal(rows) else "",
        description=text(
            N_("Lines of {series} by week, {n} weeks."),
            series=", ".join(rows["series"].unique(maintain_order=True)),
            n=rows["week"].n_unique(),
        ),
    )


def _has_goal(rows: pl.DataFrame) -> bool:
    return "target" in rows.columns and rows["target"].is_not_null().any()


def _layers(rows: pl.DataFrame, shown: Measure) -> alt.LayerChart:
    """Draw the lines with a point a week, and the goal."""
    text = shown.text
    order = in_order(rows["series"])
    is_one = rows["series"].n_unique() < 2
    weeks = alt.X("week:T", axis=alt.Axis(title=text.label("week"), format=text.vega_day()))
    axis = shown.axis() if is_one else shown.axis(title=text.label("value"))
    base = alt.Chart(inline(rows, COLUMNS)).encode(
        x=weeks,
        y=alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=True)),
        color=alt.Color("series:N", scale=order, legend=None if is_one else alt.Legend()),
        tooltip=[
            alt.Tooltip(field="week", type="temporal", title=text.label("week"), format="%x"),
            worded("series", text.label("metric_id")),
            measured("value", shown.titled, shown.unit),
        ],
    )
    layers = [base.mark_line(point={"size": 35, "filled": True})]
    if _has_goal(rows):
        goals = alt.Chart(inline(rows, ["week", "series", "target"])).encode(
            x=weeks, y=alt.Y("target:Q", axis=axis), detail="series:N"
        )
        layers.append(goals.mark_line(strokeDash=[5, 4], color=INK, strokeWidth=1.3))
    return layered(*layers, height=200)
