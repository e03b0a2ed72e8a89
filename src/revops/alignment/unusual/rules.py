"""The rules by which a measure stands out: a week, four weeks together, or a run of eight.

A week stands out where it lies outside the limits of a normal week. Four weeks are also held
against theirs together: where a measure counts one or two a week, no single week can stand out.
A run is eight weeks, the last of them this week, all on the same side of the weeks before
them. Where that is so, its surprise is that of the eight weeks' total: asking for both can
only make false alarms rarer than the test of the total alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from revops.alignment.unusual.laws import tails, usual_week
from revops.alignment.unusual.series import Floats, Series

Rule = Literal["week", "four_weeks", "run"]
#: Weeks that are taken for normal, and the fewest of them.
NORMAL, FEWEST = 26, 12
#: Over how many weeks each rule looks.
WEEKS: Mapping[Rule, int] = {"week": 1, "four_weeks": 4, "run": 8}


@dataclass(frozen=True)
class Signal:
    """How surprising one measure is by one rule: two-sided p, and which way it went.

    `x` of `n` is what the weeks brought (of a measure, what a usual one of them did); `past` the
    weeks that it was held against.
    """

    series: Series
    rule: Rule
    x: float
    n: float
    past: Series
    p: float
    is_up: bool

    @property
    def weeks(self) -> int:
        """Over how many weeks the rule looks."""
        return WEEKS[self.rule]


def judged(series: Series) -> list[Signal]:
    """Judge the last week of a series by each rule for which enough weeks are known.

    >>> steady = Series("n_won", "count", np.array([4.0] * 34), np.full(34, 5.0))
    >>> [(one.rule, round(one.p, 2)) for one in judged(steady)]
    [('week', 0.94), ('four_weeks', 0.97), ('run', 1.0)]
    """
    return [
        _judge(series, rule, weeks)
        for rule, weeks in WEEKS.items()
        if series.x.size >= weeks + FEWEST and _is_told(series, weeks)
    ]


def _is_told(series: Series, weeks: int) -> bool:
    """Say whether there is anything to judge: a share needs somebody in these weeks and before."""
    past = _past(series, weeks)
    return bool(series.law != "share" or (series.n[-weeks:].sum() > 0 and past.n.sum() > 0))


def _past(series: Series, weeks: int) -> Series:
    """Give the weeks that are taken for normal: those right before the ones judged."""
    kept = slice(max(series.x.size - weeks - NORMAL, 0), series.x.size - weeks)
    return Series(series.measure, series.law, series.x[kept], series.n[kept], series.about)


def _judge(series: Series, rule: Rule, weeks: int) -> Signal:
    """Judge the last weeks together."""
    past, x, n = _past(series, weeks), series.x[-weeks:], series.n[-weeks:]
    total = usual_week(x) if series.law == "measure" else float(x.sum())
    low, high = tails(np.array([total]), float(n.sum()), past, weeks)
    is_up = bool(high[0] < low[0])
    p = min(1.0, 2 * float(min(low[0], high[0])))
    if rule == "run" and not _on_one_side(x, n, past):
        p = 1.0
    return Signal(series, rule, total, float(n.sum()), past, p, is_up)


def _on_one_side(x: Floats, n: Floats, past: Series) -> bool:
    """Say whether every week lies strictly on the same side of the past weeks' mean."""
    if past.law == "measure":
        centre = np.full(x.size, np.median(past.x))
    else:
        centre = n * past.x.sum() / past.n.sum()
    return bool((x > centre).all() or (x < centre).all())
