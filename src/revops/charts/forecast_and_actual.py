"""How good were past forecasts?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips, value_axis, with_unit
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.theme import BLUE, INK, ORANGE, themed
from revops.text import N_, Text

SERIES = {"expected_value": BLUE, "actual_value": ORANGE}


def forecast_and_actual(frame: pl.DataFrame, *, text: Text, currency: str = "") -> alt.LayerChart:
    """Draw each past forecast with its 95 % interval, and what came.

    The frame is that of `forecast_backtest`: day, expected_value, low, high, actual_value.
    """
    days = {day: text.day(day) for day in frame["day"].unique().drop_nulls()}
    named = pl.col("day").replace_strict(days, return_dtype=pl.String).alias("day_word")
    rows = frame.with_columns(named).sort("day")
    return themed(
        _layers(rows, text, with_unit(text(N_("Amount")), "money", text, currency)),
        text=text,
        title=text(N_("How good were past forecasts?")),
        subtitle=text(N_("The line on each forecast is its 95 % interval.")),
        description=text(
            N_("Forecasts made on {n} past days with their intervals, and what came of them."),
            n=rows.height,
        ),
    )


def _layers(rows: pl.DataFrame, text: Text, money: str) -> alt.LayerChart:
    """Draw intervals, forecasts and what came, side by side on each day."""
    names = {code: text.label(code) for code in SERIES}
    color = alt.Scale(domain=list(names.values()), range=list(SERIES.values()))
    ends = drawn(rows, ["day", "day_word"], {"low": "money", "high": "money"})
    axis = alt.Axis(title=text.label("day"), format=text.vega_day())
    x = alt.X("day:T", axis=axis)
    points = drawn(_long(rows, names), ["day", "day_word", "series"], {"value": "money"}).encode(
        x=x,
        y=alt.Y("value:Q", axis=value_axis("money", text, title=money)),
        color=alt.Color("series:N", scale=color),
        shape=alt.Shape("series:N", scale=alt.Scale(domain=list(names.values()))),
        tooltip=tips({"day_word": text.label("day"), "series": text(N_("What"))}, {"value": money}),
    )
    interval = ends.mark_rule(color=INK, strokeWidth=1.3).encode(
        x=x, y=alt.Y("low:Q", axis=value_axis("money", text, title=money)), y2="high:Q"
    )
    return layered(interval, points.mark_point(filled=True, size=70), height=220)


def _long(rows: pl.DataFrame, names: dict[str, str]) -> pl.DataFrame:
    """Give one row a day and series, instead of two columns."""
    long = rows.unpivot(
        list(names), index=["day", "day_word"], variable_name="series", value_name="value"
    )
    return long.with_columns(pl.col("series").replace(names)).sort("day", "series")
