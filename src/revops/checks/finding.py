"""What is said of one check on one table: its status, its counts, and a few failing rows."""

from dataclasses import dataclass, field

import polars as pl

from revops.checks.answerable import unanswered
from revops.checks.border import Outcome
from revops.checks.provenance import places
from revops.checks.rows import Rows
from revops.checks.suite import Check

#: How many failing rows are named.
NAMED = 5


@dataclass(frozen=True)
class Finding:
    """One check's status: passed, failed, missing column, no data or error.

    >>> Finding("failed", n_rows=40, n_failed=2).failed_share
    0.05
    """

    status: str
    n_rows: int
    n_failed: int | None = None
    examples: list[str] = field(default_factory=list)

    @property
    def failed_share(self) -> float | None:
        """Give the share of the rows looked at that fail; null where rows aren't counted."""
        if self.n_failed is None or not self.n_rows:
            return None
        return self.n_failed / self.n_rows


def finding(
    table: str, check: Check, frame: Rows, named: pl.DataFrame, outcome: Outcome | None
) -> Finding:
    """Turn the engine's outcome into a finding; null is a check that could not be answered.

    `named` holds the rows that are named as examples.
    """
    if outcome is None:
        return Finding(unanswered(check, frame) or "error", frame.height)
    if outcome.status == "error":
        told = [f"the check did not run: {outcome.error}"]
        return Finding("error", outcome.n_rows, examples=told)
    nothing_judged = check.is_row_level and outcome.n_rows == outcome.n_missing
    return Finding(
        "no data" if nothing_judged and outcome.status == "passed" else outcome.status,
        outcome.n_rows,
        outcome.n_failed,
        places(table, named, outcome.rows[:NAMED]) if outcome.status == "failed" else [],
    )
