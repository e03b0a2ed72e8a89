"""Times counted since 1970, as software writes them: the number of digits tells the unit."""

import polars as pl

#: Digits of a count in this century, and the microseconds of its unit.
_UNITS = {10: 1_000_000, 13: 1_000, 16: 1}
_COUNTED = r"^(?:[0-9]{10}|[0-9]{13}|[0-9]{16})$"


def _written(text: pl.Expr, digits: int) -> pl.Expr:
    """Write counts of one unit as days and times; anything else is null."""
    counted = pl.when(text.str.contains(rf"^[0-9]{{{digits}}}$")).then(text).cast(pl.Int64)
    time = (counted * _UNITS[digits]).cast(pl.Datetime("us"))
    return time.dt.to_string("%Y-%m-%d %H:%M:%S%.6f+0000")


def since_1970(text: pl.Expr) -> pl.Expr:
    """Write counts of seconds, milliseconds or microseconds as days and times in UTC.

    >>> cells = pl.DataFrame({"cell": ["1785571200", "1785571200000500", "2026-08-01"]})
    >>> cells.select(since_1970(pl.col("cell")))["cell"].to_list()
    ['2026-08-01 08:00:00.000000+0000', '2026-08-01 08:00:00.000500+0000', '2026-08-01']
    """
    return text.map_batches(_since, return_dtype=pl.String(), is_elementwise=True)


def _since(cells: pl.Series) -> pl.Series:
    """Write counts as days and times; most columns have none, and stay as they are."""
    if not (cells.str.len_bytes() <= max(_UNITS)).any():
        return cells
    counted = cells.str.contains(_COUNTED).fill_null(False).arg_true()
    if counted.is_empty():
        return cells
    text = pl.col("cell")
    found = cells.gather(counted).alias("cell").to_frame()
    written = found.select(pl.coalesce(*(_written(text, digits) for digits in _UNITS)))
    return cells.scatter(counted, written.to_series())
