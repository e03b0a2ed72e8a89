"""One number that sums a column up."""

from typing import Any

import numpy as np
import polars as pl

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.expected.bounds import between
from revops.checks.gx_polars.question import Aggregate


def lowest(column: Column) -> Aggregate:
    """Give the lowest value."""
    return Aggregate(column.values.min())


def highest(column: Column) -> Aggregate:
    """Give the highest value."""
    return Aggregate(column.values.max())


def mean(column: Column) -> Aggregate:
    """Give the mean."""
    return Aggregate(column.numbers.mean())


def total(column: Column) -> Aggregate:
    """Give the sum."""
    return Aggregate(column.numbers.sum())


def median(column: Column) -> Aggregate:
    """Give the median."""
    return Aggregate(column.numbers.median(), own="query")


def deviation(column: Column) -> Aggregate:
    """Give the standard deviation of a sample."""
    return Aggregate(column.numbers.std())


def present(column: Column) -> Aggregate:
    """Count the values, as a number that can be divided by when it is 0: the library does."""
    return Aggregate(column.values.count(), np.int64)


def missing(column: Column) -> Aggregate:
    """Count the missing values."""
    return Aggregate(column.values.null_count(), int)


def present_share(column: Column) -> Aggregate:
    """Give the share of rows with a value; 0 of no rows."""
    return Aggregate((column.values.count() / pl.len()).fill_nan(0))


def shortest(column: Column) -> Aggregate:
    """Give the length of the shortest text."""
    return Aggregate(column.text.str.len_chars().min())


def longest(column: Column) -> Aggregate:
    """Give the length of the longest text."""
    return Aggregate(column.text.str.len_chars().max())


def between_count(column: Column, **bounds: Any) -> Aggregate:
    """Count the values between bounds."""
    return Aggregate(between(column.values, column.dtype, **bounds).sum(), int)
