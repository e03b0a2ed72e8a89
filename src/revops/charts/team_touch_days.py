"""How long before the win does each team meet the customer?"""

import altair as alt
import polars as pl

from revops.charts.parts.axes import tips
from revops.charts.parts.data import drawn
from revops.charts.parts.layers import layered
from revops.charts.parts.segments import named
from revops.charts.theme import BLUE, ORANGE, themed
from revops.text import N_, Text

TEAMS = {"marketing": BLUE, "sales": ORANGE}


def team_touch_days(frame: pl.DataFrame, *, text: Text) -> alt.LayerChart:
    """Draw a pair of bars, one a team, for each span of days before the win; the win is right.

    The frame is that of `metrics.team_touch_days`: from_days, team, value (touches per win),
    n_touches_made.
    """
    rows = named(frame, "team", text).sort("from_days", "team")
    return themed(
        _bars(rows, text),
        text=text,
        title=text(N_("When do the two teams meet the customer?")),
        subtitle=text(
            N_("Touches per win, by the days before it (from). The win is at the right.")
        ),
        description=text(
            N_("Pairs of bars, marketing and sales, for {n} spans of days before the win."),
            n=rows["from_days"].n_unique(),
        ),
    )


def _bars(rows: pl.DataFrame, text: Text) -> alt.LayerChart:
    """Draw the bars."""
    names = {text.label(code): color for code, color in TEAMS.items()}
    known = [name for name in names if name in rows["team"].to_list()]
    words = {"team": text.label("team")}
    per_win = text(N_("Touches per win"))
    figures = {
        "from_days": text(N_("Days before the win, from")),
        "value": per_win,
        "n_touches_made": text.label("n_touches_made"),
    }
    units = {"from_days": "count", "value": "ratio", "n_touches_made": "count"}
    color = alt.Color(
        "team:N", scale=alt.Scale(domain=known, range=[names[name] for name in known])
    )
    days = alt.X("from_days:O", sort="descending", title=figures["from_days"],
                 axis=alt.Axis(labelAngle=0))  # fmt: skip
    bars = drawn(rows, list(words), units).mark_bar().encode(
        x=days, y=alt.Y("value:Q", title=per_win), xOffset=alt.XOffset(
            "team:N", scale=alt.Scale(domain=known)), color=color, tooltip=tips(words, figures),
    )  # fmt: skip
    return layered(bars, height=190)
