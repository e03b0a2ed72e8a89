"""Cells that their column leaves open, decided by their row: by a second date, by neighbours.

Both need a rule that the sure cells keep without exception: one date is never after another
(in 20 rows or more), or the file is sorted by the column (8 sure cells or more). A cell is read
where exactly one of its two readings keeps every such rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from revops.sources.casting.dates.written import DAY_FIRST, MONTH_FIRST

PAIRS = (
    ("created_at", "closed_at"),
    ("created_at", "close_date"),
    ("created_at", "converted_at"),
    ("created_at", "routed_at"),
    ("created_at", "bounced_at"),
    ("created_at", "opted_out_at"),
    ("routed_at", "converted_at"),
    ("entered_at", "left_at"),
    ("starts_on", "ends_on"),
    ("review_on", "event_at"),
    ("from", "to"),
)
"""Columns of one row of which the first comes first, where the data agree."""
_LEAST_PAIRS, _LEAST_SORTED = 20, 8


@dataclass(frozen=True)
class Dates:
    """The days of one column: the sure ones, and both readings of the open ones."""

    sure: pl.Series
    day_first: pl.Series
    month_first: pl.Series


def _keeps(first: pl.Series, second: pl.Series) -> bool:
    """Tell whether the sure dates of two columns never stand the wrong way around."""
    both = (first <= second).drop_nulls()
    return len(both) >= _LEAST_PAIRS and bool(both.all())


def _by_pairs(name: str, known: Mapping[str, Dates], day: pl.Series) -> list[pl.Series]:
    """Tell for each rule with another column whether a reading keeps it; null where unknown."""
    found = []
    for first, second in PAIRS:
        if name not in (first, second) or not {first, second} <= known.keys():
            continue
        if _keeps(known[first].sure, known[second].sure):
            other = known[second if name == first else first].sure
            found.append(day <= other if name == first else day >= other)
    return found


def _by_neighbours(sure: pl.Series, day: pl.Series, *, at_ends: bool) -> list[pl.Series]:
    """Tell whether a reading stands between its sure neighbours, where the file is sorted.

    Before the first sure date and after the last there is one neighbour: `at_ends` asks it too.
    """
    known = sure.drop_nulls()
    if len(known) < _LEAST_SORTED or known.n_unique() < 3:
        return []
    before, after = sure.fill_null(strategy="forward"), sure.fill_null(strategy="backward")
    if not at_ends:
        day = day.set(before.is_null() | after.is_null(), None)
    if known.is_sorted():
        return [day >= before, day <= after]
    return [day <= before, day >= after] if known.is_sorted(descending=True) else []


def _holds(rules: Sequence[pl.Series], like: pl.Series) -> pl.Series:
    """Tell whether every known rule holds."""
    every = [rule.fill_null(True) for rule in rules]
    frame = pl.DataFrame({"all": like.is_not_null()}).with_columns(
        *(rule.alias(str(n)) for n, rule in enumerate(every))
    )
    return frame.select(pl.all_horizontal(pl.all())).to_series()


def by_row(name: str, known: Mapping[str, Dates], *, at_ends: bool = False) -> pl.Series:
    """Give the only order that each open cell of a column can have; null where both fit, or none.

    One neighbour is enough to doubt an order (`at_ends`), and not to read a cell by.

    >>> from datetime import date
    >>> days = [date(2024, 1, n) for n in range(13, 21)]
    >>> open_ = [None] * 8 + [date(2024, 2, 1), None]
    >>> turned = [None] * 8 + [date(2024, 1, 2), None]
    >>> sure = pl.Series([*days, None, date(2024, 2, 13)])
    >>> by_row("at", {"at": Dates(sure, pl.Series(open_), pl.Series(turned))})[8]
    'day'
    """
    dates = known[name]
    fits = {}
    for order, day in ((DAY_FIRST, dates.day_first), (MONTH_FIRST, dates.month_first)):
        rules = _by_pairs(name, known, day) + _by_neighbours(dates.sure, day, at_ends=at_ends)
        fits[order] = _holds(rules, day)
    frame = pl.DataFrame(fits)
    first, second = pl.col(DAY_FIRST), pl.col(MONTH_FIRST)
    only = (
        pl.when(first & ~second)
        .then(pl.lit(DAY_FIRST))
        .when(second & ~first)
        .then(pl.lit(MONTH_FIRST))
    )
    return frame.select(only.alias("order")).to_series()
