"""What the files of a load tell by themselves: cells that could not be read, files cut short.

A file that ends exactly at the limit of a tool or of a spreadsheet is probably not all of it.
"""

from collections.abc import Iterator

import polars as pl

from revops.checks.stated import (
    DATE_ORDER_KNOWN,
    DATES_READ,
    IDS_WHOLE,
    NOT_CUT,
    NUMBERS_READ,
    TOTALS_AGREE,
    ordered,
    told,
)
from revops.store import Snapshot
from revops.tables import TABLES

#: Rows after which tools stop, with or without the header.
ROUND = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
#: The last row of a sheet; the lines above the header take a few of them.
SHEETS = (65_536, 1_048_576)
_ABOVE = 10
#: How far a total may be from the sum of the rows: vendors round each row.
_TOLERANCE = 0.005
_ORDER = "order of day and month"
_BY_KIND = {"date": DATES_READ, "number": NUMBERS_READ}
_FILE = pl.col("from_file").str.extract(r"([^/\\]+)$")


def _unread(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    """Count the cells of each kind that could not be read."""
    unsure = (
        snapshot.rejected.filter(pl.col("reason").str.contains(_ORDER, literal=True))
        .group_by("table", "column", "from_file")
        .agg(n_unsure=pl.len().cast(pl.Int64))
    )
    read = snapshot.readings.join(
        unsure, on=["table", "column", "from_file"], how="left", maintain_order="left"
    ).with_columns(pl.min_horizontal(pl.col("n_unsure").fill_null(0), "n_refused"))
    cells = read.filter(pl.col("kind").is_in(list(_BY_KIND)))
    for (table, kind), part in cells.group_by("table", "kind", maintain_order=True):
        counted = {_BY_KIND[str(kind)]: pl.col("n_refused") - pl.col("n_unsure")}
        if kind == "date":
            counted[DATE_ORDER_KNOWN] = pl.col("n_unsure")
        for one, expr in counted.items():
            bad = part.select("from_file", "header", "n_cells", n=expr)
            where = bad.filter(pl.col("n") > 0).select(
                pl.format("{} '{}': {} of {}", _FILE, "header", "n", "n_cells")
            )
            n_rows, n_failed = int(bad["n_cells"].sum()), int(bad["n"].sum())
            examples = where.to_series().to_list()
            yield told(one, str(table), n_rows=n_rows, n_failed=n_failed, examples=examples)


def _ids(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    """Count the ids that a spreadsheet shortened; a reading names them only where there are."""
    lost = snapshot.readings.filter(pl.col("kind") == "id", pl.col("n_refused") > 0)
    read = snapshot.ledger.filter(pl.col("step") == "read")
    for table in snapshot.tables:
        own = lost.filter(pl.col("table") == table)
        where = own.select(pl.format("{} '{}': {}", _FILE, "header", "n_refused"))
        n_rows = int(read.filter(pl.col("table") == table)["n_rows"].sum())
        n_failed, examples = int(own["n_refused"].sum()), where.to_series().to_list()
        yield told(IDS_WHOLE, table, n_rows=n_rows, n_failed=n_failed, examples=examples)


def is_cut(n_rows: pl.Expr) -> pl.Expr:
    """Say whether a file of so many rows ends at a limit.

    >>> files = pl.DataFrame({"n": [10_000, 9_999, 9_998, 1_048_572, 70_000]})
    >>> files.select(is_cut(pl.col("n")))["n"].to_list()
    [True, True, False, True, False]
    """
    at_sheet = [n_rows.is_between(last - _ABOVE, last) for last in SHEETS]
    return n_rows.is_in(ROUND) | (n_rows + 1).is_in(ROUND) | pl.any_horizontal(at_sheet)


def _cut(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    """Count the files that end at a limit of rows."""
    held = pl.col("n_rows") + pl.col("n_totals")
    fed = snapshot.files.explode("tables", empty_as_null=True).drop_nulls("tables")
    fed = fed.filter(pl.col("tables").is_in(list(snapshot.tables)))
    for (table,), part in fed.group_by("tables", maintain_order=True):
        cut = part.filter(is_cut(held)).select(
            pl.format("{}: {} rows", pl.col("path").str.extract(r"([^/\\]+)$"), held)
        )
        examples = cut.to_series().to_list()
        yield told(NOT_CUT, str(table), n_rows=part.height, n_failed=cut.height, examples=examples)


def _table_of(tables: pl.Series, column: str) -> str | None:
    """Name the table that a summed column of a file belongs to."""
    held = (str(name) for some in tables.to_list() for name in some)
    return next((name for name in held if column in TABLES[name].columns), None)


def _totals(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    """Count the columns of files that add up to none of the file's own totals."""
    own, added = pl.col("own_total").cast(pl.Float64), pl.col("rows_sum").cast(pl.Float64)
    agrees = ((own - added).abs() <= _TOLERANCE * own.abs() + 1e-9).any()
    columns = snapshot.sums.group_by("from_file", "column", "header", maintain_order=True).agg(
        agrees=agrees, told=pl.format("rows {}, total {}", added.first(), own.last())
    )
    by_table: dict[str, list[tuple[str, bool]]] = {}
    for row in columns.with_columns(file=_FILE).to_dicts():
        fed = snapshot.files.filter(path=row["from_file"])["tables"]
        if table := _table_of(fed, row["column"]):
            line = f"{row['file']} '{row['header']}': {row['told']}"
            by_table.setdefault(table, []).append((line, row["agrees"]))
    for table, lines in by_table.items():
        off = [line for line, is_right in lines if not is_right]
        yield told(TOTALS_AGREE, table, n_rows=len(lines), n_failed=len(off), examples=off)


def of_files(snapshot: Snapshot) -> pl.DataFrame:
    """Judge what the files of a load tell: one row a table and kind, in the shape of a result."""
    return ordered([*_unread(snapshot), *_ids(snapshot), *_cut(snapshot), *_totals(snapshot)])
