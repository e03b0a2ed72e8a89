"""What a deal is worth: more for a larger company, with luck on top."""

import polars as pl

MEDIAN_USD, SIZE_POWER, SPREAD = 10_500.0, 0.35, 0.45


def usd(employees: str = "employees") -> pl.Expr:
    """Give the yearly value of an account's deal in US dollars.

    >>> pl.DataFrame({"employees": [60], "z_value": [0.0]}).select(usd()).item()
    10500.0
    """
    luck = (SPREAD * pl.col("z_value")).exp()
    return MEDIAN_USD * (pl.col(employees) / 60).pow(SIZE_POWER) * luck
