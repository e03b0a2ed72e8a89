"""How much of the revenue that customers began with is kept, and how much with expansions?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import interval, tips, value_axis
from revops.charts.parts.columns import Figures, figures_beside
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import dimensions, in_order, joined_names, with_segment
from revops.charts.theme import BLUE, LINE, ORANGE, QUIET, themed
from revops.text import N_, Text

UNITS = {"value": "share", "low": "share", "high": "share", "n_customers": "count"}
MEASURES = ("gross_revenue_retention", "net_revenue_retention")
MOST_ROWS = 12


def revenue_retention_bars(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw gross and net revenue retention side by side, one pair a cohort or segment.

    The frame is that of `revenue_retention`: cohort or segments, horizon_days, measure, value,
    low, high, n_customers. What has no value yet is left out; at most the twelve latest cohorts,
    or largest segments, are drawn. The upright line is all that customers began with.
    """
    by = [*dimensions(frame), *(["cohort"] if "cohort" in frame.columns else [])]
    rows = _pairs(frame.filter(pl.col("value").is_not_null()), by, text)
    return themed(
        _layers(rows, joined_names(by, text), text),
        text=text,
        title=text(N_("How much revenue do customers keep paying?")),
        subtitle=_subtitle(rows, text),
        description=text(
            N_("Bars of gross and net revenue retention for {n} groups of customers."),
            n=rows["segment"].n_unique(),
        ),
    )


def _pairs(known: pl.DataFrame, by: list[str], text: Text) -> pl.DataFrame:
    """Name the groups and the measures: cohorts by time, segments by size."""
    is_dated = by[-1:] == ["cohort"]
    named = with_segment(known, text, by)
    if is_dated and len(by) == 1:
        periods = {cohort: text.period(cohort) for cohort in known["cohort"].unique().sort()}
        named = named.with_columns(pl.col("cohort").replace(periods).alias("segment"))
    size = pl.col("n_customers").max().over("segment")
    ranked = (
        named.sort("cohort", "measure")
        if is_dated
        else named.sort(size, "segment", "measure", descending=[True, False, False])
    )
    groups = ranked["segment"].unique(maintain_order=True)
    kept = groups.tail(MOST_ROWS) if is_dated else groups.head(MOST_ROWS)
    words = {measure: text.label(measure) for measure in MEASURES}
    return ranked.filter(pl.col("segment").is_in(kept.implode())).with_columns(
        pl.col("measure").replace(words)
    )


def _layers(rows: pl.DataFrame, cut_by: str, text: Text) -> alt.LayerChart:
    """Draw the bars, their whiskers, the line of all and, to the right, the figures."""
    label = text.label
    order = [label(measure) for measure in MEASURES]
    share = text(N_("Of the revenue at the start (%)"))
    titles = {"value": share, **interval(text), "n_customers": label("n_customers")}
    base = drawn(rows, ["segment", "measure"], UNITS).encode(
        y=alt.Y("segment:N", scale=in_order(rows["segment"]), title=cut_by or None),
        yOffset=alt.YOffset("measure:N", scale=alt.Scale(domain=order)),
        tooltip=tips({"segment": label("segment"), "measure": label("measure")}, titles),
    )
    figures = [Figures("value", label("value"), "share"), Figures("n_customers", "n", "count")]
    axis = value_axis("share", text, title=share, gridColor=LINE)
    return layered(
        base.mark_bar(size=12).encode(x=alt.X("value:Q", axis=axis), color=_shades(order)),
        base.mark_rule(strokeWidth=1.3).encode(x="low:Q", x2="high:Q"),
        _whole(),
        *figures_beside(base, figures, text),
        height=alt.Step(17),
    )


def _shades(order: list[str]) -> alt.Color:
    """Give each measure its colour; their names stand one below the other."""
    scale = alt.Scale(domain=order, range=[BLUE, ORANGE])
    return alt.Color("measure:N", scale=scale, legend=alt.Legend(columns=1, labelLimit=260))


def _whole() -> alt.Chart:
    """Draw the line of all that customers began with."""
    line = alt.Chart(alt.InlineData(values=[{"value": 1}])).encode(x="value:Q")
    drawn_line: alt.Chart = line.mark_rule(color=QUIET, strokeDash=[4, 3])
    return drawn_line


def _subtitle(rows: pl.DataFrame, text: Text) -> str:
    """Say at which age, and what the marks are."""
    parts = []
    if rows["horizon_days"].n_unique() == 1:
        parts.append(text(N_("{n} days after the first win."), n=rows["horizon_days"][0]))
    parts.append(text(N_("The dashed line is all that they began with.")))
    return " ".join(parts)
