"""How often does a 95 % interval of credit hold what it should?

    python benchmarks/attribution_coverage.py [SAMPLES] [REPLICATES]   (1,000 and 500 unless said)

Journeys come from a small chain of five channels; every fifth account has two. What an interval
should hold is the same model on a population so large that chance is gone, brought to the size
of a sample. Count credit is measured on samples of 1,000 accounts (about 300 wins), and then the
credit of value on samples with about 40 wins whose values are lognormal. The intervals are the
product's own. Coverage is the mean over channels; the extremes are those of single channels,
whose own chance error is 0.7 points at 1,000 samples.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution import credit, draws
from revops.metrics.account_bootstrap import account_totals

Floats = npt.NDArray[np.float64]
CHANNELS = ("call", "email", "paid_search", "referral", "webinar")
FIXED = ("first", "last", "linear", "position_based", "shapley")
LEARNT = ("markov", "shapley_rates")
BEGINS = np.array([0.05, 0.2, 0.45, 0.2, 0.1])
GOES = np.array(  # from (rows) to (columns)
    [
        [0.30, 0.30, 0.05, 0.05, 0.30],
        [0.20, 0.35, 0.15, 0.05, 0.25],
        [0.10, 0.35, 0.30, 0.05, 0.20],
        [0.35, 0.30, 0.05, 0.05, 0.25],
        [0.35, 0.30, 0.10, 0.05, 0.20],
    ]
)
GOES_ON, LONGEST, EFFECTS, BASE = 0.65, 12, np.array([0.9, 0.2, 0.3, 0.9, 0.7]), -2.2
ACCOUNTS, FEW = 1_000, 140  # about 300 wins, and about 40
POPULATION = 400_000


def journeys(n_accounts: int, seed: int) -> pl.DataFrame:
    """Draw accounts with one or two journeys of one to twelve touches each."""
    draw = np.random.default_rng(seed)
    account = np.repeat(np.arange(n_accounts), 1 + (draw.random(n_accounts) < 0.2))
    n = len(account)
    length = np.minimum(draw.geometric(1 - GOES_ON, n), LONGEST)
    at = np.empty((n, LONGEST), np.int64)
    at[:, 0] = np.searchsorted(BEGINS.cumsum()[:-1], draw.random(n))
    steps = GOES.cumsum(axis=1)[:, :-1]
    for k in range(1, LONGEST):
        at[:, k] = (draw.random(n)[:, None] > steps[at[:, k - 1]]).sum(axis=1)
    happened = np.arange(LONGEST)[None] < length[:, None]
    touched = np.stack([((at == c) & happened).any(axis=1) for c in range(len(CHANNELS))], axis=1)
    odds = BASE + touched @ EFFECTS + draw.normal(0, 0.5, n_accounts)[account]
    won = draw.random(n) < 1 / (1 + np.exp(-odds))
    row, position = np.nonzero(happened)
    return pl.DataFrame(
        {
            "account_id": account[row], "conversion_id": row, "position": position + 1,
            "path_length": length[row], "value": np.exp(draw.normal(0, 1, n))[row],
            "n_converted": won[row].astype(float), "n_lost": (~won)[row].astype(float),
            "channel": at[happened],
        }
    ).with_columns(
        pl.col("account_id").cast(pl.String),
        pl.col("conversion_id").cast(pl.String),
        pl.col("channel").replace_strict(dict(enumerate(CHANNELS)), return_dtype=pl.String),
    )  # fmt: skip


def _credit(walk: pl.DataFrame, model: str) -> pl.DataFrame:
    return credit(walk, model, **({"fewest": 0} if model in LEARNT else {}))


def estimand(model: str, column: str, population: pl.DataFrame) -> dict[str, float]:
    """Give each channel's credit on one account of a population without chance."""
    n = population.get_column("account_id").n_unique()
    sums = _credit(population, model).group_by("channel").agg(pl.col(column).sum() / n)
    return dict(sums.rows())


def interval(
    walk: pl.DataFrame, model: str, column: str, *, replicates: int, seed: int
) -> dict[str, tuple[float, float]]:
    """Give each channel's 95 % interval, as the product makes it."""
    shared = _credit(walk, model)
    if model in LEARNT:
        made = draws(walk, model, replicates=replicates, seed=seed, fewest=0)
        segments, totals = made.totals(shared, ["channel"], column)
    else:
        segments, totals = account_totals(
            shared, ["channel"], column, replicates=replicates, seed=seed
        )
    ends = np.quantile(totals, [0.025, 0.975], axis=1).T
    return {name: (low, high) for name, (low, high) in zip(segments["channel"], ends, strict=True)}


def held(
    seed: int, *, n: int, column: str, replicates: int, truth: dict[str, dict[str, float]]
) -> list[list[bool]]:
    """Say for each model (rows) and channel whether one sample's interval holds the truth."""
    walk = journeys(n, seed)
    found = []
    for model, known in truth.items():
        ends = interval(walk, model, column, replicates=replicates, seed=seed)
        missed = (0.0, 0.0)  # a channel without credit has no interval
        found.append(
            [ends.get(c, missed)[0] <= n * known[c] <= ends.get(c, missed)[1] for c in CHANNELS]
        )
    return found


def coverage(
    samples: int, *, n: int, column: str, replicates: int, population: int = POPULATION, jobs: int
) -> dict[str, Floats]:
    """Give each model's coverage of each channel."""
    large = journeys(population, 10**9)
    truth = {model: estimand(model, column, large) for model in (*FIXED, *LEARNT)}
    one = partial(held, n=n, column=column, replicates=replicates, truth=truth)
    if jobs == 1:
        every = [one(seed) for seed in range(samples)]
    else:
        with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
            every = list(pool.map(one, range(samples), chunksize=20))
    return dict(zip(truth, np.mean(np.array(every), axis=0), strict=True))


def main() -> None:
    """Measure the coverage of both, and print it."""
    given = [int(text) for text in sys.argv[1:]]
    samples, replicates = given + [1_000, 500][len(given) :]
    print(f"{samples:,} samples, {replicates} replicates\n")
    print("| model | count credit, 1,000 accounts | lowest, highest channel |"
          " value credit, about 40 wins | lowest, highest channel |")  # fmt: skip
    print("|---|--:|--:|--:|--:|")
    sides = [
        coverage(samples, n=n, column=column, replicates=replicates, jobs=2)
        for n, column in ((ACCOUNTS, "credit"), (FEW, "credited_value"))
    ]
    for model in sides[0]:
        shown = [f"{100 * each[model].mean():.1f} % | {100 * each[model].min():.1f}, "
                 f"{100 * each[model].max():.1f} %" for each in sides]  # fmt: skip
        print(f"| {model} | {' | '.join(shown)} |", flush=True)


if __name__ == "__main__":
    main()
