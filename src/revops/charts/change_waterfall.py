"""Why did the won value change?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips
from revops.charts.parts.columns import Figures, figures_beside
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.measure import Measure, measure
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import BLUE, ORANGE, QUIET, themed
from revops.text import N_, Text

#: In the order of the chain that they multiply to.
FACTORS = (
    "n_closed", "n_leads", "mix", "opportunities_per_lead", "closed_share", "win_rate",
    "mean_won_value",
)  # fmt: skip
BEFORE, AFTER = "value_before", "value_now"
_ENDS = ("start", "end")
#: As wide as the longest name of a factor is in any of our languages.
WIDEST = 280


def change_waterfall(frame: pl.DataFrame, *, text: Text, currency: str = "") -> alt.LayerChart:
    """Draw the won value before, what each factor added or took away, and the won value now.

    The frame is that of `won_value_change`, cut by segments or not: [segments,] factor, value (the
    part), numerator (won value now) and denominator (before). Segments are drawn together.
    """
    shown = measure(frame, text, unit="money", currency=currency)
    rows = _steps(frame)
    now, before = rows["end"][-1], rows["end"][0]
    return themed(
        _bars(named(rows, "step", text), shown),
        text=text,
        title=text(N_("Why did the won value change?")),
        subtitle=text(N_("Blue adds, orange takes away; together they are the whole change.")),
        description=text(
            N_("A waterfall from {before} to {now}, in {n} parts that add up to the change."),
            before=text.money(before, currency) if currency else text.number(before),
            now=text.money(now, currency) if currency else text.number(now),
            n=rows.height - 2,
        ),
    )


def _steps(frame: pl.DataFrame) -> pl.DataFrame:
    """Lay the parts end to end between the value before and the value now: step, start, end."""
    place = pl.col("factor").replace_strict({name: n for n, name in enumerate(FACTORS)})
    parts = frame.with_columns(place.alias("place")).group_by("place", "factor")
    summed = parts.agg(pl.col("value", "numerator", "denominator").sort().sum()).sort("place")
    before, now = (
        summed[name][0] if summed.height else 0.0 for name in ("denominator", "numerator")
    )
    ends = pl.col("value").cum_sum() + before
    steps = summed.select(step="factor", start=ends - pl.col("value"), end=ends, value="value")
    totals = [
        pl.DataFrame({"step": [name], "start": [0.0], "end": [total], "value": [total]})
        for name, total in ((BEFORE, before), (AFTER, now))
    ]
    return pl.concat([totals[0], steps, totals[1]])


def _bars(rows: pl.DataFrame, shown: Measure) -> alt.LayerChart:
    """Draw a floating bar a step, and its figure at the right."""
    place = pl.int_range(pl.len())
    total = (place == 0) | (place == pl.len() - 1)
    fall = pl.when(total).then(pl.lit(QUIET)).when(pl.col("value") < 0).then(pl.lit(ORANGE))
    coloured = rows.with_columns(color=fall.otherwise(pl.lit(BLUE)))
    text = shown.text
    base = drawn(coloured, ["step", "color", *_ENDS], {"value": "money"}).encode(
        y=alt.Y(
            "step:N",
            scale=in_order(rows["step"]),
            title=text.label("factor"),
            axis=alt.Axis(labelLimit=WIDEST),
        ),
        tooltip=tips({"step": text.label("factor")}, {"value": shown.titled}),
    )
    bars = base.mark_bar(size=16, cornerRadiusEnd=0).encode(
        x=alt.X("start:Q", axis=shown.axis()),
        x2="end:Q",
        color=alt.Color("color:N", scale=None),
    )
    columns = [Figures("value", text.label("value"), "money")]
    return layered(bars, *figures_beside(base, columns, text), height=alt.Step(26))
