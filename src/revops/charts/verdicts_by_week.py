"""What became of the leads handed over, week by week?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import in_order
from revops.charts.theme import GREYED, PALETTE, themed
from revops.text import N_, Text

#: From the axis up; the colours say which is which, not which is worse.
COLORS = {
    "both_met": PALETTE[4],
    "marketing_missed": PALETTE[3],
    "sales_missed": PALETTE[5],
    "both_missed": PALETTE[6],
    "too_early": GREYED,
}


def verdicts_by_week(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw a bar a week, as high as the leads with a verdict, split by verdict.

    The frame is that of `complaints_by_week`: week_on (a Monday) and a count a verdict.
    """
    days = {day: text.day(day) for day in frame["week_on"].unique().drop_nulls()}
    named = {code: text.label(code) for code in COLORS}
    long = frame.unpivot(list(COLORS), index="week_on", variable_name="verdict", value_name="value")
    ranks = {code: rank for rank, code in enumerate(COLORS)}
    rows = long.with_columns(
        pl.col("week_on").replace_strict(days, return_dtype=pl.String).alias("week_day"),
        pl.col("verdict").replace_strict(ranks, return_dtype=pl.Int64).alias("rank"),
        pl.col("verdict").replace_strict(named, return_dtype=pl.String),
    ).sort("week_on", "rank")
    return themed(
        _bars(rows, list(named.values()), text),
        text=text,
        title=text(N_("What became of the leads handed over, week by week?")),
        subtitle=text(N_("Leads by the week in which they were handed over.")),
        description=text(
            N_("Stacked bars of leads by verdict, one a week, {n} weeks."), n=frame.height
        ),
    )


def _bars(rows: pl.DataFrame, names: list[str], text: Text) -> alt.LayerChart:
    """Draw the stacked bars, each as wide as its week."""
    words = {"week_day": text.label("week_on"), "verdict": text.label("verdict")}
    axis = alt.Axis(title=text.label("handed"), tickMinStep=1, format="d")
    colors = alt.Scale(domain=names, range=list(COLORS.values()))
    weeks = alt.Axis(title=words["week_day"], labelAngle=0, labelOverlap="greedy", ticks=False)
    bars = drawn(rows, ["week_day", "verdict", "rank"], {"value": "count"}).mark_bar(
        cornerRadiusEnd=0
    )
    chart = bars.encode(
        x=alt.X("week_day:N", axis=weeks, scale=in_order(rows["week_day"])),
        y=alt.Y("value:Q", axis=axis, stack="zero"),
        color=alt.Color("verdict:N", scale=colors, legend=alt.Legend(labelLimit=0)),
        order=alt.Order("rank:Q"),
        tooltip=tips(words, {"value": text.label("n_leads")}),
    )
    return layered(chart, height=220)
