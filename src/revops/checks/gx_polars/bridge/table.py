"""Metrics of the whole table: rows, columns, types, and the first rows."""

from collections.abc import Callable
from typing import Any

import polars as pl

from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine
from revops.checks.gx_polars.question import Aggregate, Question


def _row_count(engine: Any, domain: Any, values: Any, metrics: Any) -> Question:
    return Aggregate(pl.len(), int)


def _schema(engine: PolarsExecutionEngine, domain: dict[str, Any]) -> pl.Schema:
    return engine.batch(domain).schema


def _columns(
    cls: Any, execution_engine: Any, metric_domain_kwargs: dict[str, Any], **_: Any
) -> list[str]:
    return _schema(execution_engine, metric_domain_kwargs).names()


def _column_count(
    cls: Any, execution_engine: Any, metric_domain_kwargs: dict[str, Any], **_: Any
) -> int:
    return len(_schema(execution_engine, metric_domain_kwargs))


def _column_types(
    cls: Any, execution_engine: Any, metric_domain_kwargs: dict[str, Any], **_: Any
) -> list[dict[str, Any]]:
    schema = _schema(execution_engine, metric_domain_kwargs)
    return [{"name": name, "type": dtype} for name, dtype in schema.items()]


def _head(
    cls: Any,
    execution_engine: PolarsExecutionEngine,
    metric_domain_kwargs: dict[str, Any],
    metric_value_kwargs: dict[str, Any],
    **_: Any,
) -> Any:
    """Give the first rows as the pandas frame that Great Expectations shows."""
    rows, n_rows = execution_engine.get_domain_records(metric_domain_kwargs), metric_value_kwargs
    if not n_rows.get("fetch_all"):
        rows = rows.head(5 if n_rows.get("n_rows") is None else n_rows["n_rows"])
    return rows.collect(engine="streaming").to_pandas()


QUESTIONS: dict[str, Callable[..., Question]] = {"table.row_count": _row_count}
DESCRIPTIONS: dict[str, Callable[..., Any]] = {
    "table.columns": _columns,
    "table.column_count": _column_count,
    "table.column_types": _column_types,
    "table.head": _head,
}
