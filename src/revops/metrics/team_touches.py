"""What part does each team's contact have on the paths to a win?"""

from datetime import date

import polars as pl

from revops.journeys import UNATTRIBUTED
from revops.metrics.wilson import wilson_high, wilson_low

TEAMS = ("marketing", "sales")


def team_touches(journeys: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """What part does each team's contact have on the paths to a win?

    One row a team, marketing then sales: value (share of the touched wins with a touch of its
    own), its 95 % Wilson interval, numerator and denominator (those wins, all touched wins),
    n_first_touches and n_last_touches (wins whose first, whose last touch is its own), n_touches,
    and median_days_before (the middle touch's days before the win). Without touches: no rows. It
    counts contacts; it doesn't say which of them mattered.

    >>> walk = pl.DataFrame({"conversion_id": ["d1", "d1", "d2"], "position": [1, 2, 1],
    ...     "path_length": [2, 2, 1], "channel": ["email", "sales_call", "sales_call"],
    ...     "team": ["marketing", "sales", "sales"], "days_before": [30.0, 2.0, 4.0]})
    >>> found = team_touches(walk, as_of=date(2026, 6, 30))
    >>> found.select("team", "value", "n_first_touches", "n_last_touches").rows()
    [('marketing', 0.5, 1, 0), ('sales', 1.0, 1, 2)]
    """
    touched = journeys.filter(pl.col("channel").ne_missing(UNATTRIBUTED))
    n_wins = touched.get_column("conversion_id").n_unique()
    is_last = pl.col("position") == pl.col("path_length")
    found = touched.group_by("team").agg(
        pl.col("conversion_id").n_unique().cast(pl.Int64).alias("numerator"),
        pl.lit(n_wins, pl.Int64).alias("denominator"),
        (pl.col("position") == 1).sum().cast(pl.Int64).alias("n_first_touches"),
        is_last.sum().cast(pl.Int64).alias("n_last_touches"),
        pl.len().cast(pl.Int64).alias("n_touches_made"),
        pl.col("days_before").median().alias("median_days_before"),
    )
    of = (pl.col("numerator"), pl.col("denominator"))
    return found.sort("team").select(
        "team",
        (of[0] / of[1]).alias("value"),
        wilson_low(*of).alias("low"),
        wilson_high(*of).alias("high"),
        pl.exclude("team"),
        pl.lit("share").alias("unit"),
    )
