"""Long columns a part at a time, so that what is made of a part stays near the processor."""

from collections.abc import Iterator
from typing import Any

import numpy.typing as npt
import polars as pl

_AT_ONCE = 2**16


def in_parts(column: pl.Series) -> Iterator[tuple[slice, npt.NDArray[Any]]]:
    """Give the rows of each part and its numbers; a part never crosses what is stored apart.

    >>> [(rows.stop, part.tolist()) for rows, part in in_parts(pl.Series([5, 6]))]
    [(2, [5, 6])]
    """
    done = 0
    for chunk in column.get_chunks():
        numbers = chunk.to_numpy()
        for start in range(0, len(numbers), _AT_ONCE):
            part = numbers[start : start + _AT_ONCE]
            yield slice(done, done + len(part)), part
            done += len(part)
