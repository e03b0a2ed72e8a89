"""What reading all exports gives."""

from dataclasses import dataclass

import polars as pl

FILES = pl.Schema(
    {
        "path": pl.String(),
        "source": pl.String(),
        "sha256": pl.String(),
        "n_rows": pl.Int64(),
        "n_totals": pl.Int64(),
        "bytes": pl.Int64(),
        "tables": pl.List(pl.String()),
    }
)
"""One row a file and source. `n_totals` counts the totals and footers that were left out."""


@dataclass(frozen=True)
class Loaded:
    """The tables, what was refused of them, and the files that they came from."""

    tables: dict[str, pl.DataFrame]
    rejected: pl.DataFrame
    files: pl.DataFrame
