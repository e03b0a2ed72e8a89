"""Data checks: one suite file a table, run behind one small border to Great Expectations.

`run` says what passed and what failed, sets rows aside that fail a critical check, and names the
metrics that are blocked. Critical is narrow: what is odd but true is a warning, stays in the
counts and is shown beside them.
"""

from revops.checks.ages import oldest, source_ages
from revops.checks.freshness import freshness, limits
from revops.checks.quarantine import QUARANTINED
from revops.checks.results import RESULTS
from revops.checks.run import Checked, run
from revops.checks.suite import Check, Suite
from revops.checks.suites import load_suites

__all__ = [
    "QUARANTINED",
    "RESULTS",
    "Check",
    "Checked",
    "Suite",
    "freshness",
    "limits",
    "load_suites",
    "oldest",
    "run",
    "source_ages",
]
