"""How many each week, against what was agreed?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips
from revops.charts.parts.data import drawn, inline
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import INK, themed
from revops.text import N_, Text


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
    days = {day: text.day(day) for day in frame["week"].unique().drop_nulls()}
    day = pl.col("week").replace_strict(days, return_dtype=pl.String).alias("week_day")
    rows = named(frame.with_columns(code.alias("series"), day), "series", text)
    rows = rows.sort("week", "series")
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
    words = {"week_day": text.label("week"), "series": text.label("metric_id")}
    legend = alt.Legend() if rows["series"].n_unique() > 1 else None
    axis = shown.axis(title=text.label("value") if legend else shown.titled)
    weeks = alt.X("week:T", axis=alt.Axis(title=words["week_day"], format=text.vega_day()))
    lines = drawn(rows, ["week", "week_day", "series"], {"value": shown.unit}).encode(
        x=weeks,
        y=alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=True)),
        color=alt.Color("series:N", scale=in_order(rows["series"]), legend=legend),
        tooltip=tips(words, {"value": shown.titled}),
    )
    layers = [lines.mark_line(point={"size": 35, "filled": True})]
    if _has_goal(rows):
        goals = alt.Chart(inline(rows, ["week", "series", "target"])).encode(
            x=weeks, y=alt.Y("target:Q", axis=axis), detail="series:N"
        )
        layers.append(goals.mark_line(strokeDash=[5, 4], color=INK, strokeWidth=1.3))
    return layered(*layers, height=200)
