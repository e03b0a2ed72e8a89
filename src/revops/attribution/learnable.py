"""Whether there is enough to learn from: journeys with two or more touches.

A model that learns compares journeys that pass through a channel with journeys that do not. A
journey of one touch says nothing of channels beside each other, so only longer ones count.
"""

import polars as pl

from revops.attribution.counts import is_aggregated, n_converted
from revops.attribution.runs import begins
from revops.errors import TooFewJourneys

#: Below this many journeys with two or more touches, weights that are learnt are noise.
FEWEST = 200


def multi_touch(journeys: pl.DataFrame) -> tuple[int, int]:
    """Count the converted journeys with two or more touches, and all converted journeys.

    >>> walks = pl.DataFrame(
    ...     {"conversion_id": ["Aurora's", "Aurora's", "Elena's"], "path_length": [2, 2, 1]}
    ... )
    >>> multi_touch(walks)
    (1, 2)
    """
    lengths = (
        journeys.filter(begins())
        .group_by("conversion_id")
        .agg((pl.col("path_length").max() >= 2).alias("is_long"), n_converted(journeys).first())
    )
    counted = lengths.select(
        pl.col("n_converted").filter("is_long").sum().alias("long"), pl.col("n_converted").sum()
    )
    return int(counted.item(0, "long")), int(counted.item(0, "n_converted"))


def require_learnable(journeys: pl.DataFrame, *, fewest: int = FEWEST) -> None:
    """Refuse to learn from fewer converted journeys with two or more touches than `fewest`.

    Aggregated paths (see `from_paths`) are never refused: who brings counts has judged them.

    >>> walks = pl.DataFrame({"conversion_id": ["Elena's"], "path_length": [1]})
    >>> require_learnable(walks)
    Traceback (most recent call last):
        ...
    revops.errors.TooFewJourneys: 0 of 1 journeys have two or more touches; a model that learns ...
    """
    n, total = multi_touch(journeys)
    if n < fewest and not is_aggregated(journeys):
        raise TooFewJourneys(n, total, fewest)
