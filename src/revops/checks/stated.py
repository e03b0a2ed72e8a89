"""Checks that no suite file states: what files, readings and earlier loads tell of a table.

Their results have the shape of any other check's. Each is known by its kind, and its id is the
table and the kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from revops.checks.results import RESULTS
from revops.checks.suite import Severity
from revops.tables import TABLES
from revops.text import N_

#: How many examples are told.
SHOWN = 5


@dataclass(frozen=True)
class Kind:
    """One check that holds for every table that it can be asked of."""

    name: str
    severity: Severity
    description: str
    owner: Literal["marketing", "sales", "both"] = "both"


DATES_READ = Kind(
    "dates_read",
    "warning",
    N_("Every date can be read; one that is no date, such as 31/02/2026, is left blank."),
)
DATE_ORDER_KNOWN = Kind(
    "date_order_known",
    "warning",
    N_(
        "It is clear which part of a date is the day and which the month; a date such as "
        "01/09/2026 that nothing decides is left blank. Say date_format in the file's block of "
        "revops.toml."
    ),
)
NUMBERS_READ = Kind(
    "numbers_read",
    "warning",
    N_("Every number can be read; what is no number, such as 'to be agreed', is left blank."),
)
IDS_WHOLE = Kind(
    "ids_whole",
    "warning",
    N_(
        "No id was shortened by a spreadsheet (1.23457E+11); such rows can't be told apart. "
        "Export again, and don't save the file in a spreadsheet."
    ),
)
NOT_CUT = Kind(
    "export_not_cut",
    "warning",
    N_(
        "No file ends exactly at a limit of rows, such as 10,000 or 50,000; many tools stop there "
        "and say nothing. Export in parts."
    ),
)
TOTALS_AGREE = Kind(
    "totals_agree",
    "warning",
    N_(
        "The rows of a file add up to its own total; otherwise rows are missing, or the total is "
        "of something else."
    ),
)
IDS_KEPT = Kind(
    "ids_kept",
    "info",
    N_(
        "Every record of the load before is still there; the others were deleted, merged, or left "
        "out of the export."
    ),
)
KINDS = (
    DATES_READ,
    DATE_ORDER_KNOWN,
    NUMBERS_READ,
    IDS_WHOLE,
    NOT_CUT,
    TOTALS_AGREE,
    IDS_KEPT,
)


def told(
    kind: Kind, table: str, *, n_rows: int, n_failed: int, examples: Iterable[str]
) -> dict[str, object]:
    """Give one result: what was looked at, how much of it fails, and a few examples.

    >>> row = told(NOT_CUT, "leads", n_rows=2, n_failed=0, examples=[])
    >>> row["check_id"], row["status"]
    ('leads.export_not_cut', 'passed')
    """
    return {
        "check_id": f"{table}.{kind.name}",
        "table": table,
        "type": kind.name,
        "severity": kind.severity,
        "owner": kind.owner,
        "guards": ["*"],
        "description": kind.description,
        "status": "failed" if n_failed else "passed",
        "n_rows": n_rows,
        "n_failed": n_failed,
        "failed_share": n_failed / n_rows if n_rows else None,
        "blocks": False,
        "examples": list(examples)[:SHOWN] if n_failed else [],
    }


def ordered(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """Give results in the order of the tables, then of the kinds."""
    tables, kinds = list(TABLES), [kind.name for kind in KINDS]
    places = {"table": tables.index, "type": kinds.index}
    placed = sorted(rows, key=lambda row: [at(str(row[name])) for name, at in places.items()])
    return pl.DataFrame(placed, schema=RESULTS)
