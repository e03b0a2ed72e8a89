"""A number that cannot be given, and why; it passes through every step to the page."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from revops.metrics.metric import NotComputable


@dataclass(frozen=True)
class Unavailable:
    """What stands where a frame would stand; filtering or sorting it changes nothing.

    >>> missing = Unavailable(NotComputable("no lost deal is known"))
    >>> missing.filter(horizon_days=90) is missing
    True
    """

    reason: NotComputable

    def filter(self, *_: Any, **__: Any) -> "Unavailable":
        """Stay unavailable."""
        return self

    select = head = tail = sort = drop = drop_nulls = filter


Shown = pl.DataFrame | Unavailable
