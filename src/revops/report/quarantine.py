"""The quarantine folder: the rows that the last check set aside, a file a table.

    .revops/quarantine/<table>.csv     one row a row set aside: file, row, record id and reasons
    .revops/quarantine/about.json      which check it is of

The folder is replaced in one step at each check. It names rows and holds none: a row whose source
is mended comes back by itself with the next load, and its line is gone.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl

from revops.errors import Busy
from revops.report.downloads import csv_bytes
from revops.report.folder import built
from revops.report.privacy import without_names

FOLDER = "quarantine"
_ABOUT = "about.json"
_PLACE = ("from_vendor", "from_file", "from_row", "record_id")
#: How long another check of the same workspace may take to write the folder.
_SECONDS = 30.0


def set_aside_rows(quarantined: pl.DataFrame) -> pl.DataFrame:
    """Give one row a row set aside: where it is, and every reason.

    >>> told = {"table": ["leads"] * 2, "place": [4, 4], "record_id": ["L5", "L5"]}
    >>> told |= {"from_vendor": ["hubspot"] * 2, "from_file": ["contacts.csv"] * 2}
    >>> told |= {"from_row": [6, 6], "column": ["status", "created_at"], "raw": ["sold", None]}
    >>> told |= {"reason": ["Unknown status.", "No date."]}
    >>> set_aside_rows(pl.DataFrame(told)).select("table", "from_row", "reasons").rows()
    [('leads', 6, 'Unknown status. No date.')]
    """
    return quarantined.group_by("table", "place", maintain_order=True).agg(
        pl.col(*_PLACE).first(),
        pl.col("column").unique(maintain_order=True).str.join(", ").alias("columns"),
        pl.col("reason").unique(maintain_order=True).str.join(" ").alias("reasons"),
        pl.col("raw").drop_nulls().str.join("; ").replace("", None).alias("values"),
    )


def n_set_aside(quarantined: pl.DataFrame) -> dict[str, int]:
    """Count the rows set aside, by table."""
    counted = quarantined.group_by("table", maintain_order=True).agg(pl.col("place").n_unique())
    return dict(counted.iter_rows())


def is_about(state: Path, about: Mapping[str, Any]) -> bool:
    """Say whether the folder is that of a check: of all that `about` says of it."""
    with suppress(OSError, ValueError):
        told = json.loads((state / FOLDER / _ABOUT).read_text("utf-8"))
        return all(told.get(key) == value for key, value in about.items())
    return False


def write_quarantine(
    state: Path, quarantined: pl.DataFrame, about: Mapping[str, Any], *, show_names: bool = False
) -> None:
    """Replace the folder by the rows that a check set aside, unless it is of that check already.

    Where a program holds one of its files open the old folder stays: no check fails over that,
    and `is_about` tells.
    """
    about = {**about, "show_names": show_names}
    if is_about(state, about):
        return
    rows = without_names(set_aside_rows(quarantined), show_names=show_names)
    with suppress(Busy), built(state / FOLDER, seconds=_SECONDS) as building:
        for (table,), part in rows.group_by("table", maintain_order=True):
            told = part.sort("place").drop("place", "table")
            (building / f"{table}.csv").write_bytes(csv_bytes(told))
        (building / _ABOUT).write_text(json.dumps(about, sort_keys=True) + "\n", "utf-8")
