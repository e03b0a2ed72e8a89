"""Say which row is meant: its file, its row there, and the record's id; never a person."""

import polars as pl

from revops.checks.rows import PLACE
from revops.checks.suite import Check
from revops.tables import TABLES

_HIDDEN = "(an e-mail address, not shown)"


def record_id(table: str, frame: pl.DataFrame) -> pl.Expr:
    """Give a row's key as text, its parts joined by a bar; an e-mail address is not shown."""
    key = [pl.col(n).cast(pl.String) for n in TABLES[table].key if n in frame.columns]
    parts = [pl.when(part.str.contains("@")).then(pl.lit(_HIDDEN)).otherwise(part) for part in key]
    if not parts:
        return pl.lit(None, dtype=pl.String)
    joined = pl.concat_str(parts, separator=" | ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def raw(table: str, check: Check) -> pl.Expr:
    """Give the judged cells as text; null for a flag and for what names a person."""
    columns = TABLES[table].columns
    shown = [name for name in check.columns if name in columns and not columns[name].personal]
    cells = [pl.col(name).cast(pl.String).fill_null("") for name in shown]
    return pl.concat_str(cells, separator=" | ") if cells else pl.lit(None, dtype=pl.String)


def places(table: str, frame: pl.DataFrame, rows: pl.Series) -> list[str]:
    """Name a few rows by file (without its folder), row there and id.

    >>> deals = pl.DataFrame(
    ...     {PLACE: [7], "opportunity_id": ["O1"], "from_file": ["in/deals.csv"], "from_row": [12]}
    ... )
    >>> places("opportunities", deals, pl.Series([7]))
    ['deals.csv row 12 (id O1)']
    """
    few = frame.filter(pl.col(PLACE).is_in(rows.implode()))
    here = pl.format("row {} of {}", pl.col(PLACE) + 1, pl.lit(table))
    if {"from_file", "from_row"} <= set(frame.columns):
        file = pl.col("from_file").str.extract(r"([^/\\]+)$")
        here = pl.coalesce(pl.format("{} row {}", file, "from_row"), here)
    told = pl.format("{} (id {})", here, record_id(table, frame).fill_null("blank"))
    return few.select(told.alias("told"))["told"].to_list()
