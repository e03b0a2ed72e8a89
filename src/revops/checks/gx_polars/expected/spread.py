"""Numbers that are not far from the others."""

import polars as pl

from revops.checks.gx_polars.column import Column


def is_under_z_score(column: Column, threshold: float, double_sided: bool | None = None) -> pl.Expr:
    """Say which numbers lie within so many standard deviations of the mean."""
    numbers = column.numbers
    score = ((numbers - numbers.mean()) / numbers.std()).fill_nan(None)
    within = score < threshold if double_sided is False else score.abs() < abs(threshold)
    return within.fill_null(True)


def is_no_outlier(column: Column, method: str = "iqr", multiplier: float = 1.5) -> pl.Expr:
    """Say which numbers lie near the quartiles (`iqr`) or near the mean (`std`)."""
    numbers = column.numbers
    if method == "iqr":
        low, high = (numbers.quantile(q, interpolation="linear") for q in (0.25, 0.75))
        reach = (high - low) * multiplier
        return numbers.is_between(low - reach, high + reach)
    distance, reach = (numbers - numbers.mean()).abs(), numbers.std() * multiplier
    return pl.when(reach > 0).then(distance < reach).otherwise(distance == 0).fill_null(True)
