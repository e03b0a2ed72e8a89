"""Data checks: one suite file a table, run behind one small border to Great Expectations.

`run` says what passed and what failed, sets rows aside that fail a critical check, and names the
metrics that are blocked. Critical is narrow: what is odd but true is a warning, stays in the
counts and is shown beside them.
"""

from revops.checks.ages import oldest, source_ages
from revops.checks.agreed import AGREED, agreed
from revops.checks.bounds import Bounds, bounds
from revops.checks.definitions import definitions
from revops.checks.failing import FAILING
from revops.checks.freshness import freshness, limits
from revops.checks.judged import judged_columns
from revops.checks.of_files import of_files
from revops.checks.of_loads import of_loads
from revops.checks.quarantine import QUARANTINED, kept
from revops.checks.results import RESULTS
from revops.checks.run import Checked, run
from revops.checks.suite import Check, Suite
from revops.checks.suites import load_suites

__all__ = [
    "AGREED",
    "FAILING",
    "QUARANTINED",
    "RESULTS",
    "Bounds",
    "Check",
    "Checked",
    "Suite",
    "agreed",
    "bounds",
    "definitions",
    "freshness",
    "judged_columns",
    "kept",
    "limits",
    "load_suites",
    "of_files",
    "of_loads",
    "oldest",
    "run",
    "source_ages",
]
