"""All rows that fail an expectation, outside of results, for those who set rows aside."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from great_expectations.expectations.registry import get_metric_kwargs

from revops.checks.gx_polars import failing
from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine
from revops.checks.gx_polars.condition import Condition
from revops.checks.gx_polars.question import Scope


def _asked(engine: PolarsExecutionEngine, expectation: Any) -> tuple[Scope, Condition]:
    keys = get_metric_kwargs(
        f"{expectation.map_metric}.condition", configuration=expectation.configuration
    )
    domain, values = dict(keys["metric_domain_kwargs"]), dict(keys["metric_value_kwargs"])
    return engine.scope(domain), engine.condition(expectation.map_metric, domain, values)


def failing_places(batch: Any, expectations: Sequence[Any]) -> list[pl.Series]:
    """List, for each map expectation, the places of all rows that fail it."""
    engine = batch.data.execution_engine
    return failing.failing_places([_asked(engine, expectation) for expectation in expectations])
