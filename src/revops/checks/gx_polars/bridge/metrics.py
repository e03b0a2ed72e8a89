"""Registers every metric for Polars: a condition gives a family of them, an aggregate one.

A metric function gives a question and never raises: one that raised would make Great
Expectations plan all others again, three times.
"""

from collections.abc import Callable
from typing import Any

from great_expectations.core.metric_function_types import (
    MetricFunctionTypes,
    MetricPartialFunctionTypes,
)
from great_expectations.expectations.metrics.metric_provider import MetricProvider
from great_expectations.expectations.registry import (
    get_metric_kwargs,
    register_core_metrics,
    register_metric,
)
from great_expectations.validator.metric_configuration import MetricConfiguration

from revops.checks.gx_polars.aggregates import AGGREGATES
from revops.checks.gx_polars.bridge import family, queries, table
from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine
from revops.checks.gx_polars.column import columns_of
from revops.checks.gx_polars.condition import domain_columns
from revops.checks.gx_polars.expected import EXPECTED
from revops.checks.gx_polars.question import Question, Refused, Scope

Domain = dict[str, Any]
Ask = Callable[..., Question]
AskSomewhere = Callable[..., tuple[Scope, Question]]
_PARTIAL = MetricPartialFunctionTypes.AGGREGATE_FN
_NOWHERE = "no rows"


def _counted_by(partial: str) -> str | None:
    """Name the count that says whether a sample is needed."""
    name = partial.removesuffix(f".{_PARTIAL.metric_suffix}")
    mapped, _, suffix = name.rpartition(".")
    if name == partial:
        return None
    return f"{mapped}.unexpected_count" if suffix in family.SAMPLES else queries.WAITS.get(name)


class PolarsMetric(MetricProvider):
    """Says what a metric waits for: its question, and for a sample also the failing count."""

    @classmethod
    def _get_evaluation_dependencies(  # type: ignore[override]
        cls, metric: Any, configuration: Any = None, execution_engine: Any = None, **kwargs: Any
    ) -> dict[str, Any]:
        found: dict[str, Any] = super()._get_evaluation_dependencies(
            metric, configuration, execution_engine, **kwargs
        )
        if counted := _counted_by(metric.metric_name):
            values = {k: v for k, v in metric.metric_value_kwargs.items() if k != "result_format"}
            found["count"] = MetricConfiguration(counted, metric.metric_domain_kwargs, values)
        return found


def _of_the_batch(ask: Ask) -> AskSomewhere:
    """Ask the rows that the domain names."""
    return lambda engine, domain, *given: (engine.scope(domain), ask(engine, domain, *given))


def _partial(ask: AskSomewhere) -> Callable[..., tuple[Question, Domain, Domain]]:
    """Make a metric function of a question; what cannot be asked is a question refused."""

    def function(
        cls: type[MetricProvider],
        execution_engine: PolarsExecutionEngine,
        metric_domain_kwargs: Domain,
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        **_: Any,
    ) -> tuple[Question, Domain, Domain]:
        engine, domain = execution_engine, metric_domain_kwargs
        try:
            scope, question = ask(engine, domain, metric_value_kwargs, metrics)
        except Exception as error:  # kept as this question's answer
            nowhere = Scope(_NOWHERE, engine.batch(domain).frame)
            return Refused(error), {"scope": nowhere}, {}
        return question, {"scope": scope}, {}

    return function


def _register(name: str, keys: Domain, function: Callable[..., Any], *, partial: bool) -> None:
    common = (keys["metric_domain_keys"], keys["metric_value_keys"])
    who = (PolarsExecutionEngine, PolarsMetric)
    if partial:
        suffixed = f"{name}.{_PARTIAL.metric_suffix}"
        register_metric(suffixed, *common, *who, function, _PARTIAL)
        register_metric(name, *common, *who, None, MetricFunctionTypes.VALUE)
    else:
        register_metric(name, *common, *who, function, MetricFunctionTypes.VALUE)


def _family_keys(metric: str, suffix: str) -> Domain:
    """Give the keys of one of a condition's metrics: those of its count, for some a format."""
    keys = dict(get_metric_kwargs(f"{metric}.unexpected_count"))
    if suffix not in ("condition", "unexpected_count"):
        keys["metric_value_keys"] = (*keys["metric_value_keys"], "result_format")
    return keys


def _aggregate(name: str) -> Ask:
    def ask(engine: Any, domain: Domain, values: dict[str, Any], metrics: Any) -> Question:
        schema = engine.batch(domain).schema
        (column,) = columns_of(schema, domain_columns(domain))
        return AGGREGATES[name](column, **values)

    return ask


def register() -> None:
    """Register all metrics, under the keys that Great Expectations itself uses."""
    register_core_metrics()
    for metric in EXPECTED:
        for suffix, ask in family.QUESTIONS.items():
            keys = _family_keys(metric, suffix)
            _register(
                f"{metric}.{suffix}", keys, _partial(_of_the_batch(ask(metric))), partial=True
            )
        for suffix, function in family.DESCRIPTIONS.items():
            keys = _family_keys(metric, suffix)
            _register(f"{metric}.{suffix}", keys, function(metric), partial=False)
    for name in AGGREGATES:
        _register(
            name, get_metric_kwargs(name), _partial(_of_the_batch(_aggregate(name))), partial=True
        )
    for name, table_ask in table.QUESTIONS.items():
        _register(name, get_metric_kwargs(name), _partial(_of_the_batch(table_ask)), partial=True)
    for name, query_ask in queries.QUESTIONS.items():
        _register(name, get_metric_kwargs(name), _partial(query_ask), partial=True)
    for name, function in table.DESCRIPTIONS.items():
        _register(name, get_metric_kwargs(name), function, partial=False)


register()
