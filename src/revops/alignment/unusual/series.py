"""One measure, week by week, and by which law its weeks differ when nothing happens."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: `count`: events in the working days of a week; `share`: some of n; `measure`: a size.
Law = Literal["count", "share", "measure"]
DAYS = 7


@dataclass(frozen=True)
class Series:
    """The weeks of one measure, oldest first; the last is the week that is judged.

    `n` is what `x` is counted against: working days for a count, the whole for a share.
    """

    measure: str
    law: Law
    x: Floats
    n: Floats
    about: str = ""

    def until(self, back: int) -> "Series":
        """Give the same series as it stood so many weeks ago.

        >>> one = Series("n_won", "count", np.array([1.0, 2.0, 3.0]), np.ones(3))
        >>> one.until(1).x.tolist()
        [1.0, 2.0]
        """
        end = self.x.size - back
        return Series(self.measure, self.law, self.x[:end], self.n[:end], self.about)


def per_week(days: pl.Series, *, as_of: date, weeks: int, worth: pl.Series | None = None) -> Floats:
    """Count what falls into each week, oldest first; with `worth`, add that up instead.

    A week is seven days; the last one ends with the as-of day.

    >>> days = pl.Series([date(2026, 6, 30), date(2026, 6, 24), date(2026, 6, 23), None])
    >>> per_week(days, as_of=date(2026, 6, 30), weeks=3).tolist()
    [0.0, 1.0, 2.0]
    >>> per_week(days.clear(), as_of=date(2026, 6, 30), weeks=2).tolist()
    [0.0, 0.0]
    """
    if not weeks:
        return np.zeros(0)
    rows = days.alias("day").to_frame().with_columns(worth=pl.lit(1.0) if worth is None else worth)
    ago = ((pl.lit(as_of) - pl.col("day")).dt.total_days() // DAYS).alias("ago")
    found = rows.select(ago, pl.col("worth").fill_null(0.0)).filter(
        pl.col("ago") >= 0, pl.col("ago") < weeks
    )
    ago_, worth_ = (found.get_column(name).to_numpy() for name in ("ago", "worth"))
    return np.bincount(ago_, weights=worth_, minlength=weeks)[::-1].astype(np.float64)


def whole_weeks(days: pl.Series, *, as_of: date, most: int) -> int:
    """Count the weeks that lie wholly within what is known, from the first day on.

    >>> whole_weeks(pl.Series([date(2026, 6, 10)]), as_of=date(2026, 6, 30), most=52)
    3
    """
    first = days.min()
    return min(most, ((as_of - first).days + 1) // DAYS) if isinstance(first, date) else 0
