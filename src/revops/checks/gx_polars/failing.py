"""The rows that fail a condition: all of them or the first few, by the condition's expression."""

import polars as pl

from revops.checks.gx_polars.condition import Condition
from revops.checks.gx_polars.question import PLACE, Scope
from revops.checks.gx_polars.repeats import Repeated, repeated, suspects


def find_repeated(scope: Scope, condition: Condition) -> Repeated | None:
    """Find the repeated keys that a condition asks for; null when it asks for none."""
    if condition.key is None:
        return None
    rows = scope.rows()
    judged = rows if condition.judged is None else rows.filter(condition.judged)
    return repeated(judged, condition.key)


def failing(scope: Scope, condition: Condition, found: Repeated | None) -> pl.LazyFrame:
    """Give the failing rows, each with its place."""
    rows = scope.placed_rows()
    if condition.key is None or found is None:
        return rows.filter(condition.unexpected)
    among = suspects(rows, condition.key, found.hashes)
    if not found.hashes_tell:
        return among.filter(condition.unexpected)
    return among if condition.judged is None else among.filter(condition.judged)


def failing_places(asked: list[tuple[Scope, Condition]]) -> list[pl.Series]:
    """List the places of all failing rows, of each condition, in one pass.

    >>> from revops.checks.gx_polars.condition import condition
    >>> frame = pl.LazyFrame({"clicks": [1, None, 2, 1]})
    >>> single = condition(
    ...     "column_values.unique", frame.collect_schema(), {"column": "clicks"}, {}
    ... )
    >>> failing_places([(Scope("all", frame), single)])[0].to_list()
    [0, 3]
    """
    frames = [
        failing(scope, condition, find_repeated(scope, condition)).select(PLACE)
        for scope, condition in asked
    ]
    return [found[PLACE] for found in pl.collect_all(frames, engine="streaming")]
