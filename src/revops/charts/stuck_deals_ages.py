"""Where are deals stuck, and for how long?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips, with_unit
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import in_order, named
from revops.charts.theme import INK, themed
from revops.text import N_, Text

UNITS = {"days": "count", "limit_days": "count", "value": "money"}
MOST_DEALS = 1000


def stuck_deals_ages(frame: pl.DataFrame, *, text: Text, currency: str = "") -> alt.LayerChart:
    """Draw one point a stuck deal: its stage, and its days there; the tick is the stage's limit.

    The frame is that of `stuck_deals`: stage, days, limit_days, value, opportunity_id, the
    longest overdue first; the first thousand are drawn.
    """
    deals = named(frame.head(MOST_DEALS), "stage", text).sort("stage", "days", "opportunity_id")
    return themed(
        _layers(deals, currency, text),
        text=text,
        title=text(N_("Where are deals stuck, and for how long?")),
        subtitle=text(N_("One point a deal. The upright tick is the longest usual stay.")),
        description=text(
            N_("Points for {n} stuck deals: stage down, days in the stage across."),
            n=deals.height,
        ),
    )


def _layers(deals: pl.DataFrame, currency: str, text: Text) -> alt.LayerChart:
    """Draw the limits, then the deals."""
    days = alt.X("days:Q", title=text(N_("Days in the stage, or open")), axis=alt.Axis(grid=True))
    words = {name: text.label(name) for name in ("opportunity_id", "stage")}
    figures = {name: text.label(name) for name in ("days", "limit_days")}
    worth = with_unit(text.label("value"), "money", text, currency)
    base = drawn(deals, list(words), UNITS).encode(
        y=alt.Y("stage:N", scale=in_order(deals["stage"]), title=words["stage"]),
        tooltip=tips(words, {**figures, "value": worth}),
    )
    return layered(
        base.mark_tick(color=INK, thickness=2, size=18).encode(x="limit_days:Q"),
        base.mark_circle(size=70, opacity=0.55).encode(x=days),
        height=alt.Step(28),
    )
