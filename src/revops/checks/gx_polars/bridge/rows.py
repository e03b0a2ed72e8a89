"""All rows that fail an expectation, outside of results, for those who set rows aside."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from great_expectations.expectations.registry import get_metric_kwargs

from revops.checks.gx_polars import failing
from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine
from revops.checks.gx_polars.bridge.queries import UNEXPECTED, selected
from revops.checks.gx_polars.condition import Condition
from revops.checks.gx_polars.question import PLACE, Scope


def _asked(engine: PolarsExecutionEngine, expectation: Any) -> tuple[Scope, Condition]:
    keys = get_metric_kwargs(
        f"{expectation.map_metric}.condition", configuration=expectation.configuration
    )
    domain, values = dict(keys["metric_domain_kwargs"]), dict(keys["metric_value_kwargs"])
    return engine.scope(domain), engine.condition(expectation.map_metric, domain, values)


def _places_by_query(engine: PolarsExecutionEngine, expectation: Any) -> pl.Series | None:
    """List the places of the batch's rows that a query returns; null where it returns no such rows.

    Asked of rows that carry their places, the query must return as many as it does without.
    """
    keys = get_metric_kwargs(f"{UNEXPECTED}.table", configuration=expectation.configuration)
    domain, sql = dict(keys["metric_domain_kwargs"]), keys["metric_value_kwargs"][UNEXPECTED]
    try:
        plain = selected(engine, domain, sql)
        placed = selected(engine, domain, sql, engine.scope(domain).placed_rows())
        wanted = [placed.select(PLACE), plain.select(pl.len())]
        places, counted = pl.collect_all(wanted, engine="streaming")
    except (ValueError, pl.exceptions.PolarsError):  # it cannot be run, with places or at all
        return None
    found = places[PLACE]
    whole = found.null_count() == 0 and len(found) == counted.item()
    return found.unique().sort() if whole else None


def failing_places(batch: Any, expectations: Sequence[Any]) -> list[pl.Series | None]:
    """List, for each expectation, the places of all rows that fail it.

    A map expectation always knows them. A query does when it returns rows of the batch whole
    (`SELECT * FROM {batch} WHERE ...`); for another one, and for what is asked of the table as a
    whole, there is null.
    """
    engine = batch.data.execution_engine
    mapped = [n for n, each in enumerate(expectations) if hasattr(each, "map_metric")]
    found = failing.failing_places([_asked(engine, expectations[n]) for n in mapped])
    told: dict[int, pl.Series | None] = dict(zip(mapped, found, strict=True))
    for n, each in enumerate(expectations):
        if hasattr(each, UNEXPECTED):
            told[n] = _places_by_query(engine, each)
    return [told.get(n) for n in range(len(expectations))]
