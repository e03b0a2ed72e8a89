"""How many distinct values columns have, within bounds of memory.

A rough count comes first, cheaply, with whatever else is asked. Where it is low, the values are
counted together; where it is high, one column at a time and some of its values at a time.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.question import Aggregate, Distinct, Scope

#: How many distinct values are held at a time; and how many of them are few.
VALUES_AT_A_TIME = 2_000_000
FEW = 100_000
Counted = tuple[Scope, Distinct, tuple[int, int]]


def rough_count(asked: Distinct) -> Aggregate:
    """Ask for the number of distinct values, roughly, and for that of all values."""
    values = asked.column.values
    both = pl.struct(values.hash().approx_n_unique().alias("rough"), values.count().alias("all"))
    return Aggregate(both, lambda told: (int(told["rough"]), int(told["all"])))


def _n_distinct(column: Column) -> pl.Expr:
    return column.values.n_unique() - (column.values.null_count() > 0).cast(pl.UInt32)


def _queries(asked: Counted) -> Iterator[pl.LazyFrame]:
    """Write the queries whose results add up to the count."""
    scope, question, (rough, _) = asked
    n_parts, part_of = -(-rough // VALUES_AT_A_TIME), question.column.values.hash()
    if n_parts <= 1:
        yield scope.rows().select(_n_distinct(question.column).alias("n"))
        return
    for part in range(n_parts):
        yield (
            scope.rows()
            .filter(part_of % n_parts == part)
            .select(_n_distinct(question.column).alias("n"))
        )


def _collect(queries: list[pl.LazyFrame]) -> list[int]:
    return [int(found["n"].item()) for found in pl.collect_all(queries, engine="streaming")]


def count_distinct(asked: Sequence[Counted]) -> list[Any]:
    """Answer the questions, in order.

    >>> from revops.checks.gx_polars.column import columns_of
    >>> frame = pl.LazyFrame({"lead_id": ["L1", "L2", "L1", None]})
    >>> (column,) = columns_of(frame.collect_schema(), ["lead_id"])
    >>> asked = Distinct(column, lambda n_distinct, n: (n_distinct, n))
    >>> count_distinct([(Scope("all", frame), asked, (2, 3))])
    [(2, 3)]
    """
    most = min(FEW, VALUES_AT_A_TIME)
    few = [n for n, (_, _, (rough, _)) in enumerate(asked) if rough <= most]
    together = _collect([query for n in few for query in _queries(asked[n])]) if few else []
    found = dict(zip(few, together, strict=True))
    for n, each in enumerate(asked):
        if n not in found:
            found[n] = sum(_collect([query])[0] for query in _queries(each))
    return [question.finish(found[n], n_all) for n, (_, question, (_, n_all)) in enumerate(asked)]
