"""How does a metric compare between segments?"""

from typing import Literal

import altair as alt
import polars as pl

from revops.charts.parts.columns import Figures, figures_beside
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.segments import (
    dimensions,
    in_order,
    joined_names,
    largest,
    longest_horizon,
    with_segment,
)
from revops.charts.theme import BLUE, GREYED, themed
from revops.text import N_, Text

WORDS = ["segment", "is_immature"]


def segment_bars(
    frame: pl.DataFrame,
    *,
    text: Text,
    metric: str = "",
    unit: str = "",
    currency: str = "",
    limit: int = 20,
    order: Literal["value", "name"] = "value",
) -> alt.LayerChart:
    """Draw one bar a segment, longest first, with its 95 % interval and the count behind it.

    `order="name"` keeps the segments in the order of their codes instead: hours of the day, or
    teams, which are not to be ranked.

    The frame is a metric's: segments, then value, low, high, numerator, denominator. Where it
    has several horizons, the longest is drawn; where it has cohorts, each is a segment. At
    most `limit` segments are drawn, those with the most behind them.
    """
    shown = measure(frame, text, metric=metric, unit=unit, currency=currency)
    by = [*dimensions(frame), *(["cohort"] if "cohort" in frame.columns else [])]
    known = _known(frame)
    weight = "value" if known["denominator"].is_null().all() else "denominator"
    rows = largest(with_segment(known, text, by), "segment", weight, limit)
    if order == "name" and by:
        rows = rows.sort(*by)
    else:
        rows = rows.sort("value", "segment", descending=[True, False])
    return themed(
        _layers(rows, shown, joined_names(by, text)),
        text=text,
        title=shown.question,
        subtitle=_subtitle(rows, known.height, text),
        description=text(
            N_("Bars of {metric} for {n} segments, each with its 95 % interval."),
            metric=text.label(shown.metric, inside=True),
            n=rows.height,
        ),
    )


def _known(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep the rows with a value at the longest horizon; nothing is immature unless it says so."""
    known = longest_horizon(frame.filter(pl.col("value").is_not_null()))
    if "is_immature" in known.columns:
        return known
    return known.with_columns(pl.lit(False).alias("is_immature"))


def _layers(rows: pl.DataFrame, shown: Measure, cut_by: str) -> alt.LayerChart:
    """Draw bars, whiskers and, to the right, the figures."""
    tips = shown.tips(segment=shown.text.label("segment"))
    values = alt.X("value:Q", axis=shown.axis())
    shade = alt.condition(alt.datum.is_immature, alt.value(GREYED), alt.value(BLUE))
    base = drawn(rows, WORDS, shown.figures).encode(
        y=alt.Y("segment:N", scale=in_order(rows["segment"]), title=cut_by or None), tooltip=tips
    )
    figures = [Figures("value", shown.text.label("value"), shown.unit)]
    if shown.unit == "share":
        figures.append(Figures("denominator", "n", "count"))
    return layered(
        base.mark_bar(size=14).encode(x=values, color=shade),
        base.mark_rule(strokeWidth=1.3).encode(x="low:Q", x2="high:Q"),
        *figures_beside(base, figures, shown.text),
        height=alt.Step(24),
    )


def _subtitle(rows: pl.DataFrame, n_known: int, text: Text) -> str:
    """Say within how many days, and how many segments are left out."""
    parts = []
    if "horizon_days" in rows.columns and not rows.is_empty():
        parts.append(text(N_("Within {n} days."), n=rows["horizon_days"][0]))
    if "within" in rows.columns and not rows.is_empty():
        parts.append(text(N_("Within {time}."), time=rows["within"][0]))
    if rows.height < n_known:
        parts.append(text(N_("The {n} largest of {total}."), n=rows.height, total=n_known))
    if rows["is_immature"].any():
        parts.append(text(N_("Grey bars are too young to compare.")))
    if rows["low"].is_not_null().any():
        parts.append(text(N_("The line on each bar is its 95 % interval.")))
    return " ".join(parts)
