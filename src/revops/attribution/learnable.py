"""Whether there is enough to learn from: journeys with two or more touches.

A model that learns compares journeys that pass through a channel with journeys that do not. A
journey of one touch says nothing of channels beside each other, so only longer ones count.
"""

import polars as pl

from revops.errors import TooFewJourneys

#: Below this many journeys with two or more touches, weights that are learnt are noise.
FEWEST = 200


def multi_touch(journeys: pl.DataFrame) -> tuple[int, int]:
    """Count the journeys with two or more touches, and all journeys.

    >>> walks = pl.DataFrame(
    ...     {"conversion_id": ["Aurora's", "Aurora's", "Elena's"], "path_length": [2, 2, 1]}
    ... )
    >>> multi_touch(walks)
    (1, 2)
    """
    lengths = journeys.group_by("conversion_id").agg(pl.col("path_length").max())
    return lengths.filter(pl.col("path_length") >= 2).height, lengths.height


def require_learnable(journeys: pl.DataFrame, *, fewest: int = FEWEST) -> None:
    """Refuse to learn from fewer journeys with two or more touches than `fewest`.

    >>> walks = pl.DataFrame({"conversion_id": ["Elena's"], "path_length": [1]})
    >>> require_learnable(walks)
    Traceback (most recent call last):
        ...
    revops.errors.TooFewJourneys: 0 of 1 journeys have two or more touches; a model that learns ...
    """
    n, total = multi_touch(journeys)
    if n < fewest:
        raise TooFewJourneys(
            f"{n} of {total} journeys have two or more touches; a model that learns needs "
            f"{fewest}. Add an export that records touches, or use a model that does not learn."
        )
