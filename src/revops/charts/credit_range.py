"""Does the credit exceed the cost, whichever model is asked?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips, value_axis, with_unit
from revops.charts.parts.columns import Figures, figures_beside
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import BLUE, INK, ORANGE, themed
from revops.text import N_, Text

MOST = 20
#: One colour a verdict; what the data cannot decide is pale.
VERDICTS = {
    "earns_its_cost": "#009e73",
    "costs_more": "#aa4499",
    "above_every_model": BLUE,
    "above_no_model": ORANGE,
    "models_disagree": "#8a94a0",
    "too_few_wins": "#c3c9d0",
}
FIGURES = {
    "least_return": "ratio",
    "most_return": "ratio",
    "low_return": "ratio",
    "high_return": "ratio",
    "spend": "money",
    "n_conversions": "count",
    "n_above": "count",
    "n_below": "count",
}


def credit_range(
    frame: pl.DataFrame, *, text: Text, by: str = "channel", currency: str = ""
) -> alt.LayerChart:
    """Draw one bar a channel from the least to the most that any model returns on its cost.

    The frame is that of `credit_verdicts`: *by, verdict, spend, least_return, most_return,
    low_return, high_return, n_conversions, n_above, n_below. The thin line goes to the ends of
    the models' intervals; at the dashed line credit equals cost. The dearest twenty come first.
    """
    dearest = frame.sort("spend", by, descending=[True, False]).head(MOST)
    rows = _in_words(dearest, text, by)
    return themed(
        _layers(rows, text, by, currency),
        text=text,
        title=text(N_("Does credit exceed cost, whichever model is asked?")),
        subtitle=text(
            N_(
                "Bar: from the model that gives least to the one that gives most. Thin line: their "
                "intervals. Dashed: credit equals cost. > 1, < 1: how many models lie there with "
                "their whole interval. Credit is not lift."
            )
        ),
        description=text(
            N_("Ranges of credited value per unit of spend over all models, for {n} segments."),
            n=rows.height,
        ),
    )


def _in_words(frame: pl.DataFrame, text: Text, by: str) -> pl.DataFrame:
    """Name segments and verdicts."""
    segment = named(frame.select(segment=by), "segment", text)
    said = named(frame.select("verdict"), "verdict", text)
    return frame.with_columns(segment.to_series(), said.to_series())


def _layers(rows: pl.DataFrame, text: Text, by: str, currency: str) -> alt.LayerChart:
    """Draw the intervals, the ranges with their ends, and the line where credit equals cost."""
    base, colour = _base(rows, text, by, currency), _coloured(rows, text)
    axis = value_axis("ratio", text, title=text(N_("Credited value / spend")), grid=True)
    even = alt.Chart(alt.InlineData(values=[{"value": 1}])).mark_rule(color=INK, strokeDash=[4, 3])
    ends = [base.mark_point(filled=True, size=60).encode(x=f"{name}:Q", color=colour)
            for name in ("least_return", "most_return")]  # fmt: skip
    return layered(
        base.mark_rule(strokeWidth=1.2, color="#9aa5b1").encode(
            x="low_return:Q", x2="high_return:Q"
        ),
        base.mark_bar(size=9).encode(
            x=alt.X("least_return:Q", axis=axis), x2="most_return:Q", color=colour
        ),
        *ends,
        even.encode(x="value:Q"),
        *figures_beside(base, _figures(text), text),
        height=alt.Step(26),
    )


def _base(rows: pl.DataFrame, text: Text, by: str, currency: str) -> alt.Chart:
    """Put a segment in each row, and say its numbers on hovering."""
    titles = {"segment": text.label(by), "verdict": text.label("verdict")}
    told = {name: text.label(name) for name in ("least_return", "most_return")}
    told["spend"] = with_unit(text.label("spend"), "money", text, currency)
    return drawn(rows, list(titles), FIGURES).encode(
        y=alt.Y(
            "segment:N",
            scale=in_order(rows["segment"]),
            title=titles["segment"],
            axis=alt.Axis(labelLimit=160),
        ),
        tooltip=tips(titles, {**told, "n_conversions": text.label("n_conversions")}),
    )


def _coloured(rows: pl.DataFrame, text: Text) -> alt.Color:
    """Give each verdict that is there its colour."""
    colours = {text.label(code): colour for code, colour in VERDICTS.items()}
    shown = [name for name in colours if name in rows["verdict"].to_list()]
    return alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=shown, range=[colours[name] for name in shown]),
        legend=alt.Legend(columns=1, labelLimit=330),
    )


def _figures(text: Text) -> list[Figures]:
    """Say which numbers stand beside the bars."""
    return [
        Figures("spend", text.label("spend"), "money"),
        Figures("n_above", "> 1", "count"),
        Figures("n_below", "< 1", "count"),
    ]
