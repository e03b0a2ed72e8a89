"""The engine: Great Expectations' metrics, computed on lazy frames.

A metric function does not touch data; it gives a question. Great Expectations hands over all
questions that are ready at one time, and the engine answers them together.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import polars as pl
from great_expectations.core.batch import BatchMarkers
from great_expectations.core.batch_spec import PathBatchSpec, RuntimeDataBatchSpec
from great_expectations.core.id_dict import IDDict
from great_expectations.exceptions.exceptions import ExecutionEngineError, MetricResolutionError
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.row_conditions import Condition as RowCondition
from great_expectations.expectations.row_conditions import deserialize_row_condition

from revops.checks.gx_polars.answers import Answers
from revops.checks.gx_polars.bridge.batch import PolarsBatchData
from revops.checks.gx_polars.condition import Condition, condition
from revops.checks.gx_polars.question import Scope
from revops.checks.gx_polars.row_condition import row_filter
from revops.checks.gx_polars.tables import Tables

#: The parts of a domain that select rows; the others name columns.
_ROWS = ("batch_id", "table", "row_condition")


class PolarsExecutionEngine(ExecutionEngine[pl.Expr]):
    """Computes on `pl.LazyFrame`, without pandas."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._forget()
        super().__init__(*args, **kwargs)

    def _forget(self) -> None:
        """Drop all answers: a batch id does not name its data, two frames can share one."""
        self._metric_cache = {}
        self._answers = Answers()
        self._scopes: dict[str, Scope] = {}
        self._conditions: dict[tuple[str, str, str], Condition] = {}

    def get_batch_data_and_markers(self, batch_spec: Any) -> tuple[PolarsBatchData, BatchMarkers]:
        """Open what a batch names: a frame, or files to scan."""
        if isinstance(batch_spec, RuntimeDataBatchSpec):
            frame = batch_spec.batch_data
            batch_spec.batch_data = "PolarsFrame"  # a spec ends up in a result's JSON
        elif isinstance(batch_spec, PathBatchSpec):
            scan = getattr(pl, batch_spec.reader_method)
            related = batch_spec.reader_options["related"]
            frame = Tables(scan(batch_spec.path), {name: scan(p) for name, p in related.items()})
        else:
            raise ExecutionEngineError(f"unknown kind of batch: {type(batch_spec).__name__}")
        now = datetime.now(UTC)  # noqa: TID251 - Great Expectations asks when a batch was loaded
        return PolarsBatchData(self, frame), BatchMarkers(
            {"ge_load_time": now.strftime("%Y%m%dT%H%M%S.%fZ")}
        )

    def load_batch_data(self, batch_id: str, batch_data: Any) -> None:
        """Take a batch in, and forget what was known of another one."""
        if isinstance(batch_data, pl.DataFrame | pl.LazyFrame | Tables):
            batch_data = PolarsBatchData(self, batch_data)
        self._forget()
        super().load_batch_data(batch_id=batch_id, batch_data=batch_data)

    def unload(self) -> None:
        """Let go of all batches, so that their memory is free again."""
        self._forget()
        self.batch_manager.batch_data_cache.clear()
        self.batch_manager.reset_batch_cache()

    def batch(self, domain: dict[str, Any]) -> PolarsBatchData:
        """Find the batch that a domain names, else the active one."""
        batch_id = domain.get("batch_id") or self.batch_manager.active_batch_data_id
        found = self.batch_manager.batch_data_cache.get(batch_id or "")
        if not isinstance(found, PolarsBatchData):
            raise ExecutionEngineError(f"no batch {batch_id!r} is loaded")
        return found

    def scope(self, domain: dict[str, Any]) -> Scope:
        """Find the rows that a domain names."""
        rows = IDDict({key: domain[key] for key in _ROWS if domain.get(key)})
        name = str(rows.to_id())
        if name not in self._scopes:
            batch, where = self.batch(domain), domain.get("row_condition")
            other = domain.get("table")
            frame = batch.table(other) if other else batch.frame
            clause = None if where is None else self._clause(frame.collect_schema(), where)
            self._scopes[name] = Scope(name, frame, clause)
        return self._scopes[name]

    def condition(self, metric: str, domain: dict[str, Any], values: dict[str, Any]) -> Condition:
        """Give the condition of a map metric, the same one each time."""
        plain = {key: value for key, value in values.items() if key != "result_format"}
        name = (metric, str(IDDict(domain).to_id()), str(IDDict(plain).to_id()))
        if name not in self._conditions:
            batch = self.batch(domain)
            made = condition(metric, batch.schema, domain, plain, batch.distinct)
            self._conditions[name] = made
        return self._conditions[name]

    def get_domain_records(self, domain_kwargs: dict[str, Any]) -> pl.LazyFrame:
        """Give the rows that a domain names."""
        return self.scope(domain_kwargs).rows()

    def get_compute_domain(
        self,
        domain_kwargs: dict[str, Any],
        domain_type: Any,
        accessor_keys: Iterable[str] | None = None,
    ) -> tuple[pl.LazyFrame, dict[str, Any], dict[str, Any]]:
        """Give a domain's rows, what selects them, and the rest."""
        parts = self._partition_domain_kwargs(domain_kwargs, domain_type, accessor_keys)
        return self.get_domain_records(domain_kwargs), parts.compute, parts.accessor

    def resolve_metric_bundle(self, metric_fn_bundle: Iterable[Any]) -> dict[Any, Any]:
        """Answer the questions of many metrics together."""
        return self._answers.ask(
            {
                item.metric_configuration.id: (
                    item.compute_domain_kwargs["scope"],
                    item.metric_fn,
                )
                for item in metric_fn_bundle
            }
        )

    def _process_direct_and_bundled_metric_computation_configurations(
        self, *given: Any, **options: Any
    ) -> dict[Any, Any]:
        """Tell the failures one by one: Great Expectations gives all of them the last one's words.

        It asks again after each; the answers are kept, so that costs no pass over the data.
        """
        try:
            found: dict[Any, Any] = (
                super()._process_direct_and_bundled_metric_computation_configurations(
                    *given, **options
                )
            )
        except MetricResolutionError as error:
            why = {metric.id: self._answers.failure(metric.id) for metric in error.failed_metrics}
            first = next(iter(why.values()))
            if first is None:
                raise
            alike = [m for m in error.failed_metrics if str(why[m.id]) == str(first)]
            raise MetricResolutionError(message=str(first), failed_metrics=alike) from first
        return found

    def _clause(self, schema: pl.Schema, where: Any) -> pl.Expr:
        found = deserialize_row_condition(where)
        if not isinstance(found, RowCondition):
            raise ExecutionEngineError("row_condition must be an object, not text")
        return row_filter(schema, found.dict())

    def _comparison_condition_to_filter_clause(self, condition: RowCondition) -> pl.Expr:
        return self._clause(self.batch({}).schema, condition)

    def _nullity_condition_to_filter_clause(self, condition: RowCondition) -> pl.Expr:
        return self._clause(self.batch({}).schema, condition)

    def _and_condition_to_filter_clause(self, condition: RowCondition) -> pl.Expr:
        return self._clause(self.batch({}).schema, condition)

    def _or_condition_to_filter_clause(self, condition: RowCondition) -> pl.Expr:
        return self._clause(self.batch({}).schema, condition)
