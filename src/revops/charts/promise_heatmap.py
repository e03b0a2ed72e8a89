"""What is talked about where a topic was promised?"""

from collections.abc import Mapping

import altair as alt
import polars as pl

from revops.charts.parts.axes import exact_words
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import measure
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import GREYED, INK, QUIET, themed
from revops.text import N_, Text

WORDS = ["promised", "said", "promised_topic", "topic", "is_few"]
SHADES = ["#f1f7fb", "#7fb8da"]
#: A promise with fewer conversations is greyed.
FEW = 10


def promise_heatmap(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw topics promised (down) by topics talked about (across), each cell with its share.

    The frame is that of `promises_and_topics`: promised_topic, topic, value, low, high,
    numerator, denominator. A cell on which both are the same topic is framed; promises with
    fewer than ten conversations are grey.
    """
    shown = measure(frame, text, metric="promise_touched", unit="share")
    rows = _cells(frame, text)
    titles = {code: text.label(code) for code in ("promised_topic", "topic")}
    return themed(
        _layers(rows, shown.tips(promised=titles["promised_topic"], said=titles["topic"]), titles),
        text=text,
        title=text(N_("What is talked about where a topic was promised?")),
        subtitle=text(
            N_(
                "Share of first conversations that bring the topic up, by the topic promised. "
                "Framed: the promise itself. Grey: fewer than {n} conversations."
            ),
            n=FEW,
        ),
        description=text(
            N_("Grid of {n} promised topics down and the topics talked about across."),
            n=rows["promised"].n_unique(),
        ),
    )


def _cells(frame: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Name both topics; a promise with its number of conversations."""
    kept = frame.filter(pl.col("promised_topic").is_not_null(), pl.col("topic").is_not_null())
    said = named(kept.select(said="topic"), "said", text)
    promised = named(kept.select(promised="promised_topic"), "promised", text)
    both = kept.with_columns(said.to_series(), promised.to_series())
    return both.with_columns(
        pl.format("{} (n = {})", "promised", pl.col("denominator").cast(pl.Int64)).alias(
            "promised"
        ),
        is_few=pl.col("denominator") < FEW,
        is_own=pl.col("promised_topic") == pl.col("topic"),
    ).sort("promised_topic", "topic")


def _layers(
    rows: pl.DataFrame, tips: list[alt.Tooltip], titles: Mapping[str, str]
) -> alt.LayerChart:
    """Draw the cells, the values in them, and a frame around each promise itself."""
    figures = {"value": "share", "low": "share", "high": "share", "denominator": "count"}
    base = drawn(rows, [*WORDS, "is_own"], figures).encode(
        x=alt.X(
            "said:N",
            title=titles["topic"],
            scale=in_order(rows.sort("topic")["said"]),
            axis=alt.Axis(labelAngle=-30, labelOverlap=False, labelLimit=200),
        ),
        y=alt.Y(
            "promised:N",
            title=titles["promised_topic"],
            scale=in_order(rows["promised"]),
            axis=alt.Axis(labelLimit=260),
        ),
        tooltip=tips,
    )
    shades = alt.Color("value:Q", scale=alt.Scale(range=SHADES), legend=None)
    few = alt.datum.is_few
    return layered(
        base.mark_rect(stroke="#ffffff", strokeWidth=1.5, invalid="show").encode(
            color=alt.condition(few, alt.value(GREYED), shades)
        ),
        base.transform_filter(alt.datum.is_own).mark_rect(
            filled=False, stroke=INK, strokeWidth=1.5
        ),
        base.mark_text(text=alt.ExprRef(exact_words("value", "share"))).encode(
            color=alt.condition(few, alt.value(QUIET), alt.value(INK))
        ),
        height=alt.Step(28),
    )
