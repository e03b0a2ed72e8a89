"""Linear: the same to every touch.

weight = 1, so that each of n touches has 1/n.

Source: convention; it answers "what took part?" and takes no side.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "position": [1, 2, 3], "path_length": 3}
... )
>>> credit(aurora, "linear")["credited_value"].to_list()
[300.0, 300.0, 300.0]
"""

import polars as pl


def weight(journeys: pl.DataFrame) -> pl.Expr:
    """Weigh every touch 1."""
    return pl.lit(1.0)
