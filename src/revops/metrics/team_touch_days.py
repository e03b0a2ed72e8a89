"""How long before the win does each team meet the customer?"""

from datetime import date

import polars as pl

from revops.errors import BadParameter
from revops.journeys import UNATTRIBUTED


def team_touch_days(journeys: pl.DataFrame, *, as_of: date, width_days: int = 30) -> pl.DataFrame:
    """How long before the win does each team meet the customer?

    One row is one team and one span of `width_days` before the win: from_days (0 is the span that
    ends with the win), team, value (its touches there per touched win) and n_touches_made. A span
    without touches has no row. Over all rows, value adds up to the touches per touched win.

    >>> walk = pl.DataFrame({"conversion_id": ["d1", "d1", "d2"],
    ...     "channel": ["email", "sales_call", "sales_call"],
    ...     "team": ["marketing", "sales", "sales"], "days_before": [31.0, 2.0, 30.0]})
    >>> team_touch_days(walk, as_of=date(2026, 6, 30)).rows()
    [(0, 'sales', 0.5, 1), (30, 'marketing', 0.5, 1), (30, 'sales', 0.5, 1)]
    """
    if width_days < 1:
        raise BadParameter(f"width_days is {width_days}; it must be 1 or more days.")
    touched = journeys.filter(pl.col("channel").ne_missing(UNATTRIBUTED))
    n_wins = touched.get_column("conversion_id").n_unique()
    span = (pl.col("days_before") // width_days).cast(pl.Int64) * width_days
    made = pl.len().cast(pl.Int64)
    return (
        touched.group_by(span.alias("from_days"), "team")
        .agg((made / n_wins).alias("value"), made.alias("n_touches_made"))
        .sort("from_days", "team")
    )
