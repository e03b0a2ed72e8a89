"""How do customers go from the first touch to the renewal?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import in_order
from revops.charts.theme import INK, LINE, PALETTE, themed
from revops.text import N_, Text

#: Each step with the shape of its mark, in order.
STEPS = {
    "first_touch_on": "circle",
    "lead_on": "square",
    "opportunity_on": "diamond",
    "won_on": "triangle-up",
    "onboarded_on": "circle",
    "renewed_on": "triangle-up",
    "expanded_on": "cross",
    "contracted_on": "triangle-down",
    "churned_on": "cross",
}
COLORS = [PALETTE[6], PALETTE[4], PALETTE[5], PALETTE[0], PALETTE[2], PALETTE[2], PALETTE[2],
          PALETTE[3], PALETTE[1]]  # fmt: skip
MOST_CUSTOMERS = 20


def customer_timeline(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw one line a customer, with a mark for each of its steps, by days from the first win.

    The frame is that of the list `customer_timeline`: account_id, company, the day of each step
    and booked_value. The twenty customers that bought the most are drawn, the oldest win first.
    """
    marks = _marks(_named(_chosen(frame)), text)
    return themed(
        _layers(marks, text),
        text=text,
        title=text(N_("How do customers go from first touch to renewal?")),
        subtitle=text(N_("The {n} that bought the most. Day zero is the win."), n=MOST_CUSTOMERS),
        description=text(
            N_("Lines of {n} customers, with a mark on the day of each step."),
            n=marks["customer"].n_unique(),
        ),
    )


def _chosen(frame: pl.DataFrame) -> pl.DataFrame:
    """Take the customers that bought the most, the oldest win first."""
    ranked = frame.sort(
        ["booked_value", "account_id"], descending=[True, False], nulls_last=True
    ).head(MOST_CUSTOMERS)
    return ranked.sort("won_on", "account_id")


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    """Name each customer by its company; its id stands beside a name that is not its own alone."""
    name = pl.coalesce("company", "account_id")
    both = pl.concat_str(name, pl.lit(" ("), "account_id", pl.lit(")"))
    return rows.with_columns(
        pl.when(name.is_duplicated()).then(both).otherwise(name).alias("customer")
    )


def _marks(rows: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Give one row a customer and step, with its days from the win."""
    words = {step: text.label(step) for step in STEPS}
    since_win = [(pl.col(step) - pl.col("won_on")).dt.total_days().alias(step) for step in STEPS]
    long = rows.with_row_index("place").select("place", "customer", *since_win)
    long = long.unpivot(
        list(STEPS), index=["place", "customer"], variable_name="step", value_name="days"
    )
    known = long.filter(pl.col("days").is_not_null()).sort("place", "days", maintain_order=True)
    return known.with_columns(pl.col("step").replace(words))


def _layers(marks: pl.DataFrame, text: Text) -> alt.LayerChart:
    """Draw a thin line from the first to the last step of each customer, and the marks on it."""
    label = text.label
    words = [label(step) for step in STEPS]
    titles = {"customer": label("account_id"), "step": label("step")}
    days = text(N_("Days from the first win"))
    base = drawn(marks, ["customer", "step"], {"days": "count"}).encode(
        y=alt.Y("customer:N", scale=in_order(marks["customer"]), title=text(N_("Customer"))),
        x=alt.X("days:Q", axis=alt.Axis(title=days, grid=True)),
        tooltip=tips(titles, {"days": days}),
    )
    points = base.mark_point(filled=True, size=62, opacity=0.95).encode(
        color=alt.Color("step:N", scale=alt.Scale(domain=words, range=COLORS)),
        shape=alt.Shape("step:N", scale=alt.Scale(domain=words, range=list(STEPS.values()))),
    )
    zero = alt.Chart(alt.InlineData(values=[{"days": 0}])).mark_rule(color=INK, strokeWidth=0.7)
    lines = base.mark_line(color=LINE, strokeWidth=4).encode(detail="customer:N")
    return layered(lines, zero.encode(x="days:Q"), points, height=alt.Step(19))
