"""How much credit has each, under the model and at the level that the reader picks?"""

import altair as alt
import polars as pl

from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.pickers import Picker, picked
from revops.charts.parts.segments import named
from revops.charts.theme import BLUE, INK, QUIET, themed
from revops.text import N_, Text

LEVELS = ("channel", "campaign_id", "content_id", "team")
MOST = 15
#: How far above the plot stands what is picked.
ABOVE = (-20, -6)
WORDS = ["level", "model", "segment"]


def credit_picked(
    frame: pl.DataFrame, *, text: Text, model: str = "", currency: str = ""
) -> alt.LayerChart:
    """Draw one bar a channel (campaign, team) with its interval; two lists pick model and level.

    The frame is that of `page.levels`: level, segment, model, value, low, high, numerator,
    denominator. `model` is picked at first, and is what paper and pictures show, at the first
    level; the fifteen largest by any model are drawn.
    """
    shown = measure(frame, text, currency=currency)
    rows = _largest(frame.filter(pl.col("value").is_not_null()), text)
    pickers = [
        Picker("model", text(N_("Model")), _names(rows, "model", text), model),
        Picker("level", text(N_("Level")), _names(rows, "level", text), ""),
    ]
    return themed(
        picked(_layers(rows, shown, pickers), pickers),
        text=text,
        title=text(N_("How much credit has each, by the model and level you pick?")),
        subtitle=text(N_("Line: 95 % interval. Credit says who took part, not what caused it.")),
        description=text(
            N_("Bars of {metric} for one of {n} models at one of {levels} levels."),
            metric=text.label(shown.metric, inside=True),
            n=len(pickers[0].names),
            levels=len(pickers[1].names),
        ),
    )


def _names(rows: pl.DataFrame, column: str, text: Text) -> dict[str, str]:
    """Name what can be picked; levels in their own order, models by name."""
    codes = rows[column].unique().to_list()
    names = {code: text.label(code) for code in codes}
    if column == "level":
        return {code: names[code] for code in LEVELS if code in names}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def _largest(known: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Keep the largest of each level, and name them."""
    sizes = known.group_by("level", "segment").agg(pl.col("value").max().alias("most"))
    kept = sizes.sort("level", "most", "segment", descending=[False, True, False]).filter(
        pl.int_range(pl.len()).over("level") < MOST
    )
    rows = known.join(kept, on=["level", "segment"])
    return named(rows, "segment", text).sort(*WORDS)


def _layers(rows: pl.DataFrame, shown: Measure, pickers: list[Picker]) -> alt.LayerChart:
    """Draw the picked bars, the largest first, then their intervals and counts."""
    by_size = alt.EncodingSortField("value", op="max", order="descending")
    base = drawn(rows, WORDS, shown.figures)
    for picker in pickers:
        base = base.transform_filter(picker.keeps)
    label = shown.text.label
    base = base.encode(
        y=alt.Y("segment:N", sort=by_size, title=shown.text(N_("Credited to"))),
        tooltip=shown.tips(segment=label("segment")),
    )
    return layered(
        base.mark_bar(color=BLUE, opacity=0.85).encode(x=alt.X("value:Q", axis=shown.axis())),
        base.mark_rule(color=INK).encode(x="low:Q", x2="high:Q"),
        *(_said(picker, place) for place, picker in enumerate(pickers)),
        height=alt.Step(22),
    )


def _said(picker: Picker, place: int) -> alt.Chart:
    """Write above the plot what is picked, for paper."""
    choices = [{picker.name: code, "words": f"{picker.title}: {name}"}
               for code, name in picker.names.items()]  # fmt: skip
    written = alt.Chart(alt.InlineData(values=choices)).transform_filter(picker.keeps)
    said: alt.Chart = written.mark_text(align="right", baseline="bottom", color=QUIET).encode(
        text="words:N", x=alt.value("width"), y=alt.value(ABOVE[place])
    )
    return said
