"""The results frame: one row a check, in the order of the tables and of their suite files."""

from collections.abc import Mapping

import polars as pl

from revops.checks.border import Outcome
from revops.checks.finding import NAMED, Finding, finding
from revops.checks.rows import Rows
from revops.checks.suite import Check, Suite
from revops.tables import TABLES

RESULTS = pl.Schema(
    {
        "check_id": pl.String(),
        "table": pl.String(),
        "column": pl.String(),
        "type": pl.String(),
        "severity": pl.String(),
        "owner": pl.String(),
        "guards": pl.List(pl.String()),
        "description": pl.String(),
        "status": pl.String(),
        "n_rows": pl.Int64(),
        "n_failed": pl.Int64(),
        "failed_share": pl.Float64(),
        "blocks": pl.Boolean(),
        "examples": pl.List(pl.String()),
    }
)


def _blocks(check: Check, found: Finding, tolerance: float) -> bool:
    """Say whether a critical check failed so that what it guards cannot be computed.

    A check of rows does when more than the tolerated share of them fail; one of the whole
    table, one whose column is missing and one that did not run always do.
    """
    if check.severity != "critical" or found.status in ("passed", "no data"):
        return False
    return found.failed_share is None or found.failed_share > tolerance


def _row(check: Check, suite: Suite, found: Finding) -> dict[str, object]:
    return {
        "check_id": check.meta.id,
        "table": suite.name,
        "column": ", ".join(check.columns) or None,
        "type": check.type,
        "severity": check.severity,
        "owner": check.meta.owner,
        "guards": check.meta.guards,
        "description": check.description,
        "status": found.status,
        "n_rows": found.n_rows,
        "n_failed": found.n_failed,
        "failed_share": found.failed_share,
        "blocks": _blocks(check, found, suite.tolerance),
        "examples": found.examples,
    }


def table_results(suite: Suite, frame: Rows, outcomes: Mapping[str, Outcome]) -> pl.DataFrame:
    """Give the results of one table's checks, in the order of its suite file."""
    named = _named(suite.name, frame, outcomes)
    rows = [
        _row(check, suite, finding(suite.name, check, frame, named, outcomes.get(check.meta.id)))
        for check in suite.expectations
    ]
    return pl.DataFrame(rows, schema=RESULTS)


def _named(table: str, frame: Rows, outcomes: Mapping[str, Outcome]) -> pl.DataFrame:
    """Read what names the first few failing rows of each check, all in one go."""
    shown = ("from_file", "from_row", *TABLES[table].key)
    few = {place for outcome in outcomes.values() for place in outcome.rows[:NAMED]}
    return frame.at(sorted(few), [name for name in shown if name in frame.columns])
