"""Great Expectations is loaded without what nothing here uses, which still works when asked for."""

import subprocess
import sys

_TOLD = """
import gc, sys
from revops.checks.gx_polars import bridge
print("scipy.stats._stats_py" in sys.modules, gc.isenabled())
from scipy import stats
print(stats.norm.cdf(0), "scipy.stats._stats_py" in sys.modules)
"""


def test_statistics_are_loaded_when_they_are_used() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _TOLD], capture_output=True, text=True, check=True
    ).stdout.split()
    assert told == ["False", "True", "0.5", "True"]
