"""The table under a curve: how many are still at risk on some days."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from revops.charts.parts.data import inline
from revops.charts.theme import INK, QUIET
from revops.text import N_, Text

LINE_HEIGHT = 15


def at_risk(lines: pl.DataFrame, marks: Sequence[int]) -> pl.DataFrame:
    """Look up, for each line and mark, the number at risk on the first known day from it on.

    Between two days of the curve nobody leaves, so that number holds at the mark. After a
    line's last day nothing is known, and nothing is written.

    >>> lines = pl.DataFrame({"line": ["won", "won"], "days": [0, 95], "n_at_risk": [9, 4]})
    >>> at_risk(lines, [0, 90, 180]).rows()
    [('won', 0, 9), ('won', 90, 4)]
    """
    wanted = pl.DataFrame({"mark": list(marks)}, schema={"mark": pl.Int64})
    names = lines.select("line").unique(maintain_order=True)
    known = lines.select("line", pl.col("days").cast(pl.Int64).alias("mark"), "n_at_risk")
    return (
        names.join(wanted, how="cross", maintain_order="left_right")
        .sort("mark", maintain_order=True)
        .join_asof(
            known.sort("mark"), on="mark", by="line", strategy="forward", check_sortedness=False
        )
        .filter(pl.col("n_at_risk").is_not_null())
        .select("line", pl.col("mark").alias("days"), "n_at_risk")
    )


def risk_table(
    lines: pl.DataFrame, marks: Sequence[int], *, top: int, colors: alt.Scale, text: Text
) -> list[alt.Chart]:
    """Write the numbers at risk below the plot, one row a line, in the line's colour."""
    rows = lines.select("line").unique(maintain_order=True)["line"].to_list()
    places = alt.Scale(
        type="point",
        domain=rows,
        range=[top + LINE_HEIGHT, top + LINE_HEIGHT * len(rows)],
        padding=0,
    )
    color = alt.Color("line:N", scale=colors) if len(rows) > 1 else alt.value(INK)
    numbers = alt.Chart(inline(at_risk(lines, marks), ["line", "days", "n_at_risk"])).mark_text()
    heading = alt.Chart(alt.InlineData(values=[{}])).mark_text(
        text=text(N_("Number at risk")), align="left", color=QUIET
    )
    return [
        numbers.encode(
            x="days:Q",
            y=alt.Y("line:O", scale=places, axis=None),
            color=color,
            text=alt.Text("n_at_risk:Q", format=",.0f"),
        ),
        heading.encode(x=alt.value(0), y=alt.value(top)),
    ]
