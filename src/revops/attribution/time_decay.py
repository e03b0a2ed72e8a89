"""Time decay: a touch counts half as much for every half-life before the latest touch.

weight = 2 ^ (-age / half_life_days), age = days before the conversion, less the journey's
smallest age. That difference changes no share, and without it old journeys would have only
zeros. Unit of both: days.

Source: half-life 7 days is the ad platforms' habit; 30 suits sales that take months.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "days_before": [40.0, 10.0]}
... )
>>> credit(aurora, "time_decay")["credited_value"].to_list()
[300.0, 600.0]
"""

import polars as pl

from revops.errors import BadParameter


def weight(journeys: pl.DataFrame, *, half_life_days: float = 30.0) -> pl.Expr:
    """Weigh by age; a row without a touch has age 0."""
    if half_life_days <= 0:
        raise BadParameter(f"half_life_days is {half_life_days}; it must be more than 0 days.")
    days = pl.col("days_before")
    age = (days - days.min().over("conversion_id")).fill_null(0.0)
    return pl.lit(2.0).pow(-age / half_life_days)
