"""What `revops check --json` says, for machines: docs/checks_json.md states each field.

The shape has a name, `SCHEMA`. Fields may be added under one name; none is removed, renamed or
given another meaning without another one.
"""

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from revops.checks import RESULTS
from revops.errors import Problems, RevopsError
from revops.report.changes import CHANGES
from revops.report.without import guarded

SCHEMA = "revops.check.1"
_PRICES = {
    "open_value": "value_touched",
    "won_value": "won_value_touched",
    "spend_value": "spend_touched",
}
_NAMES = {
    "table": "table",
    "check_id": "name",
    "column": "column",
    "severity": "severity",
    "owner": "owner",
    "status": "status",
    "n_failed": "failing_rows",
    "n_rows": "rows",
    "failed_share": "share",
    "description": "description",
    "guards": "metrics",
    "blocks": "blocks",
    **_PRICES,
    "n_new": "new_rows",
    "n_persisting": "persisting_rows",
    "n_mended": "mended_rows",
    "compared": "compared",
    "first_load_seen": "failing_since",
    "examples": "examples",
}


def checks(
    results: pl.DataFrame, defects: pl.DataFrame, changes: pl.DataFrame
) -> list[dict[str, Any]]:
    """Give one object a check, in the order of the tables and of their suites."""
    prices = defects.select("check_id", *_PRICES)
    over = changes.select("check_id", *(n for n in CHANGES if n not in (*RESULTS, "was")))
    told = (
        results.join(prices, on="check_id", how="left", maintain_order="left")
        .join(over, on="check_id", how="left", maintain_order="left")
        .with_columns(pl.col("first_load_seen").cast(pl.String))
        .select(pl.col(name).alias(said) for name, said in _NAMES.items())
    )
    return [{**row, "metrics": guarded(row["metrics"], row["table"])} for row in told.to_dicts()]


def counts(results: pl.DataFrame, failed: pl.DataFrame) -> dict[str, int]:
    """Count the checks, those that found something, and these by severity."""
    by_severity = {
        name: failed.filter(severity=name).height for name in ("critical", "warning", "info")
    }
    return {"checks": results.height, "failed": failed.height, **by_severity}


def error_object(error: RevopsError) -> dict[str, Any]:
    """Say as an object that nothing could be checked, and why."""
    problems = error.problems if isinstance(error, Problems) else []
    told = {"kind": type(error).__name__, "message": str(error), "problems": problems}
    return {"schema": SCHEMA, "ok": False, "exit_code": error.exit_code, "error": told}


def written(told: Mapping[str, Any]) -> str:
    """Write an object as JSON: UTF-8, no NaN, keys in the order of the documentation."""
    return json.dumps(told, ensure_ascii=False, allow_nan=False, indent=2)
