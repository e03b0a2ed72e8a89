"""Where did the money go, and where did the value come from?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import measured, value_axis, with_unit, worded
from revops.charts.parts.data import inline
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import dimensions, in_order, joined_names, with_segment
from revops.charts.theme import BLUE, ORANGE, themed
from revops.text import N_, Text

SIDES = {"numerator": "credited_value", "denominator": "spend"}


def spend_and_credit(frame: pl.DataFrame, *, text: Text, currency: str = "") -> alt.LayerChart:
    """Draw two bars a segment: what was spent on it and what was credited to it.

    The frame is that of `roas`: segments, value, low, high, numerator (credited value),
    denominator (spend), in the workspace currency. The largest spend comes first.
    """
    by = dimensions(frame)
    rows = with_segment(frame, text, by).sort(
        "denominator", "segment", descending=[True, False], nulls_last=True
    )
    return themed(
        _bars(rows, joined_names(by, text), currency, text),
        text=text,
        title=text(N_("Where did the money go, and where did the value come from?")),
        subtitle=text(N_("Spend beside credited value, same period. Credit is not cause.")),
        description=text(
            N_("Pairs of bars, spend and credited value, for {n} segments."), n=rows.height
        ),
    )


def _bars(rows: pl.DataFrame, cut_by: str, currency: str, text: Text) -> alt.LayerChart:
    """Draw the pairs of bars."""
    money = with_unit(text(N_("Amount")), "money", text, currency)
    sides = {side: text.label(code) for side, code in SIDES.items()}
    amounts = rows.select("segment", *SIDES)
    long = amounts.unpivot(index="segment", variable_name="side", value_name="value")
    named = long.with_columns(pl.col("side").replace(sides))
    order = alt.Scale(domain=list(sides.values()), range=[BLUE, ORANGE])
    tips = [worded("segment", text.label("segment")), worded("side", text(N_("What"))),
            measured("value", money, "money")]  # fmt: skip
    bars = (
        alt.Chart(inline(named, ["segment", "side", "value"]))
        .mark_bar()
        .encode(
            x=alt.X("value:Q", axis=value_axis("money", text, title=money)),
            y=alt.Y("segment:N", scale=in_order(rows["segment"]), title=cut_by or None),
            yOffset=alt.YOffset("side:N", scale=alt.Scale(domain=order.domain)),
            color=alt.Color("side:N", scale=order),
            tooltip=tips,
        )
    )
    return layered(bars, height=alt.Step(15, **{"for": "offset"}))
