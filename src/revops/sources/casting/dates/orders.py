"""The order of day and month of each shape of a column, by what all its cells show together.

A part above 12 proves an order; a shape whose cells prove both, or none, is left to each row.
One cell is proof enough, for no other hand is in sight: the ordinary short column must be read.
Three doubts overrule a proof, all from one accident: a spreadsheet of another country turns the
cells whose day is at most 12 around, and leaves the others as they were.

- Too few days above 12. About 63 in 100 dates whose day is not their month's number have one.
  A share below 45 in 100 that chance gives less than once in 1,000 is of several hands.
- The months of all cells agree 20 times better when the open ones are turned around.
- A year of two digits that may as well stand first (`02-03-04`), unless a part rules it out or
  the other end spreads as days do.

What no doubt can see is an accident that left the same shape, in a file that covers whole years,
is not sorted and has no second date: such a file is read as its proof says.
"""

from collections.abc import Mapping
from math import lgamma, log

import polars as pl

from revops.sources.casting.dates.shapes import units
from revops.sources.casting.dates.written import DAY_FIRST, MONTH_FIRST

BY_ROW = "row"
_SHARE, _LEAST_SHARE, _CHANCE = 0.626, 0.45, log(1000)
_ODDS = log(20)
_PRIOR = 0.5
_DAYS_SPREAD, _YEARS_SPREAD = 15, 10
_LONGEST = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def _proves(day: str, month: str) -> pl.Expr:
    """Tell whether a cell can only be read with its day there."""
    longest = pl.col(month).replace_strict(_LONGEST, default=0, return_dtype=pl.Int32)
    return (pl.col(day) > 12) & (pl.col(day) <= longest)


IS_OPEN = (
    pl.col("a").is_between(1, 12) & pl.col("b").is_between(1, 12) & (pl.col("a") != pl.col("b"))
)
DAY_PROOF, MONTH_PROOF = _proves("a", "b"), _proves("b", "a")


def few_above(n_proof: int, n_open: int) -> bool:
    """Tell whether days above 12 are too rare for one hand (Chernoff's bound).

    >>> few_above(3, 9), few_above(1, 40)
    (False, True)
    """
    count = n_proof + n_open
    share = n_proof / count if count else 1.0
    if share >= _LEAST_SHARE:
        return False
    away = (1 - share) * log((1 - share) / (1 - _SHARE))
    if share:
        away += share * log(share / _SHARE)
    return count * away > _CHANCE


def _months_contradict(unit: pl.DataFrame, day: str, month: str) -> bool:
    """Tell whether all months agree better when the open cells are turned around.

    The two readings are compared as draws from one unknown distribution over the months, of which
    none is preferred (a Dirichlet prior): months that gather count for a reading.
    """
    proved, open_ = unit.filter(_proves(day, month)), unit.filter(IS_OPEN)

    def likelihood(place: str) -> float:
        months = pl.concat(
            [some.select("y", "n", m=part) for some, part in ((proved, month), (open_, place))]
        )
        counts = months.group_by("y", "m").agg(pl.col("n").sum()).get_column("n")
        return sum(map(lgamma, (counts + _PRIOR).to_list())) - len(counts) * lgamma(_PRIOR)

    return bool(likelihood(day) - likelihood(month) > _ODDS)


def _year_is_last(base: pl.DataFrame) -> bool:
    """Tell whether the year stands last: it does in four digits, and else by proof or spread."""
    if base["base"].str.slice(2, 1).item(0) == "4":
        return True
    last = base.select((MONTH_PROOF | (pl.col("y") > 31) | (pl.col("y") == 0)).any()).item()
    days, years = ((base[name].max(), base[name].min()) for name in ("a", "y"))
    spread = days[0] - days[1] > _DAYS_SPREAD and years[0] - years[1] <= _YEARS_SPREAD  # type: ignore[operator]
    return bool(last or spread)


def _verdict(unit: pl.DataFrame) -> str:
    """Say in which order a unit is written, or that each row has to tell."""
    counts = unit.select(
        day=pl.col("n").filter(DAY_PROOF).sum(),
        month=pl.col("n").filter(MONTH_PROOF).sum(),
        open=pl.col("n").filter(IS_OPEN).sum(),
    ).row(0, named=True)
    proof = counts["day"] + counts["month"]
    mixed = bool(counts["day"]) == bool(counts["month"])
    if mixed or unit["is_unsure"].any() or few_above(proof, counts["open"]):
        return BY_ROW
    order, places = (DAY_FIRST, ("a", "b")) if counts["day"] else (MONTH_FIRST, ("b", "a"))
    return BY_ROW if _months_contradict(unit, *places) else order


def decided(tallied: pl.DataFrame) -> dict[str, str]:
    """Give the order of each shape of a column; a shape whose year may stand first is left out.

    >>> from revops.sources.casting.dates.shapes import split, tally
    >>> decided(tally(split(pl.Series(["25/03/2024", "05/03/2024", "1-2-24"]))))
    {'//4day-0': 'day', '//4day00': 'day'}
    """
    known = units(tallied)
    orders = {}
    for _, base in known.group_by("base", maintain_order=True):
        if _year_is_last(base):
            for _, unit in base.group_by("unit", maintain_order=True):
                verdict = _verdict(unit)
                orders.update(dict.fromkeys(unit["key"].unique(maintain_order=True), verdict))
    return orders


def order(cells: pl.DataFrame, orders: Mapping[str, str]) -> pl.Series:
    """Say in which order each split cell is read: by its own parts, then as its shape is.

    >>> from revops.sources.casting.dates.shapes import split
    >>> cells = split(pl.Series(["25/03/2024", "05/05/2024", "05/03/2024", "25-03-24"]))
    >>> order(cells, {}).to_list()
    ['day', 'day', None, None]
    """
    key, a, b = pl.col("key"), pl.col("a"), pl.col("b")
    said = pl.col("said")
    is_year_last = said.is_not_null() | (key.str.slice(2, 1) == "4")
    known = key.replace_strict(dict(orders), default=None, return_dtype=pl.String)
    return (
        cells.with_columns(said=known)
        .select(
            order=pl.when(is_year_last & (b > 12))
            .then(pl.lit(MONTH_FIRST))
            .when(is_year_last & ((a > 12) | (a == b)))
            .then(pl.lit(DAY_FIRST))
            .when(said != BY_ROW)
            .then(said)
        )
        .to_series()
    )
