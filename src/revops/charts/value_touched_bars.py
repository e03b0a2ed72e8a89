"""How much of the pipeline rests on each problem of the data?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips, value_axis, with_unit
from revops.charts.parts.columns import Figures, figures_beside
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import SEVERITIES, themed
from revops.text import N_, Text

WORDS = ["problem", "severity", "description"]


def value_touched_bars(
    frame: pl.DataFrame, *, text: Text, currency: str = "", limit: int = 10
) -> alt.LayerChart:
    """Draw the open value that rests on each problem, one bar a problem, most money first.

    The frame is the list of problems by money: rank, table, severity, description, open_value.
    Problems that touch no open value are not drawn, and at most `limit` are.
    """
    touching = frame.filter(pl.col("open_value") > 0).sort("rank")
    rows = _in_words(touching.head(limit), text)
    return themed(
        _layers(rows, text, currency),
        text=text,
        title=text(N_("How much of the pipeline rests on each problem?")),
        subtitle=text(N_("Numbered as in the list below. A deal may rest on several.")),
        description=text(
            N_("Bars of the open pipeline that rests on each of {n} problems."), n=rows.height
        ),
    )


def _in_words(rows: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Name each problem by its number in the list and its table."""
    told = named(named(rows, "table", text), "severity", text)
    words = pl.Series("description", [text(each) for each in rows["description"]], pl.String)
    return told.with_columns(words, pl.format("{}. {}", "rank", "table").alias("problem"))


def _layers(rows: pl.DataFrame, text: Text, currency: str) -> alt.LayerChart:
    """Draw the bars and, to the right, the figures."""
    colors = alt.Scale(
        domain=[text.label(code) for code in SEVERITIES], range=list(SEVERITIES.values())
    )
    title = with_unit(text.label("open_value"), "money", text, currency)
    told = {"description": text.label("description"), "severity": text.label("severity")}
    base = drawn(rows, WORDS, {"open_value": "money"}).encode(
        y=alt.Y(
            "problem:N",
            scale=in_order(rows["problem"]),
            title=text(N_("Problem")),
            axis=alt.Axis(labelLimit=160),
        ),
        tooltip=tips(told, {"open_value": title}),
    )
    return layered(
        base.mark_bar(size=14).encode(
            x=alt.X("open_value:Q", axis=value_axis("money", text, title=title)),
            color=alt.Color("severity:N", scale=colors, legend=alt.Legend(columns=3)),
        ),
        *figures_beside(base, [Figures("open_value", "", "money")], text),
        height=alt.Step(24),
    )
