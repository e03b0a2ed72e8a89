"""Position based, 40/20/40: most to both ends, the rest spread over the middle.

weight = 0.4 for the first touch, 0.4 for the last, 0.2 / (n - 2) for each in between. One
touch has both ends' weights and so everything; two touches share by the ends' weights, half
and half by default.

Source: known as 40/20/40, U-shaped or bathtub; its weights are part of its name.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "position": [1, 2, 3, 4], "path_length": 4}
... )
>>> credit(aurora, "position_based")["credited_value"].to_list()
[360.0, 90.0, 90.0, 360.0]
"""

import polars as pl


def weight(
    journeys: pl.DataFrame, *, first: float = 0.4, middle: float = 0.2, last: float = 0.4
) -> pl.Expr:
    """Weigh both ends and the middle; only the weights' proportions matter."""
    position, length = pl.col("position"), pl.col("path_length")
    begins, ends = position == 1, position == length
    between = pl.when(~begins & ~ends).then(middle / (length - 2)).otherwise(0.0)
    return begins * pl.lit(first) + ends * pl.lit(last) + between
