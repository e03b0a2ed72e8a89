"""The chance of each day spent at each landmark, worked out once for all deals that share it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.metrics.forecast_curves import Array, Curve


@dataclass(frozen=True)
class ChanceTable:
    """Chances within one horizon: a row a landmark and day, a column a set of weights.

    The last row is of deals of which nobody can tell: not a number. `starts` and `reaches` say
    where each landmark's rows begin, and which day is its last.
    """

    chances: Array
    starts: Mapping[str, int]
    reaches: Mapping[str, int]

    def rows(self, there: pl.DataFrame) -> npt.NDArray[np.int64]:
        """Find each deal's row, by its landmark and days."""
        at = [
            pl.col("landmark").replace_strict(known, default=None, return_dtype=pl.Int64)
            for known in (self.starts, self.reaches)
        ]
        days = pl.col("days").cast(pl.Int64)
        row = pl.when((days >= 0) & (days <= at[1])).then(at[0] + days)
        nobody = self.chances.shape[0] - 1
        return there.select(row.fill_null(nobody)).to_series().to_numpy()


def chance_table(found: Mapping[str, Curve], horizon: int) -> ChanceTable:
    """Work out the chances of a win within so many days.

    >>> import numpy as np
    >>> from revops.metrics.forecast_curves import Curve
    >>> won, still_open = np.array([[0.0], [0.5]]), np.array([[1.0], [0.5]])
    >>> table = chance_table({"demo": Curve(won, still_open, np.array([9, 9]))}, 1)
    >>> table.chances[:, 0].tolist()
    [0.5, 0.0, nan]
    >>> deals = pl.DataFrame({"landmark": ["demo", "demo", "other"], "days": [1, 7, 0]})
    >>> table.rows(deals).tolist()
    [1, 2, 2]
    """
    reaches = {name: curve.reach() for name, curve in found.items()}
    parts = [curve.chance(np.arange(reaches[name] + 1), horizon) for name, curve in found.items()]
    ends = np.cumsum([0, *(len(part) for part in parts)])
    nobody = np.full((1, next(iter(found.values())).won.shape[1]), np.nan)
    starts = dict(zip(found, (int(end) for end in ends), strict=False))
    return ChanceTable(np.vstack([*parts, nobody]), starts, reaches)


def chances(there: pl.DataFrame, found: Mapping[str, Curve], horizon: int) -> Array:
    """Give each deal's chance (rows) by each set of weights (columns); NaN where nobody tells."""
    table = chance_table(found, horizon)
    told: Array = table.chances[table.rows(there)]
    return told
