"""Do people say what was tracked?"""

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

WORDS = ["said", "seen", "is_few", "is_same"]
SHADES = ["#f1f7fb", "#7fb8da"]
#: An answer with fewer leads is greyed.
FEW = 10


def answers_heatmap(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw answers (down) by first touches tracked (across), each cell with its share.

    The frame is that of `answers_and_touches`: reported, tracked, value, low, high, numerator,
    denominator. A cell on which both say the same is framed; answers of fewer than ten leads
    are grey.
    """
    shown = measure(frame, text, metric="reported", unit="share")
    rows = _cells(frame, text)
    titles = {"said": text.label("reported"), "seen": text.label("tracked")}
    return themed(
        _layers(rows, shown.tips(**titles), titles),
        text=text,
        title=text(N_("Do people say what was tracked?")),
        subtitle=text(
            N_(
                "Of the leads with an answer, the share first seen on each channel. Framed: both "
                "say the same. Grey: fewer than {n} leads."
            ),
            n=FEW,
        ),
        description=text(
            N_("Grid of {n} answers down and the first touches tracked across."),
            n=rows["said"].n_unique(),
        ),
    )


def _cells(frame: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Name both sides; an answer with its number of leads, the commonest first."""
    last = pl.col("reported") == "other_answer"
    order = [last, pl.col("denominator"), pl.col("reported"), pl.col("tracked")]
    frame = frame.sort(order, descending=[False, True, False, False])
    said = named(frame.select(said="reported"), "said", text)
    seen = named(frame.select(seen="tracked"), "seen", text)
    n = pl.col("denominator").cast(pl.Int64)
    return frame.with_columns(said.to_series(), seen.to_series()).with_columns(
        pl.format("{} (n = {})", "said", n).alias("said"),
        is_few=n < FEW,
        is_same=pl.col("reported") == pl.col("tracked"),
    )


def _layers(
    rows: pl.DataFrame, tips: list[alt.Tooltip], titles: Mapping[str, str]
) -> alt.LayerChart:
    """Draw the cells, the shares in them, and a frame where both say the same."""
    figures = {"value": "share", "low": "share", "high": "share", "denominator": "count"}
    axis = alt.Axis(labelAngle=-35, labelOverlap=False, labelLimit=150)
    across = in_order(rows.sort("seen")["seen"])
    down = in_order(rows["said"])
    base = drawn(rows, WORDS, figures).encode(
        x=alt.X("seen:N", title=titles["seen"], scale=across, axis=axis),
        y=alt.Y("said:N", title=titles["said"], scale=down, axis=alt.Axis(labelLimit=200)),
        tooltip=tips,
    )
    shades = alt.Color("value:Q", scale=alt.Scale(range=SHADES), legend=None)
    few = alt.datum.is_few
    return layered(
        base.mark_rect(stroke="#ffffff", strokeWidth=1.5, invalid="show").encode(
            color=alt.condition(few, alt.value(GREYED), shades)
        ),
        base.transform_filter(alt.datum.is_same).mark_rect(
            filled=False, stroke=INK, strokeWidth=1.5
        ),
        base.mark_text(text=alt.ExprRef(exact_words("value", "share")), fontSize=10).encode(
            color=alt.condition(few, alt.value(QUIET), alt.value(INK))
        ),
        height=alt.Step(26),
    )
