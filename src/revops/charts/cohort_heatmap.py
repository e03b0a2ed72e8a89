"""Do younger cohorts do better than older ones did at the same age?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import exact_words
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.segments import in_order
from revops.charts.theme import GREYED, INK, QUIET, themed
from revops.text import N_, Text

WORDS = ["period", "horizon_days", "is_immature"]
SHADES = ["#f1f7fb", "#7fb8da"]
MOST_COHORTS = 24


def cohort_heatmap(
    frame: pl.DataFrame, *, text: Text, metric: str = "", unit: str = ""
) -> alt.LayerChart:
    """Draw cohorts (down) by age (across), each cell with its value; immature cells are grey.

    The frame is a metric's with cohorts and horizons: cohort, horizon_days, value, low, high,
    numerator, denominator, is_immature. The latest 24 cohorts are drawn.
    """
    shown = measure(frame, text, metric=metric, unit=unit)
    rows = _cells(frame, text)
    return themed(
        _layers(rows, shown),
        text=text,
        title=text(N_("Do younger cohorts do as well as older ones?")),
        subtitle=text(N_("{metric}. Grey cells are too young to compare."), metric=shown.name),
        description=text(
            N_("Grid of {metric}: {n} cohorts down, days since the start across."),
            metric=text.label(shown.metric, inside=True),
            n=rows["period"].n_unique(),
        ),
    )


def _cells(frame: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Take the latest cohorts, in order of time, named as the reader names periods."""
    dated = frame.filter(pl.col("cohort").is_not_null())
    cohorts = dated["cohort"].unique().sort().tail(MOST_COHORTS).to_list()
    names = {cohort: text.period(cohort) for cohort in cohorts}
    kept = dated.filter(pl.col("cohort").is_in(cohorts)).sort("cohort", "horizon_days")
    return kept.with_columns(pl.col("cohort").replace(names).alias("period"))


def _layers(rows: pl.DataFrame, shown: Measure) -> alt.LayerChart:
    """Draw the cells and the values in them."""
    text = shown.text
    periods = alt.Y("period:N", title=text.label("cohort"), scale=in_order(rows["period"]))
    ages = alt.X("horizon_days:O", title=text.label("horizon_days"), axis=alt.Axis(labelAngle=0))
    base = drawn(rows, WORDS, shown.figures).encode(
        x=ages, y=periods, tooltip=shown.tips(period=text.label("cohort"))
    )
    shades = alt.Color("value:Q", scale=alt.Scale(range=SHADES), legend=None)
    immature = alt.datum.is_immature
    return layered(
        base.mark_rect(stroke="#ffffff", strokeWidth=1.5, invalid="show").encode(
            color=alt.condition(immature, alt.value(GREYED), shades)
        ),
        base.mark_text(text=alt.ExprRef(exact_words("value", shown.unit))).encode(
            color=alt.condition(immature, alt.value(QUIET), alt.value(INK))
        ),
        height=alt.Step(22),
    )
