"""Which are the commonest paths, and what became of the journeys that took them?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.errors import UnknownName
from revops.journeys import UNATTRIBUTED, reshape
from revops.metrics.grouping import BLANK
from revops.metrics.wilson import wilson_high, wilson_low

#: How journeys end -> the column that counts them.
_ENDS = {"converted": "n_won", "lost": "n_lost", "expired": "n_expired"}
_BETWEEN = "\x1f"  # a sign that no channel's name holds


def common_paths(
    ended_journeys: pl.DataFrame,
    *,
    as_of: date,
    limit: int = 10,
    level: str = "channel",
    outcomes: Sequence[str] = tuple(_ENDS),
) -> pl.DataFrame:
    """Which are the commonest paths, and what became of the journeys that took them?

    One row is one path, the commonest first: path (the channels in order, consecutive repeats told
    once), n_journeys, n_won, n_lost, n_expired, value (win rate: n_won / n_journeys) with its 95 %
    Wilson interval, and journeys_share (of all journeys with a touch). `ended_journeys` are those
    that were won, lost or have expired (see `journeys.build`); open ones have no end yet and are
    in none. A journey that nobody touched has no path. `level` makes paths of another column
    (campaign_id, content_id, team), `outcomes` keeps some ends alone (without `expired`: journeys
    with a deal). Longer paths are those of people who stayed: a win rate here is no effect of the
    path. No journeys: no rows. Errors: UnknownName where an outcome is none of the three.

    >>> walk = pl.DataFrame({"conversion_id": ["d1", "d1", "d1", "d2", "d2", "d3"],
    ...     "position": [1, 2, 3, 1, 2, 1], "path_length": [3, 3, 3, 2, 2, 1],
    ...     "channel": ["email", "email", "sales_call", "email", "sales_call", "event"],
    ...     "outcome": ["converted"] * 3 + ["lost"] * 2 + ["expired"]})
    >>> found = common_paths(walk, as_of=date(2026, 6, 30))
    >>> found.select("path", "n_won", "n_lost", "n_expired", "value").rows()
    [(['email', 'sales_call'], 1, 1, 0, 0.5), (['event'], 0, 0, 1, 0.0)]
    """
    for outcome in outcomes:
        if outcome not in _ENDS:
            raise UnknownName("end of a journey", outcome, _ENDS)
    touched = ended_journeys.filter(
        pl.col("channel").ne_missing(UNATTRIBUTED), pl.col("outcome").is_in(list(outcomes))
    )
    walks = reshape(touched, collapse_repeats=True, level=level)
    name = pl.col(level).fill_null(BLANK).sort_by("position")
    return (
        walks.group_by("conversion_id", "outcome")
        .agg(name.str.join(_BETWEEN).alias("path"))
        .group_by("path")
        .agg(
            pl.len().cast(pl.Int64).alias("n_journeys"),
            *((pl.col("outcome") == end).sum().cast(pl.Int64).alias(n) for end, n in _ENDS.items()),
        )
        .with_columns(
            (pl.col("n_won") / pl.col("n_journeys")).alias("value"),
            wilson_low(pl.col("n_won"), pl.col("n_journeys")).alias("low"),
            wilson_high(pl.col("n_won"), pl.col("n_journeys")).alias("high"),
            (pl.col("n_journeys") / pl.col("n_journeys").sum()).alias("journeys_share"),
            pl.lit("share").alias("unit"),
        )
        .sort("n_journeys", "path", descending=[True, False])
        .head(limit)
        .with_columns(pl.col("path").str.split(_BETWEEN))
    )
