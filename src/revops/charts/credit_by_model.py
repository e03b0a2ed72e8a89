"""How much credit does each channel get, and do the models agree?"""

import altair as alt
import polars as pl

from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.segments import in_order, largest, named
from revops.charts.theme import LINE, PALETTE, QUIET, themed
from revops.text import N_, Text

SHAPES = ["circle", "square", "diamond", "triangle-up", "cross"]
MOST_CHANNELS = 20
#: A phone has no room for two models' names side by side, right of the channels' names.
IN_ONE_COLUMN = alt.Legend(columns=1, labelLimit=220)
#: As many models as are named above the plot; a longer list would push it off a phone.
FEW_MODELS = 7


def credit_by_model(
    frame: pl.DataFrame, *, text: Text, metric: str = "", unit: str = "", currency: str = ""
) -> alt.LayerChart:
    """Draw one point a model on each channel's line: where the models agree, points lie close.

    The frame is a metric's, cut by channel and model: channel, model, value, low, high,
    numerator, denominator. Channels with the largest value come first, at most twenty.
    """
    shown = measure(frame, text, metric=metric, unit=unit, currency=currency)
    rows = _ranked(frame.filter(pl.col("value").is_not_null()), text)
    return themed(
        _layers(rows, shown),
        text=text,
        title=text(N_("Do the attribution models agree?")),
        subtitle=text(
            N_(
                "One point a model; money is drawn stretched near zero. Credit says who took part, "
                "not what caused the win."
            )
        ),
        description=text(
            N_("Points of {metric} for {n} channels, one for each attribution model."),
            metric=text.label(shown.metric, inside=True),
            n=rows["channel"].n_unique(),
        ),
    )


def _ranked(known: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Keep the largest channels, name channels and models, and put the largest first."""
    kept = largest(known, "channel", "value", MOST_CHANNELS)
    words = named(named(kept, "channel", text), "model", text)
    top = pl.col("value").max().over("channel")
    return words.sort(top, "channel", "model", descending=[True, False, False])


def _layers(rows: pl.DataFrame, shown: Measure) -> alt.LayerChart:
    """Draw a thin line through each channel's points, then the points."""
    label = shown.text.label
    models = rows["model"].unique().sort().to_list()
    channels = alt.Y("channel:N", scale=in_order(rows["channel"]), title=label("channel"))
    base = drawn(rows, ["channel", "model"], shown.figures).encode(
        y=channels, x=alt.X("value:Q", axis=shown.axis(grid=True), scale=_scale(shown))
    )
    points = base.mark_point(filled=True, size=75, opacity=0.9).encode(
        color=alt.Color(
            "model:N", scale=alt.Scale(domain=models, range=PALETTE), legend=_legend(models)
        ),
        shape=alt.Shape("model:N", scale=alt.Scale(domain=models, range=SHAPES)),
        tooltip=shown.tips(channel=label("channel"), model=label("model")),
    )
    lines = base.mark_line(color=LINE, strokeWidth=5).encode(detail="channel:N")
    even = alt.Chart(alt.InlineData(values=[{"value": 1}])).mark_rule(
        color=QUIET, strokeDash=[4, 3]
    )
    layers = [even.encode(x="value:Q")] if shown.unit == "ratio" else []
    return layered(lines, *layers, points, height=alt.Step(24))


def _legend(models: list[str]) -> alt.Legend:
    """Name the models in one column: a few above the plot, many below it."""
    if len(models) <= FEW_MODELS:
        return IN_ONE_COLUMN
    return alt.Legend(columns=1, labelLimit=220, orient="bottom")


def _scale(shown: Measure) -> alt.Scale:
    """Stretch money near zero: one model's outlier must not press all others together."""
    return alt.Scale(type="sqrt") if shown.unit == "money" else alt.Scale()
