"""Which tables fail their checks, and how badly?"""

import altair as alt
import polars as pl

from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import SEVERITIES, themed
from revops.text import N_, Text

SOUND = ("passed", "no data")


def severity_bars(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw the number of failing checks of each table, by severity.

    The frame is the result of the checks: table, severity, status, check_id, ... one row a
    check. A check whose column is missing, or that did not run, fails.
    """
    failing = frame.filter(~pl.col("status").is_in(SOUND)).sort("table", "check_id")
    return themed(
        _bars(failing, text),
        text=text,
        title=text(N_("Which tables fail their checks, and how badly?")),
        subtitle=text(N_("Critical stops the metrics that depend on it; warnings are shown.")),
        description=text(
            N_("Bars of failing checks by table and severity; {n} checks fail."), n=failing.height
        ),
    )


def _bars(failing: pl.DataFrame, text: Text) -> alt.LayerChart:
    """Draw one stacked bar a table; Vega counts the checks."""
    rows = _in_words(failing, text)
    title = text(N_("Checks that fail"))
    colors = alt.Scale(
        domain=[text.label(code) for code in SEVERITIES], range=list(SEVERITIES.values())
    )
    words = {name: text.label(name) for name in ("table", "severity")}
    tips = [alt.Tooltip(field=name, type="nominal", title=of) for name, of in words.items()]
    bars = drawn(rows, [*words, "rank"], {}).mark_bar(size=15, cornerRadiusEnd=0)
    chart = bars.encode(
        x=alt.X("count():Q", title=title, axis=alt.Axis(tickMinStep=1, format="d")),
        y=alt.Y("table:N", scale=in_order(rows["table"]), title=words["table"]),
        color=alt.Color("severity:N", scale=colors, legend=alt.Legend(columns=3)),
        order=alt.Order("rank:Q"),
        tooltip=[*tips, alt.Tooltip("count():Q", title=title, format="d")],
    )
    return layered(chart, height=alt.Step(24))


def _in_words(failing: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Name tables and severities; `rank` puts the worst next to the axis."""
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    rank = pl.col("severity").replace_strict(ranks, return_dtype=pl.Int64).alias("rank")
    return named(named(failing.with_columns(rank), "table", text), "severity", text)
