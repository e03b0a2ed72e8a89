"""How many questions are asked about noise, and how often is a planted story asked about?

    python benchmarks/questions.py [SEEDS]

Stable companies first: no story, no season, no growth, 200 years unless told, at 60 and at 15
leads a week. Every week of the last year is reviewed as on its Sunday; each question is a false
one. The peer is what charts do by themselves: plain XmR limits and eight weeks on one side, on
the same numbers.

Then each story in several sizes, on half as many years: it is found when a question about its own
measure, in its own direction, is asked in one of its weeks or in the week after. Stories that
move different measures are told in the same company, which saves half of the time. The exports are
drawn by the simulation, written as files and loaded as a workspace's are; nothing reaches the
questions but what they hold.
"""

import os
import sys
from collections.abc import Iterable
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.pool import Pool
from time import perf_counter

os.environ["POLARS_MAX_THREADS"] = "1"

import numpy as np
from questions_data import SUNDAY, TOGETHER, YEAR, Planted, drawn

from revops.alignment.unusual.asked import MOST, asked
from revops.alignment.unusual.series import Series
from revops.alignment.unusual.watched import WEEKS

MONTH = 52 / 12
#: Seeds below 100 were used while building.
STABLE_SEED, STORY_SEED = 1000, 5000
VOLUMES = (60, 15)


def at_week(every: Iterable[Series], back: int) -> list[Series]:
    """Give the series as a review of so many weeks ago sees them."""
    return [
        Series(one.measure, one.law, one.x[-WEEKS:], one.n[-WEEKS:], one.about)
        for one in (series.until(back) for series in every)
    ]


def plain(series: Series) -> int:
    """Count the questions of plain XmR limits and of eight weeks on one side, this week."""
    past, now = series.x[-27:-1], series.x[-1]
    centre, reach = past.mean(), 2.66 * np.abs(np.diff(past)).mean()
    last = series.x[-8:]
    run = (last > centre).all() or (last < centre).all()
    return int(abs(now - centre) > reach or run)


def false_questions(job: tuple[int, float]) -> tuple[int, int, int, int]:
    """Count a stable year's questions, ours and the peer's, the series, and weeks with any."""
    seed, per_week = job
    every = drawn(seed, per_week, ("none",))
    ours = peers = weeks = 0
    for back in range(YEAR):
        seen = at_week(every, back)
        n = len(asked(seen)[:MOST])
        ours, weeks, peers = ours + n, weeks + (n > 0), peers + sum(map(plain, seen))
    return ours, peers, len(every), weeks


def found(job: tuple[int, float, tuple[Planted, ...], int]) -> list[bool]:
    """Say for each story told in a company whether it is asked about in its weeks."""
    seed, per_week, together, size = job
    every = drawn(seed, per_week, tuple(one.told(size) for one in together))
    asked_on = {
        SUNDAY - timedelta(days=7 * back): {
            (one.series.measure, one.series.about, "up" if one.is_up else "down")
            for one, _ in asked(at_week(every, back))[:MOST]
        }
        for back in range(YEAR // 2)
    }
    return [
        any(
            one.first <= sunday <= one.last + timedelta(days=7) and moved & set(one.moves)
            for sunday, moved in asked_on.items()
        )
        for one in together
    ]


def tell_stable(pool: Pool, per_week: float, years: int) -> None:
    """Print the false questions a month."""
    jobs = [(STABLE_SEED + n, per_week) for n in range(years)]
    ours, peers, series, weeks = np.array(pool.map(false_questions, jobs, chunksize=2)).T
    doubt = 1.96 * ours.std() / np.sqrt(years) / YEAR * MONTH
    print(
        f"{per_week} leads a week, {years} stable years, {series.mean():.0f} measures: "
        f"{ours.mean() / YEAR * MONTH:.2f} +- {doubt:.2f} false questions a month, in "
        f"{weeks.mean() / YEAR:.1%} of weeks; plain XmR and runs: "
        f"{peers.mean() / YEAR * MONTH:.1f} a month",
        flush=True,
    )


def tell_found(pool: Pool, per_week: float, years: int) -> None:
    """Print how often each story is found in each size."""
    for together in TOGETHER:
        for size in range(len(together[0].sizes)):
            jobs = [(STORY_SEED + n, per_week, together, size) for n in range(years)]
            shares = np.array(pool.map(found, jobs, chunksize=2)).mean(axis=0)
            for one, share in zip(together, shares, strict=True):
                print(f"{per_week} leads a week, {one.told(size)}: found {share:.0%}", flush=True)


def main() -> None:
    """Print the false questions a month, then the power of each story and size."""
    start = perf_counter()
    years = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with get_context("spawn").Pool(2) as pool:
        for per_week in VOLUMES:
            tell_stable(pool, per_week, years)
        for per_week in VOLUMES:
            tell_found(pool, per_week, max(years // 2, 1))
    print(f"{perf_counter() - start:.0f} seconds")


if __name__ == "__main__":
    main()
