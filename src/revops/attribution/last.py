"""Last touch: all to the touch just before the conversion.

weight = 1 for the last touch, else 0.

Source: the ad platforms' habit; it answers "what closes?" and nothing earlier.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "position": [1, 2, 3], "path_length": 3}
... )
>>> credit(aurora, "last")["credited_value"].to_list()
[0.0, 0.0, 900.0]
"""

import polars as pl


def weight(journeys: pl.DataFrame) -> pl.Expr:
    """Weigh 1 for the last touch."""
    return (pl.col("position") == pl.col("path_length")).cast(pl.Float64)
