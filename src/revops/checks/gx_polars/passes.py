"""One pass over the data: questions of the same rows share a query, and all queries one pass."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

import polars as pl

from revops.checks.gx_polars.failing import failing
from revops.checks.gx_polars.question import Aggregate, Sample, Scope
from revops.checks.gx_polars.repeats import Repeated

Key = Hashable
Shared = tuple[Key, Scope, Aggregate | Sample]
Find = Callable[[Scope, Sample], Repeated | None]


def _together(question: Aggregate | Sample, scope: Scope) -> Hashable:
    """Say which questions share a query."""
    if isinstance(question, Aggregate):
        return scope.name if question.own == "nothing" else id(question)
    return scope.name, id(question.condition), question.limit


def _query(asked: list[Shared], find: Find) -> pl.LazyFrame:
    """Write one query; its columns are the questions, in order."""
    _, scope, first = asked[0]
    named = [question.expr.alias(str(n)) for n, (_, _, question) in enumerate(asked)]
    if isinstance(first, Aggregate):
        return scope.rows().select(named)
    rows = failing(scope, first.condition, find(scope, first))
    return (rows if first.limit is None else rows.head(first.limit)).select(named)


def _read(asked: list[Shared], found: pl.DataFrame) -> dict[Key, Any]:
    """Read the answers off one query's result."""
    return {
        key: question.finish(column.item() if isinstance(question, Aggregate) else column.to_list())
        for (key, _, question), column in zip(asked, found.iter_columns(), strict=True)
    }


def run_pass(asked: Iterable[Shared], find: Find) -> Mapping[Key, Any]:
    """Answer all questions in one pass; raises if one of them cannot be answered."""
    groups: dict[Hashable, list[Shared]] = {}
    for one in asked:
        groups.setdefault(_together(one[2], one[1]), []).append(one)
    queries = [_query(group, find) for group in groups.values()]
    found = pl.collect_all(queries, engine="streaming")
    answers: dict[Key, Any] = {}
    for group, frame in zip(groups.values(), found, strict=True):
        answers |= _read(group, frame)
    return answers
