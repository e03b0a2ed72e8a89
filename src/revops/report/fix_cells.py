"""Cells that could not be read, as lines to mend: the export, or the record behind it, is wrong.

A cell that several tables are made of is told once. Nobody can say which team wrote it.
"""

import polars as pl

from revops.report.privacy import PERSONAL

#: The columns of a fix list; `value_touched` is the open pipeline that rests on the row's record.
FIXES = pl.Schema(
    {
        "owner": pl.String(),
        "severity": pl.String(),
        "table": pl.String(),
        "from_vendor": pl.String(),
        "record_id": pl.String(),
        "column": pl.String(),
        "value": pl.String(),
        "reason": pl.String(),
        "value_touched": pl.Float64(),
        "from_file": pl.String(),
        "from_row": pl.Int64(),
        "check_id": pl.String(),
    }
)


def cells_to_mend(rejected: pl.DataFrame, *, show_names: bool = False) -> pl.DataFrame:
    """Give one row a refused cell, in the order of the files: where it is, what it says, and why.

    >>> row = {"table": "leads", "record_id": "L1", "from_vendor": "hubspot", "from_row": 4}
    >>> row |= {"from_file": "a.csv", "column": "created_at", "reason": "not a date"}
    >>> cells = pl.DataFrame([row | {"raw": "31/02/2026"}, row | {"raw": "31/02/2026"}])
    >>> cells_to_mend(cells).select("owner", "record_id", "value", "reason").rows()
    [('both', 'L1', '31/02/2026', 'not a date')]
    """
    named = pl.lit(show_names) | ~pl.col("column").is_in(sorted(PERSONAL)).fill_null(False)
    told = {
        "owner": pl.lit("both"),
        "severity": pl.lit("warning"),
        "value": pl.when(named).then("raw"),
        "value_touched": pl.lit(None),
        "check_id": pl.lit(None),
    }
    once = rejected.unique(["from_file", "from_row", "raw"], keep="first", maintain_order=True)
    return once.with_columns(**told).select(FIXES.names()).cast(FIXES)
