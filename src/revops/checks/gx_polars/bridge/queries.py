"""Queries as metrics: their number of rows, their first rows, and another source to compare with.

`{batch}` in a query is the batch's rows that meet the row condition; related tables go by name.
"""

from typing import Any

import polars as pl
from great_expectations.constants import MAX_RESULT_RECORDS
from great_expectations.data_context.data_context.context_factory import project_manager
from great_expectations.execution_engine.sqlalchemy_execution_engine import (
    SqlAlchemyExecutionEngine,
)
from great_expectations.expectations.metrics.query_metric_provider import QueryMetricProvider
from great_expectations.expectations.metrics.query_metrics.query_data_source_table.query_data_source_table import (  # noqa: E501
    QueryDataSourceTable,
)

from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine
from revops.checks.gx_polars.query import QueryError, query
from revops.checks.gx_polars.question import Aggregate, Known, Question, Scope
from revops.checks.gx_polars.tables import BATCH

Values = dict[str, Any]
UNEXPECTED = "unexpected_rows_query"


def selected(
    engine: PolarsExecutionEngine, domain: Values, sql: str, rows: pl.LazyFrame | None = None
) -> pl.LazyFrame:
    """Give what a query selects from a batch's rows, or from rows that stand for them."""
    batch_rows = engine.scope(domain).rows() if rows is None else rows
    tables = {BATCH: batch_rows, **engine.batch(domain).related}
    return query(QueryMetricProvider._format_query(sql, batch=BATCH), tables)


def _first_rows(frame: pl.LazyFrame) -> tuple[Scope, Aggregate]:
    """Ask for the first rows, as many as Great Expectations shows."""
    first = frame.head(MAX_RESULT_RECORDS)
    rows = pl.struct(pl.all()).implode()
    return Scope(f"rows {id(first)}", first), Aggregate(rows, list)


def _n_rows(
    engine: PolarsExecutionEngine, domain: Values, values: Values, metrics: Values
) -> tuple[Scope, Question]:
    found = selected(engine, domain, values[UNEXPECTED])
    return Scope(f"count {id(found)}", found), Aggregate(pl.len(), int)


def _unexpected_rows(
    engine: PolarsExecutionEngine, domain: Values, values: Values, metrics: Values
) -> tuple[Scope, Question]:
    if not metrics["count"]:
        return engine.scope(domain), Known([])
    return _first_rows(selected(engine, domain, values[UNEXPECTED]))


def _base_rows(
    engine: PolarsExecutionEngine, domain: Values, values: Values, metrics: Values
) -> tuple[Scope, Question]:
    return _first_rows(selected(engine, domain, values["base_query"]))


def _of_a_database(values: Values, source: Any) -> list[Values]:
    """Ask a database, the way Great Expectations does."""
    found: list[Values] = (
        QueryDataSourceTable._get_sqlalchemy_records_from_substituted_batch_subquery(
            substituted_batch_subquery=values["comparison_query"],
            execution_engine=source.get_execution_engine(),
        )
    )
    return found


def _compared_rows(
    engine: PolarsExecutionEngine, domain: Values, values: Values, metrics: Values
) -> tuple[Scope, Question]:
    """Ask the source to compare with: this one's related tables, Parquet files, a database."""
    source = project_manager.get_datasources()[values["comparison_data_source_name"]]
    if issubclass(source.execution_engine_type, SqlAlchemyExecutionEngine):
        return engine.scope(domain), Known(_of_a_database(values, source))
    if not issubclass(source.execution_engine_type, PolarsExecutionEngine):
        raise QueryError(f"{source.name!r} is neither a Polars source nor a database")
    tables = {each.name: pl.scan_parquet(each.path) for each in source.assets if _is_stored(each)}
    if source.get_execution_engine() is engine:
        tables |= engine.batch(domain).related
    return _first_rows(query(values["comparison_query"], tables))


def _is_stored(asset: Any) -> bool:
    return bool(asset.type == "parquet")


QUESTIONS = {
    f"{UNEXPECTED}.row_count": _n_rows,
    f"{UNEXPECTED}.table": _unexpected_rows,
    "base_query.table": _base_rows,
    "comparison_query.data_source_table": _compared_rows,
}
#: Metrics that wait for another one, which says whether anything failed.
WAITS = {f"{UNEXPECTED}.table": f"{UNEXPECTED}.row_count"}
