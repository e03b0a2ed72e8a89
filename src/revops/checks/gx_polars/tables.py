"""A frame and the tables that it refers to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from revops.checks.gx_polars.condition import FindDistinct, unknown

Frame = pl.DataFrame | pl.LazyFrame

#: What queries call the rows that are checked.
BATCH = "batch"


@dataclass(frozen=True, eq=False)
class Tables:
    """The rows to check, and related tables by name, for queries and comparisons.

    `distinct` gives all texts that a column of the rows holds, where they are few and known.

    >>> leads, accounts = pl.DataFrame({"account_id": ["A1"]}), pl.DataFrame({"id": ["A1"]})
    >>> list(Tables(leads, related={"accounts": accounts}).related)
    ['accounts']
    """

    frame: Frame
    related: Mapping[str, Frame] = field(default_factory=dict)
    distinct: FindDistinct = unknown

    def __post_init__(self) -> None:
        for name, frame in [("frame", self.frame), *self.related.items()]:
            if not isinstance(frame, pl.DataFrame | pl.LazyFrame):
                raise TypeError(f"{name} must be a Polars frame, not {type(frame).__name__}")
        if BATCH in self.related:
            raise ValueError(f"no related table can be called {BATCH!r}: queries call the rows so")
