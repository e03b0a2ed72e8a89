"""Where did the money go, and where did the value come from?"""

from collections.abc import Mapping

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips, value_axis, with_unit
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import dimensions, in_order, joined_names, with_segment
from revops.charts.theme import BLUE, ORANGE, themed
from revops.text import N_, Text

SIDES = {"numerator": "credited_value", "denominator": "spend"}


def spend_and_credit(frame: pl.DataFrame, *, text: Text, currency: str = "") -> alt.LayerChart:
    """Draw two bars a segment: what was spent on it and what was credited to it.

    The frame is that of `roas`: segments, value, low, high, numerator (credited value),
    denominator (spend), in the workspace currency. The largest spend comes first, then the
    largest credit.
    """
    by = dimensions(frame)
    money = with_unit(text(N_("Amount")), "money", text, currency)
    rows = with_segment(frame, text, by).sort(
        "denominator", "numerator", "segment", descending=[True, True, False], nulls_last=True
    )
    return themed(
        _bars(rows, joined_names(by, text), money, text),
        text=text,
        title=text(N_("Where did the money go, and where did the value come from?")),
        subtitle=text(N_("Spend beside credited value, same period. Credit is not cause.")),
        description=text(
            N_("Pairs of bars, spend and credited value, for {n} segments."), n=rows.height
        ),
    )


def _bars(rows: pl.DataFrame, cut_by: str, money: str, text: Text) -> alt.LayerChart:
    """Draw the pairs of bars."""
    sides = {side: text.label(code) for side, code in SIDES.items()}
    names = list(sides.values())
    titles = {"segment": text.label("segment"), "side": text(N_("What"))}
    bars = drawn(_pairs(rows, sides), list(titles), {"value": "money"}).mark_bar()
    chart = bars.encode(
        x=alt.X("value:Q", axis=value_axis("money", text, title=money)),
        y=alt.Y("segment:N", scale=in_order(rows["segment"]), title=cut_by or None),
        yOffset=alt.YOffset("side:N", scale=alt.Scale(domain=names)),
        color=alt.Color("side:N", scale=alt.Scale(domain=names, range=[BLUE, ORANGE])),
        tooltip=tips(titles, {"value": money}),
    )
    return layered(chart, height=alt.Step(12, **{"for": "offset"}))


def _pairs(rows: pl.DataFrame, sides: Mapping[str, str]) -> pl.DataFrame:
    """Give one row per segment and side, instead of two columns."""
    amounts = rows.select("segment", *sides)
    long = amounts.unpivot(index="segment", variable_name="side", value_name="value")
    return long.with_columns(pl.col("side").replace(sides))
