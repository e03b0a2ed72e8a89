"""Which tables fail their checks, and how badly?"""

import altair as alt
import polars as pl

from revops.charts.parts.data import inline
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
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    ranked = failing.with_columns(pl.col("severity").replace_strict(ranks).alias("rank"))
    rows = named(named(ranked, "table", text), "severity", text)
    severities = alt.Scale(
        domain=[text.label(code) for code in SEVERITIES], range=list(SEVERITIES.values())
    )
    failures = text(N_("Checks that fail"))
    bars = (
        alt.Chart(inline(rows, ["table", "severity", "rank", "check_id"]))
        .mark_bar(size=15, cornerRadiusEnd=0)
        .encode(
            x=alt.X("count():Q", title=failures, axis=alt.Axis(tickMinStep=1, format="d")),
            y=alt.Y("table:N", scale=in_order(rows["table"]), title=text.label("table")),
            color=alt.Color("severity:N", scale=severities, legend=alt.Legend(columns=3)),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip(field="table", type="nominal", title=text.label("table")),
                alt.Tooltip(field="severity", type="nominal", title=text.label("severity")),
                alt.Tooltip("count():Q", title=failures, format="d"),
            ],
        )
    )
    return layered(bars, height=alt.Step(24))
