"""Which checks can say anything about a frame: a missing or an empty column cannot be judged."""

from typing import Literal

from revops.checks.kinds import NOT_NULL
from revops.checks.rows import Rows
from revops.checks.suite import Check

Unanswered = Literal["missing column", "no data"]


def unanswered(check: Check, frame: Rows) -> Unanswered | None:
    """Say why a check cannot be answered; null when it can.

    A column that is not there is a missing column. Where all of a column's cells are null, the
    workspace's exports do not know it, and its checks have "no data": they neither pass nor
    fail. A critical not-null check is the exception: it fails. A check that lacks a value from
    outside (no earlier load sets one, nobody agreed on one) has no data either.
    """
    if any(name not in frame.columns for name in check.reads):
        return "missing column"
    if check.parameters:
        return "no data"
    if not check.columns:
        return None
    if frame.height and check.type == NOT_NULL and check.severity == "critical":
        return None
    return "no data" if any(frame.is_empty(name) for name in check.columns) else None
