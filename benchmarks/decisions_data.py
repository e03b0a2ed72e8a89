"""Made-up weekly series of metrics that no decision moves, and the same with a move of known size.

Eleven kinds, from counts that vary more than chance to medians, shares over the last 90 days (whose
weeks overlap), states that pile up, and series with seasons or growth; 64 weeks before a decision,
one that is neither, and those since.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

BEFORE = 64
Values = NDArray[np.float64]
#: The values of many series, one a row; what each week's share is of, or None.
Series = tuple[Values, Values | None]
Random = np.random.Generator
_FIRST = date(2025, 1, 7)


def _busy(random: Random, shape: tuple[int, int], spread: float = 0.1) -> Values:
    """Give how much busier than usual each week is."""
    return np.exp(random.normal(0, spread, shape))


def count(mean: float, growth: float = 0.0, season: float = 0.0) -> Callable[..., Series]:
    """Make weekly counts; `growth` in 18 months, `season` as the height of a year's wave."""

    def made(random: Random, shape: tuple[int, int], moved: Values) -> Series:
        weeks = np.arange(shape[1])
        wave = 1 + season * np.sin(2 * np.pi * (weeks / 52 + random.random((shape[0], 1))))
        level = mean * (1 + growth) ** (weeks / 78) * wave
        return random.poisson(level * _busy(random, shape) * (1 + moved)).astype(float), None

    return made


def share(n: float, usual: float = 0.3) -> Callable[..., Series]:
    """Make weekly shares of about n cases, whose chance differs a little from week to week."""

    def made(random: Random, shape: tuple[int, int], moved: Values) -> Series:
        cases = random.poisson(n, shape)
        odds = np.log(usual / (1 - usual)) + random.normal(0, 0.15, shape)
        chance = np.clip(1 / (1 + np.exp(-odds)) + moved * usual, 0, 1)
        with np.errstate(invalid="ignore"):
            return random.binomial(cases, chance) / cases, cases.astype(float)

    return made


def median(random: Random, shape: tuple[int, int], moved: Values) -> Series:
    """Make the medians of 20 waits a week."""
    waits = random.lognormal(1, 1, (*shape, 20)) * (1 + moved)[..., None]
    return np.median(waits, 2), None


def last_90_days(random: Random, shape: tuple[int, int], moved: Values) -> Series:
    """Make shares of all cases of the last 13 weeks, about 20 a week."""
    wide = (shape[0], shape[1] + 12)
    cases = random.poisson(20, wide)
    chance = np.clip(0.3 * (1 + np.pad(moved, ((0, 0), (12, 0)))), 0, 1)
    right = random.binomial(cases, chance)
    windows = [np.lib.stride_tricks.sliding_window_view(of, 13, axis=1) for of in (right, cases)]
    return windows[0].sum(2) / windows[1].sum(2), None


def since_the_beginning(random: Random, shape: tuple[int, int], moved: Values) -> Series:
    """Make shares of all cases since the first week."""
    cases = random.poisson(20, shape)
    right = random.binomial(cases, np.clip(0.3 * (1 + moved), 0, 1))
    return np.cumsum(right, 1) / np.maximum(np.cumsum(cases, 1), 1), None


def piling_up(random: Random, shape: tuple[int, int], moved: Values) -> Series:
    """Make a state that a little more enters than leaves: a queue."""
    steps = random.poisson(6 * (1 + moved)) - random.poisson(5, shape)
    return 50 + np.cumsum(steps, 1).astype(float), None


def remembering(random: Random, shape: tuple[int, int], moved: Values) -> Series:
    """Make a state that keeps 0.6 of its distance from the usual from week to week."""
    level = random.normal(size=shape)
    for week in range(1, shape[1]):
        level[:, week] = 0.6 * level[:, week - 1] + 0.8 * level[:, week]
    return 10 + level + 10 * moved, None


KINDS: Mapping[str, Callable[..., Series]] = {
    "count, 12 a week": count(12),
    "count, 60 a week": count(60),
    "count, 60 a week, with a season of 15 %": count(60, season=0.15),
    "count, 50 a week, growing by a third in 18 months": count(50, growth=1 / 3),
    "share of 10 cases a week": share(10),
    "share of 25 cases a week": share(25),
    "share of 60 cases a week": share(60),
    "median of 20 waits a week": median,
    "share of the last 90 days": last_90_days,
    "share since the beginning": since_the_beginning,
    "queue that piles up": piling_up,
    "level that remembers": remembering,
}


def weeks(
    kind: str, random: Random, *, series: int, since: int = 8, before: int = BEFORE, by: float = 0.0
) -> pl.DataFrame:
    """Give series as `own_limits` takes them; from the decision on, each level is moved by a part.

    Columns: decision_id, day, is_before, way, value, n.
    """
    shape = (series, before + 1 + since)
    moved = np.broadcast_to(np.where(np.arange(shape[1]) >= before, by, 0.0), shape)
    values, cases = KINDS[kind](random, shape, moved)
    days = [_FIRST + timedelta(weeks=week) for week in range(shape[1])]
    rows = pl.DataFrame(
        {
            "decision_id": np.repeat(np.arange(series), shape[1]),
            "week": np.tile(np.arange(shape[1]), series),
            "day": days * series,
            "value": values.ravel(),
            "n": None if cases is None else cases.ravel(),
        },
        schema_overrides={"n": pl.Float64},
    )
    way = pl.lit("state" if cases is None else "share")
    told = rows.with_columns(pl.col("value").fill_nan(None), way=way)
    kept = told.filter(pl.col("week") != before)
    return kept.with_columns(is_before=pl.col("week") < before).drop("week")
