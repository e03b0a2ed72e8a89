"""Replicates of one pass: with every account once, they are the credit; else they lie around it."""

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest

from revops.attribution import one_pass_draws, resampled, resampled_paths, shrinkage
from revops.attribution.counted import counted
from revops.attribution.one_pass import FIXED, LEARNT, credited, ordered, weights_of
from revops.attribution.one_pass_draws import replicated
from revops.attribution.poisson import alike_weights, weights

NAMES = ["ads", "call", "email", "webinar"]
CLOSED = datetime(2026, 3, 2)


@pytest.fixture(scope="module")
def company():
    """900 accounts, some with two journeys and a few with long ones; webinars help."""
    draw = np.random.default_rng(8)
    n = 3_000
    key, code = draw.integers(0, 900, n).astype(np.uint32), draw.integers(1, 5, n).astype(np.uint8)
    key[:200] = draw.integers(0, 6, 200)
    ago = draw.integers(0, 60, n)
    touches = pl.DataFrame(
        {"key": key, "code": code, "occurred_at": [CLOSED - timedelta(days=int(d)) for d in ago]}
    )
    helped = np.zeros(950, bool)
    helped[key[code == 4]] = True
    mine = np.concatenate([np.arange(900), np.arange(50)]).astype(np.uint32)
    won = draw.random(950) < 0.1 + 0.4 * helped[mine]
    ends = pl.DataFrame(
        {
            "key": mine, "ended_at": CLOSED, "converted": won,
            "value": np.where(won, draw.lognormal(8, 1, 950), None).astype(float),
        }
    )  # fmt: skip
    return ordered(touches.lazy(), ends.lazy()), ends


def shared(walk, ends):
    return credited(walk, ends, weights_of(counted(walk, n_channels=4), NAMES))


def test_with_every_account_once_it_is_the_credit(monkeypatch, company):
    def ones(n_accounts, *, replicates, seed):
        for part, drawn in weights(n_accounts, replicates=replicates, seed=seed):
            yield part, np.ones_like(drawn)

    def all_of_each(sizes, *, replicates, seed, **given):
        for part, drawn in alike_weights(sizes, replicates=replicates, seed=seed):
            yield part, np.broadcast_to(sizes[part, None], drawn.shape)

    def nearly_nothing(converted, total, mean):
        return np.full_like(mean, 1e-12)

    for module in (resampled, one_pass_draws):
        monkeypatch.setattr(module, "weights", ones)
    monkeypatch.setattr(resampled_paths, "lone_weights", ones)
    monkeypatch.setattr(shrinkage, "likeliest", nearly_nothing)  # replicates do not shrink
    for module in (resampled, resampled_paths):
        monkeypatch.setattr(module, "alike_weights", all_of_each)
    found, expected = replicated(*company, NAMES, replicates=3), shared(*company)
    assert found.keys() == {*FIXED, *LEARNT}
    for model, sums in found.items():
        one = expected.filter(model=model).sort("channel")
        truth = one.select("credit", "credited_value").to_numpy().T
        for replicate in range(3):
            assert sums[:, :, replicate] == pytest.approx(truth, rel=1e-9)


@pytest.mark.parametrize("model", [*FIXED, *LEARNT])
def test_replicates_lie_around_the_credit_and_add_up_to_the_wins(company, model):
    found = replicated(*company, NAMES, replicates=300)
    low, high = np.quantile(found[model], [0.025, 0.975], axis=2)
    one = shared(*company).filter(model=model).sort("channel")
    truth = one.select("credit", "credited_value").to_numpy().T
    assert ((low < truth) & (truth < high)).all()
    assert found[model].sum(axis=1) == pytest.approx(found["first"].sum(axis=1), rel=1e-9)
    wins = found[model][0].sum(axis=0)
    assert np.allclose(wins, wins.round())
    assert np.unique(wins).size > 50
