"""What reading all exports gives."""

from dataclasses import dataclass, field

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
        "export": pl.Int64(),
        "state_at": pl.Datetime("us", "UTC"),
    }
)
"""One row a file and source. `n_totals` counts the totals and footers that were left out.

`export` numbers the block of the settings, from 1; `state_at` is the day that the file's name
tells, in the zone of the export.
"""

PARTS = pl.Schema(
    {
        "table": pl.String(),
        "from_vendor": pl.String(),
        "from_file": pl.String(),
        "export": pl.Int64(),
        "mode": pl.String(),
        "state_at": pl.Datetime("us", "UTC"),
        "n_read": pl.Int64(),
        "n_no_key": pl.Int64(),
        "n_added": pl.Int64(),
        "n_repeats": pl.Int64(),
        "n_rows": pl.Int64(),
    }
)
"""One row a table and file, in the order in which the table's rows were put together.

The file holds `n_read` rows for the table; `n_no_key` of them were refused, `n_added` were finer
detail that another row adds up, `n_repeats` were listed twice, and `n_rows` are in the table.
`mode` is the export's setting `successive`.
"""

READINGS = pl.Schema(
    {
        "table": pl.String(),
        "column": pl.String(),
        "header": pl.String(),
        "from_file": pl.String(),
        "kind": pl.String(),
        "read_as": pl.String(),
        "evidence": pl.String(),
        "n_cells": pl.Int64(),
        "n_by_cell": pl.Int64(),
        "n_refused": pl.Int64(),
    }
)
"""One row a column of dates or numbers in a file: how its cells were read, and by what evidence.

`n_cells` counts the filled cells, `n_by_cell` those that were decided one by one, and `n_refused`
those that no evidence could decide or that are no date or number.
"""

LEDGER = pl.Schema(
    {
        "table": pl.String(),
        "from_vendor": pl.String(),
        "from_file": pl.String(),
        "step": pl.String(),
        "n_rows": pl.Int64(),
    }
)
"""One row a table, file and step between the file's rows and the table's: what became of each.

`read` counts the rows that the file holds for the table; each further step takes rows away: "no
key", "added up", "listed twice", "older state", "merged".
"""

SUMS = pl.Schema(
    {
        "from_file": pl.String(),
        "source": pl.String(),
        "column": pl.String(),
        "header": pl.String(),
        "label": pl.String(),
        "rows_sum": pl.Decimal(38, 6),
        "own_total": pl.Decimal(38, 6),
    }
)
"""One row a totals row and summed column: the sum of the file's rows beside its own total."""


SLIM = ("lead_id", "anonymous_id", "click_id", "account_id", "is_inferred")
"""The columns of a big table that are read into memory: who was touched.

Without a single filled cell, `account_id` is left out.
"""


@dataclass(frozen=True)
class Loaded:
    """The tables, what was refused of them, the files they came from, and how they were read.

    A table of big files is in `stored`, not yet read and without touches that are only inferred;
    `tables` has its `SLIM` columns.
    """

    tables: dict[str, pl.DataFrame]
    rejected: pl.DataFrame
    files: pl.DataFrame
    readings: pl.DataFrame = field(default_factory=READINGS.to_frame)
    ledger: pl.DataFrame = field(default_factory=LEDGER.to_frame)
    sums: pl.DataFrame = field(default_factory=SUMS.to_frame)
    parts: pl.DataFrame = field(default_factory=PARTS.to_frame)
    stored: dict[str, pl.LazyFrame] = field(default_factory=dict)
