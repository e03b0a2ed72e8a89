"""Refused cells: a number made of the cells that could be read would be too low.

A cell that the file cannot decide is refused and not guessed. A few are told and left out, as any
defect is; where they are more than the tolerated share of a column, what the column's own checks
guard is held back.
"""

from collections.abc import Mapping

import polars as pl

from revops.checks.results import RESULTS
from revops.checks.suite import Suite
from revops.text import N_

READ = N_(
    "Dates and numbers can be read; what a file cannot decide is refused, and a sum of the rest "
    "is too low. Say date_format or decimal in the file's block of revops.toml."
)


def refused(readings: pl.DataFrame, suites: Mapping[str, Suite]) -> pl.DataFrame:
    """Give a failed result for each column of which more than the tolerated share was refused."""
    counted = readings.group_by("table", "column", maintain_order=True).agg(
        pl.col("n_cells", "n_refused").sum(),
        examples=pl.format("{} '{}': {} of {}", "from_file", "header", "n_refused", "n_cells")
        .filter(pl.col("n_refused") > 0)
        .cast(pl.String),
    )
    rows = []
    for found in counted.filter(pl.col("n_refused") > 0).to_dicts():
        suite = suites.get(found["table"])
        guards = _guards(suite, found["column"]) if suite else []
        share = found["n_refused"] / max(found["n_cells"], 1)
        if suite and guards and share > suite.tolerance:
            rows.append(_result(found, guards, share))
    return pl.DataFrame(rows, schema=RESULTS)


def _guards(suite: Suite, column: str) -> list[str]:
    """Give the metrics that the checks of a column guard."""
    checks = (check for check in suite.expectations if column in check.columns)
    return list(dict.fromkeys(name for check in checks for name in check.meta.guards))


def _result(found: Mapping[str, object], guards: list[str], share: float) -> dict[str, object]:
    """Say of one column that too much of it could not be read."""
    return {
        "check_id": f"{found['table']}.{found['column']}_read",
        "table": found["table"],
        "column": found["column"],
        "type": "cells_read",
        "severity": "critical",
        "owner": "both",
        "guards": guards,
        "description": READ,
        "status": "failed",
        "n_rows": found["n_cells"],
        "n_failed": found["n_refused"],
        "failed_share": share,
        "blocks": True,
        "examples": found["examples"],
    }
