"""Which topics come up, month by month?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import exact_words
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import measure
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import GREYED, INK, QUIET, themed
from revops.text import N_, Text

WORDS = ["said", "period", "is_few"]
SHADES = ["#f1f7fb", "#7fb8da"]
#: A month with fewer conversations is greyed.
FEW = 10
MOST_TOPICS = 12


def topic_months(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw topics (down, the most heard first) by months (across), each cell with its share.

    The frame is that of `heard_by_month`: topic, month (2026-06), value, low, high, numerator,
    denominator. The twelve topics heard most are drawn; months with fewer than ten conversations
    are grey, and so is a month that has not ended.
    """
    shown = measure(frame, text, metric="topic", unit="share")
    rows = _cells(frame, text)
    words = {"said": text.label("topic"), "period": text.label("period")}
    return themed(
        _layers(rows, words, shown.tips(**words)),
        text=text,
        title=text(N_("Which topics come up, month by month?")),
        subtitle=text(
            N_(
                "Share of the month's conversations in which the topic came up. Grey: a month "
                "with fewer than {n} conversations, or one that has not ended."
            ),
            n=FEW,
        ),
        description=text(
            N_("Grid of {n} topics down and {months} months across."),
            n=rows["said"].n_unique(),
            months=rows["period"].n_unique(),
        ),
    )


def _cells(frame: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Name topics and months; the most heard topic comes first."""
    heard = frame.group_by("topic").agg(pl.col("numerator").sum())
    topics = heard.sort("numerator", "topic", descending=[True, False]).head(MOST_TOPICS)["topic"]
    order = pl.Enum(topics.to_list())
    kept = frame.filter(pl.col("topic").is_in(topics.implode())).sort(
        pl.col("topic").cast(order), "month"
    )
    months = {month: text.month(month, short=True) for month in kept["month"].unique()}
    return named(kept.with_columns(said="topic"), "said", text).with_columns(
        period=pl.col("month").replace(months),
        is_few=(pl.col("denominator") < FEW) | pl.col("is_immature"),
    )


def _layers(rows: pl.DataFrame, words: dict[str, str], tips: list[alt.Tooltip]) -> alt.LayerChart:
    """Draw the cells and the shares in them."""
    figures = {"value": "share", "low": "share", "high": "share", "denominator": "count"}
    months = in_order(rows.sort("month")["period"])
    across = alt.X("period:N", title=words["period"], scale=months, axis=alt.Axis(labelAngle=-40))
    down = alt.Y("said:N", title=words["said"], scale=in_order(rows["said"]))
    base = drawn(rows, WORDS, figures).encode(x=across, y=down, tooltip=tips)
    shades = alt.Color("value:Q", scale=alt.Scale(range=SHADES), legend=None)
    few = alt.datum.is_few
    return layered(
        base.mark_rect(stroke="#ffffff", strokeWidth=1.5, invalid="show").encode(
            color=alt.condition(few, alt.value(GREYED), shades)
        ),
        base.mark_text(text=alt.ExprRef(exact_words("value", "share")), fontSize=10).encode(
            color=alt.condition(few, alt.value(QUIET), alt.value(INK))
        ),
        height=alt.Step(24),
    )
