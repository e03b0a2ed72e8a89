"""How a column's values are spread: quantiles, histogram, counts a value."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.question import Aggregate


def quantiles(
    column: Column, quantiles: Sequence[float], allow_relative_error: Any = None
) -> Aggregate:
    """List quantiles; how to go between two values is `nearest` unless said."""
    how: Any = allow_relative_error or "nearest"
    each = [column.numbers.quantile(q, interpolation=how) for q in quantiles]
    return Aggregate(pl.concat_list(each), list, own="query")


def histogram(column: Column, bins: Sequence[float]) -> Aggregate:
    """Count values a bin; each bin has its lower end, the last one both."""
    numbers = column.numbers
    inner = [((numbers >= low) & (numbers < high)).sum() for low, high in pairwise(bins[:-1])]
    last = numbers.is_between(bins[-2], bins[-1]).sum()
    return Aggregate(pl.concat_list([*inner, last]), list)


def value_counts(column: Column, sort: str = "value", collate: str | None = None) -> Aggregate:
    """Count the rows a value, as the pandas series that Great Expectations computes with."""

    def as_series(rows: pl.Series) -> Any:
        counts = rows.struct.unnest().to_pandas().set_index("value")["count"]
        return counts if sort == "none" else counts.sort_index()

    counted = column.values.drop_nulls().alias("value").value_counts(sort=True)
    return Aggregate(counted.implode(), as_series, own="pass")
