"""The family of metrics that one condition gives: counts, samples, and the condition itself."""

from collections.abc import Callable
from typing import Any

import polars as pl
from great_expectations.constants import MAX_RESULT_RECORDS

from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine
from revops.checks.gx_polars.column import columns_of
from revops.checks.gx_polars.condition import Condition
from revops.checks.gx_polars.question import PLACE, Aggregate, Known, Question, Repeats, Sample

Ask = Callable[[PolarsExecutionEngine, dict[str, Any], dict[str, Any], dict[str, Any]], Question]
SAMPLES = ("unexpected_values", "unexpected_index_list", "unexpected_rows")


def _count(made: Condition) -> Question:
    if made.key is not None:
        return Repeats(made)
    return Aggregate(made.unexpected.sum(), int, own="query" if made.looks_around else "nothing")


def _judged(made: Condition) -> Question:
    return Aggregate(pl.len() if made.judged is None else made.judged.sum(), int)


def _limit(result_format: dict[str, Any]) -> int:
    if result_format["result_format"] == "COMPLETE":
        return MAX_RESULT_RECORDS
    return min(int(result_format["partial_unexpected_count"]), int(MAX_RESULT_RECORDS))


def _values(made: Condition, schema: pl.Schema, shown: dict[str, Any], pairs: bool) -> Sample:
    def as_tuples(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in rows]

    return Sample(made, made.value, _limit(shown), as_tuples if pairs else list)


def _rows(made: Condition, schema: pl.Schema, shown: dict[str, Any], pairs: bool) -> Sample:
    return Sample(made, pl.struct(*schema.names()), _limit(shown), list)


def _columnwise(names: list[str]) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    return lambda rows: [{name: [row[name] for row in rows] for name in names}]


def _places(made: Condition, schema: pl.Schema, shown: dict[str, Any], pairs: bool) -> Sample:
    """Ask for the failing rows' places, or for the columns that name a row."""
    complete = shown["result_format"] == "COMPLETE"
    limit = None if complete else shown["partial_unexpected_count"]
    named = shown.get("unexpected_index_column_names")
    if not named:
        return Sample(made, pl.col(PLACE), limit, list)
    names = [named] if isinstance(named, str) else list(named)
    columns_of(schema, names)  # a column that is not there is told as such
    if shown.get("exclude_unexpected_values"):
        return Sample(made, pl.struct(names), limit, _columnwise(names))
    every = dict.fromkeys([*(column.name for column in made.columns), *names])
    return Sample(made, pl.struct(*every), limit, list)


def _counted(of: Callable[[Condition], Question]) -> Callable[[str], Ask]:
    def for_metric(metric: str) -> Ask:
        return lambda engine, domain, values, metrics: of(engine.condition(metric, domain, values))

    return for_metric


def _sampled(of: Callable[..., Sample]) -> Callable[[str], Ask]:
    """Ask for a sample, and only where something failed."""

    def for_metric(metric: str) -> Ask:
        def ask(
            engine: PolarsExecutionEngine,
            domain: dict[str, Any],
            values: dict[str, Any],
            metrics: dict[str, Any],
        ) -> Question:
            if not metrics["count"]:
                return Known([])
            made, schema = engine.condition(metric, domain, values), engine.batch(domain).schema
            return of(made, schema, values["result_format"], "column_A" in domain)

        return ask

    return for_metric


#: What is asked of the data, by suffix of a metric's name.
QUESTIONS: dict[str, Callable[[str], Ask]] = {
    "unexpected_count": _counted(_count),
    "filtered_row_count": _counted(_judged),
    "unexpected_values": _sampled(_values),
    "unexpected_index_list": _sampled(_places),
    "unexpected_rows": _sampled(_rows),
}


def _condition(metric: str) -> Callable[..., Any]:
    """Give the condition itself, for whoever filters by it."""

    def function(
        cls: Any,
        execution_engine: PolarsExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        **_: Any,
    ) -> tuple[pl.Expr, dict[str, Any], dict[str, Any]]:
        domain = metric_domain_kwargs
        made = execution_engine.condition(metric, domain, metric_value_kwargs)
        return made.unexpected, domain, {}

    return function


def _query(metric: str) -> Callable[..., str]:
    """Write the condition down as a filter, to be read; of no condition, nothing."""
    condition = _condition(metric)

    def function(cls: Any, **kwargs: Any) -> str:
        try:
            return f"frame.filter({condition(cls, **kwargs)[0]})"
        except Exception:  # its count says what is wrong
            return ""

    return function


#: What is told without data, by suffix of a metric's name.
DESCRIPTIONS: dict[str, Callable[[str], Callable[..., Any]]] = {
    "condition": _condition,
    "unexpected_index_query": _query,
}
