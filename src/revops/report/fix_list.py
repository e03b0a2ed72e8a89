"""The rows to mend where the exports come from: one row a row and check that it fails.

Critical checks and warnings are listed, then cells that could not be read; what an info check
finds is for the record. Rows are named by vendor, record id, file and row. A value that names a
person is shown only where the workspace shows names.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import polars.selectors as cs

from revops.checks import Checked, judged_columns
from revops.defects import DEFECTS, ROW_VALUES
from revops.report.fix_cells import FIXES, cells_to_mend
from revops.report.privacy import PERSONAL, without_names
from revops.store import Snapshot, scans
from revops.tables import TABLES

_PROVENANCE = ("from_vendor", "from_file", "from_row")
_MENDED = ("critical", "warning")


def _as_text(zone: str) -> list[pl.Expr]:
    """Write cells as text: instants in the workspace's zone, amounts without spare zeros."""
    amount = cs.decimal().cast(pl.String).str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".")
    instant = cs.datetime().dt.convert_time_zone(zone).dt.strftime("%Y-%m-%d %H:%M")
    others = cs.all() - cs.decimal() - cs.datetime() - cs.by_name("place", "from_row")
    return [amount, instant, others.cast(pl.String)]


def _joined(names: Sequence[str], *, named: bool = False) -> pl.Expr:
    """Put the cells of some columns beside each other, blank ones left out; null where all are.

    Where they are `named`, several cells say of which column each is.
    """
    if not names:
        return pl.lit(None, dtype=pl.String)
    label = named and len(names) > 1
    cells = [pl.format(f"{name}: {{}}", name) if label else pl.col(name) for name in names]
    text = pl.concat_str(cells, separator="; " if named else " | ", ignore_nulls=True)
    return pl.when(text != "").then(text)


def _columns(table: str, check: Mapping[str, Any]) -> list[str]:
    """Name the columns of the export that a check judges; the id among others says nothing."""
    judged = judged_columns(table, str(check["column"] or "").split(", "))
    return [name for name in judged if name not in TABLES[table].key] or judged


def _of_check(
    rows: pl.DataFrame, check: Mapping[str, Any], places: pl.Series, *, show_names: bool
) -> pl.DataFrame:
    """Give the rows of one check as lines to mend."""
    table = str(check["table"])
    judged = _columns(table, check)
    shown = [name for name in judged if show_names or name not in PERSONAL]
    failing = rows.filter(pl.col("place").is_in(places.implode()))
    ordered = failing.sort(pl.col("open_value").fill_null(0.0), "place", descending=[True, False])
    return ordered.select(
        *(pl.lit(check[name], dtype=pl.String).alias(name) for name in ("owner", "severity")),
        pl.lit(table).alias("table"),
        "from_vendor",
        _joined(TABLES[table].key).alias("record_id"),
        pl.lit(", ".join(judged) or None, dtype=pl.String).alias("column"),
        _joined(shown, named=True).alias("value"),
        pl.lit(check["description"], dtype=pl.String).alias("reason"),
        pl.col("open_value").round(2).alias("value_touched"),
        "from_file",
        "from_row",
        pl.lit(check["check_id"], dtype=pl.String).alias("check_id"),
    )


def _rows(snapshot: Snapshot, table: str, found: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Read the failing rows of a table, only the columns that are told of them."""
    judged = [name for check in found.drop("rows").to_dicts() for name in _columns(table, check)]
    names = dict.fromkeys((*_PROVENANCE, *TABLES[table].key, *judged))
    places = found["rows"].explode(empty_as_null=False).unique()
    every = scans(snapshot)[table].with_row_index("place")
    few = every.filter(pl.col("place").is_in(places.implode())).select("place", *names)
    return few.with_columns(_as_text(zone)).collect(engine="streaming").sort("place")


def _valued(rows: pl.DataFrame, table: str, values: pl.DataFrame | None) -> pl.DataFrame:
    """Add what rests on each row; null where nobody says."""
    told = (ROW_VALUES.to_frame() if values is None else values).filter(table=table).drop("table")
    return rows.join(told, on="place", how="left", maintain_order="left")


def _ordered(checked: Checked, defects: pl.DataFrame | None) -> pl.DataFrame:
    """Give the checks with rows to mend, what touches most money first, then by severity."""
    severity = pl.col("severity").replace_strict({"critical": 0}, default=1)
    priced = DEFECTS.to_frame() if defects is None else defects
    told = checked.results.filter(pl.col("severity").is_in(_MENDED))
    return (
        told.join(checked.failing.select("check_id", "rows"), on="check_id")
        .join(priced.select("check_id", "open_value"), on="check_id", how="left")
        .sort(
            pl.col("open_value").fill_null(0.0), severity, "table", "check_id",
            descending=[True, False, False, False],
        )
    )  # fmt: skip


def fix_list(
    snapshot: Snapshot,
    checked: Checked,
    *,
    zone: str = "UTC",
    show_names: bool = False,
    defects: pl.DataFrame | None = None,
    values: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Give one row a failing row and check: where it is, what is wrong, and who mends it.

    `defects` are the checks with their prices: those that touch most open pipeline come first,
    then critical before warning. `values` say what rests on each row, by which the rows of a
    check are ordered.
    """
    found = _ordered(checked, defects)
    tables = found.partition_by("table", as_dict=True)
    rows = {
        str(name): _valued(_rows(snapshot, str(name), part, zone), str(name), values)
        for (name,), part in tables.items()
    }
    parts = [
        _of_check(rows[check["table"]], check, places, show_names=show_names)
        for check, places in zip(found.drop("rows").to_dicts(), found["rows"], strict=True)
    ]
    cells = cells_to_mend(snapshot.rejected, show_names=show_names)
    return without_names(pl.concat([FIXES.to_frame(), *parts, cells]), show_names=show_names)
