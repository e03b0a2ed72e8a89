"""One set of draws for every bootstrap over accounts: the same whoever asks, and however."""

import numpy as np
import polars as pl
import pytest

from revops.metrics.account_bootstrap import account_totals
from revops.metrics.account_weights import account_weights
from revops.metrics.shared import sharing


@pytest.mark.parametrize("asked", [[1300], [1, 700, 1300], [1300, 5, 1300]])
def test_the_weights_are_those_of_one_stream_however_they_are_asked_for(asked: list[int]) -> None:
    whole = np.random.default_rng(3).poisson(1.0, (1300, 7))
    weights = account_weights(replicates=7, seed=3)
    for n in asked:
        assert (weights.first(n) == whole[:n]).all()


def test_bootstraps_share_their_draws_and_each_gives_what_it_gives_alone() -> None:
    names = pl.Series([f"a{n:03}" for n in range(600)])
    frame = pl.DataFrame(
        {"account_id": names, "conversion_id": names, "value": np.arange(600.0) ** 1.5}
    )
    alone = [account_totals(part, [], "value")[1] for part in (frame.head(40), frame)]
    with sharing({}):
        together = [account_totals(part, [], "value")[1] for part in (frame.head(40), frame)]
        assert account_weights(replicates=500, seed=0) is account_weights(replicates=500, seed=0)
        assert account_weights(replicates=500, seed=1) is not account_weights(
            replicates=500, seed=0
        )
    assert all((one == other).all() for one, other in zip(alone, together, strict=True))


def test_a_total_is_the_sum_of_weights_times_sums() -> None:
    frame = pl.DataFrame(
        {"account_id": ["b", "a", "b"], "conversion_id": ["1", "2", "3"], "value": [2.0, 10.0, 3.0]}
    )
    weights = np.random.default_rng(0).poisson(1.0, (2, 500))
    assert account_totals(frame, [], "value")[1].tolist() == [(weights.T @ [10.0, 5.0]).tolist()]
