"""How long does Aalen-Johansen take over 100 segments, against lifelines in a loop?

    python benchmarks/incidence.py [SEGMENTS] [LEADS_IN_EACH]

Both sides give the share won, the share lost and the variance of each, day by day, for every
segment. Days are whole, so there are ties: lifelines moves them apart at random first, which is
part of its way. The two take turns within one run; compare their ratio, not their seconds.
"""

import sys
import warnings
from time import perf_counter

import numpy as np
import polars as pl
from lifelines import AalenJohansenFitter

from revops.metrics.incidence import incidence


def drawn(n_segments: int, n_each: int) -> pl.DataFrame:
    """Draw leads with both outcomes and censoring; one in eight is won."""
    random = np.random.default_rng(1)
    n = n_segments * n_each
    return pl.DataFrame(
        {
            "segment": np.arange(n) % n_segments,
            "days": random.integers(0, 400, n),
            "cause": random.choice([0, 1, 2], n, p=[0.5, 0.125, 0.375]),
        }
    )


def ours(times: pl.DataFrame) -> float:
    """Time one call for all segments."""
    start = perf_counter()
    incidence(times, ["segment"])
    return perf_counter() - start


def peer(times: pl.DataFrame) -> float:
    """Time lifelines, one segment and one cause after the other."""
    parts = [
        (part["days"].to_numpy(), part["cause"].to_numpy())
        for part in times.partition_by("segment", maintain_order=True)
    ]
    start = perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it moves ties apart
        for days, cause in parts:
            for event in (1, 2):
                AalenJohansenFitter(seed=1).fit(days, cause, event)
    return perf_counter() - start


def main(n_segments: int = 100, n_each: int = 2000) -> int:
    """Print both and the ratio; the exit code is 1 where it is below 20."""
    times = drawn(n_segments, n_each)
    ours(times.head(1000))  # the first call prepares the libraries
    rounds = [(ours(times), peer(times)) for _ in range(3)]
    mine, theirs = (min(side) for side in zip(*rounds, strict=True))
    print(f"{n_segments} segments of {n_each} leads, 2 causes, with variance")
    print(f"revops     {mine:8.3f} s")
    print(f"lifelines  {theirs:8.3f} s   {theirs / mine:.0f} times as long")
    return 0 if theirs / mine >= 20 else 1


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
