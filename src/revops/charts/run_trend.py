"""How do the runs go, one after the other?"""

import altair as alt
import polars as pl

from revops.charts.parts.data import inline
from revops.charts.parts.layers import layered
from revops.charts.theme import BLUE, ORANGE, PALETTE, QUIET, themed
from revops.text import N_, Text

STATES = {
    "ok": (N_("all well"), BLUE),
    "blocked": (N_("numbers held back"), PALETTE[5]),
    "failed": (N_("failed"), ORANGE),
}
#: Up to so many days, an axis tells the hour too.
_FEW_DAYS = 2
_TITLES = {
    "seconds": N_("How long do the runs take?"),
    "oldest_age_days": N_("How old are the data when a run is made?"),
}
_AXES = {
    "seconds": N_("Seconds from beginning to end"),
    "oldest_age_days": N_("Days since the oldest source's newest record"),
}


def run_trend(frame: pl.DataFrame, *, text: Text, measure: str = "seconds") -> alt.LayerChart:
    """Draw one point a run, coloured by how it ended, and the line through them.

    The frame has started_at (local, without a zone), state (ok, blocked, failed) and the
    measure: seconds, or oldest_age_days.
    """
    rows = frame.drop_nulls(measure).sort("started_at").with_columns(
        pl.col("started_at").dt.strftime("%Y-%m-%dT%H:%M:%S").alias("moment"),
        pl.col("state").replace_strict(_names(text), return_dtype=pl.String).alias("how"),
    )  # fmt: skip
    return themed(
        _layers(rows, measure, text),
        text=text,
        title=text(_TITLES[measure]),
        description=_description(rows, measure, text),
    )


def _names(text: Text) -> dict[str, str]:
    return {state: text(name) for state, (name, _) in STATES.items()}


def _description(rows: pl.DataFrame, measure: str, text: Text) -> str:
    """Say in words how many runs there are, and the newest one's value."""
    last = rows[measure].tail(1).to_list()
    return text(
        N_("One point for each of {n} runs, in order of time; the newest is at {value}."),
        n=rows.height,
        value=text.number(last[0] if last else None, 0),
    )


def _layers(rows: pl.DataFrame, measure: str, text: Text) -> alt.LayerChart:
    """Draw the line and the points."""
    names = _names(text)
    colors = alt.Scale(domain=list(names.values()), range=[color for _, color in STATES.values()])
    days = rows["moment"].str.head(10).n_unique()
    form = text.vega_day() if days > _FEW_DAYS else f"{text.vega_day()}, %H:%M"
    base = alt.Chart(inline(rows, ["moment", "how", measure])).encode(
        x=alt.X("moment:T", axis=alt.Axis(title=text(N_("Begun on")), format=form)),
        y=alt.Y(
            f"{measure}:Q", axis=alt.Axis(title=text(_AXES[measure])), scale=alt.Scale(zero=True)
        ),
    )
    points = base.mark_point(filled=True, size=45, opacity=1).encode(
        color=alt.Color("how:N", scale=colors, legend=alt.Legend())
    )
    return layered(base.mark_line(color=QUIET, strokeWidth=1), points, height=180)
