"""A sum is the same whatever order the rows come in, and so on any number of threads."""

import random

import polars as pl

from revops.metrics.grouping import exact_sum, summed


def test_a_sum_is_the_same_in_any_order() -> None:
    draw = random.Random(7)
    values = [draw.lognormvariate(3, 2) for _ in range(5_000)]
    whole, parts = set(), set()
    for _ in range(5):
        draw.shuffle(values)
        frame = pl.DataFrame({"channel": "email", "value": values})
        total = exact_sum(pl.col("value")).alias("total")
        whole.add(summed(frame, [], total)["total"].item())
        parts.add(summed(frame, ["channel"], total)["total"].item())
    assert len(whole) == 1
    assert parts == whole
