"""Where Great Expectations meets Polars. Importing this takes seconds: that library does.

Importing registers the metrics, the type expectations and `context.data_sources.add_polars`.
What Great Expectations does not promise, and is relied on: the registry of metrics by the name
of an engine's class, `MetricProvider._get_evaluation_dependencies`, `Datasource._add_asset`, and
`resolve_metric_bundle` being asked again, one metric at a time, after a failure. The equality
test guards them: the version is pinned exactly.
"""

import logging
import warnings

from revops.checks.gx_polars.lean import put_off, without_collecting

put_off("scipy", "stats")
with without_collecting(), warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import great_expectations  # first, and with its own warnings off

    _log = logging.getLogger("great_expectations.expectations.registry")
    _level = _log.level
    _log.setLevel(logging.ERROR)  # that a type expectation is taken over is logged as a warning
    from revops.checks.gx_polars.bridge import metrics, types  # noqa: F401 - registers
    from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine
    from revops.checks.gx_polars.bridge.rows import failing_places
    from revops.checks.gx_polars.bridge.source import PolarsDatasource
    from revops.checks.gx_polars.tables import Tables

    _log.setLevel(_level)

__all__ = [
    "PolarsDatasource",
    "PolarsExecutionEngine",
    "Tables",
    "failing_places",
    "great_expectations",
]
