"""Reading a Parquet file as text, so that it takes the same way as every other file."""

import io

import polars as pl
from polars import selectors

from revops.sources.reading.grid import Grid, columns, grid
from revops.sources.refusal import refuse


def read_parquet(data: bytes) -> Grid:
    """Read a Parquet file; lists become `a;b`, and its first row counts as row 2.

    >>> file = io.BytesIO()
    >>> pl.DataFrame({"Id": [7], "Tags": [["a", "b"]]}).write_parquet(file)
    >>> read_parquet(file.getvalue()).cells.rows()
    [(2, '7', 'a;b')]
    """
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except pl.exceptions.ComputeError:
        raise refuse(
            "this is not a Parquet file, whatever its name says. Export it again."
        ) from None
    lists = frame.with_columns(selectors.list().cast(pl.List(pl.String)).list.join(";"))
    nested = [name for name, dtype in lists.schema.items() if dtype.is_nested()]
    cells = lists.drop(nested).cast(pl.String)
    header = cells.columns
    cells.columns = columns(cells.width)
    return grid(header, 1, cells)
