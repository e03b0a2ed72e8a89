"""Row conditions, in the shape that suite files have, as filters.

As with Great Expectations on pandas, `!=` and `NOT_IN` keep rows without a value, and the other
comparisons drop them.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, or_
from typing import Any

import polars as pl

from revops.checks.gx_polars.column import columns_of
from revops.checks.gx_polars.values import literal, literals

_COMPARED: dict[str, Callable[[pl.Expr, Any], pl.Expr]] = {
    "==": eq,
    "!=": pl.Expr.ne_missing,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_JOINED = {"and": and_, "or": or_}


def _comparison(schema: pl.Schema, condition: Mapping[str, Any]) -> pl.Expr:
    (column,) = columns_of(schema, [condition["column"]["name"]])
    operator, parameter = str(condition["operator"]), condition["parameter"]
    if operator in ("IN", "NOT_IN"):
        found = column.values.is_in(literals(parameter, column.dtype).implode()).fill_null(False)
        return found if operator == "IN" else ~found
    return _COMPARED[operator](column.values, literal(parameter, column.dtype))


def row_filter(schema: pl.Schema, condition: Mapping[str, Any]) -> pl.Expr:
    """Write a row condition as a filter.

    >>> won = {"type": "comparison", "column": {"name": "s"}, "operator": "!=", "parameter": "won"}
    >>> frame = pl.DataFrame({"s": ["won", "lost", None]})
    >>> frame.filter(row_filter(frame.schema, won))["s"].to_list()
    ['lost', None]
    """
    kind = condition["type"]
    if kind in _JOINED:
        parts = (row_filter(schema, part) for part in condition["conditions"])
        return reduce(_JOINED[kind], parts)
    if kind == "nullity":
        (column,) = columns_of(schema, [condition["column"]["name"]])
        return column.is_missing if condition["is_null"] else ~column.is_missing
    return _comparison(schema, condition)
