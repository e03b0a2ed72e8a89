"""Last non-direct touch: all to the last touch that is not a direct visit.

weight = 1 for the last touch whose channel is not `direct`; a direct visit has it only where
there is nothing else. A blank channel is not direct.

Source: the default of web analytics for many years (a direct visit says little about why).

>>> from revops.attribution import credit
>>> bosque = pl.DataFrame(
...     {"conversion_id": "Bosque's", "value": 500.0, "position": [1, 2, 3], "path_length": 3,
...      "channel": ["email", "webinar", "direct"]}
... )
>>> credit(bosque, "last_non_direct")["credited_value"].to_list()
[0.0, 500.0, 0.0]
"""

import polars as pl


def weight(journeys: pl.DataFrame, *, direct: str = "direct") -> pl.Expr:
    """Weigh 1 for the last touch not on the channel `direct` (upper or lower case)."""
    other = pl.col("channel").str.to_lowercase().ne_missing(direct.lower())
    latest = pl.when(other).then("position").max().over("conversion_id")
    return (pl.col("position") == latest.fill_null(pl.col("path_length"))).cast(pl.Float64)
