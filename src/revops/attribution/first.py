"""First touch: all to the touch that began the journey.

weight = 1 for the first touch, else 0.

Source: the oldest convention; it answers "what brings people in?" and nothing later.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "position": [1, 2, 3], "path_length": 3}
... )
>>> credit(aurora, "first")["credited_value"].to_list()
[900.0, 0.0, 0.0]
"""

import polars as pl


def weight(journeys: pl.DataFrame) -> pl.Expr:
    """Weigh 1 for the first touch."""
    return (pl.col("position") == 1).cast(pl.Float64)
