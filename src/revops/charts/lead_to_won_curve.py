"""How many leads are won, and how soon?"""

from collections.abc import Sequence

import altair as alt
import polars as pl

from revops.charts.parts.axes import measured, worded
from revops.charts.parts.data import inline
from revops.charts.parts.segments import (
    dimensions,
    in_order,
    joined_names,
    largest,
    named,
    with_segment,
)
from revops.charts.theme import OUTCOMES, PALETTE, themed
from revops.text import N_, Text

HEIGHT = 240
COLUMNS = ["segment", "days", "value", "low", "high", "n_at_risk"]


def lead_to_won_curve(
    frame: pl.DataFrame, *, text: Text, marks: Sequence[int] = (0, 90, 180, 270, 365)
) -> alt.LayerChart:
    """Draw the cumulative shares won and lost by days since creation, with their 95 % bands.

    The frame has the segments it is cut by, then outcome ("won" or "lost"), days, value, low,
    high, n_at_risk. Cut by a segment, only won is drawn, for the six largest. Under the curve
    stands how many are still at risk on each of the days `marks`.
    """
    ...
