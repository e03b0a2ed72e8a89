"""Learnt again in every replicate: equal to the whole where every account is taken once."""

import numpy as np
import polars as pl
import pytest

from revops.attribution import credit, resampled, sharing, shrinkage
from revops.attribution import draws as draws_of
from revops.attribution.poisson import alike_weights, weights

NAMES = np.array(["email", "webinar", "call", "ads"])
MODELS = [("markov", {"order": 1}), ("markov", {"order": 2}), ("shapley_rates", {})]


def company(seed=1, accounts=400):
    """Accounts with one or two journeys each; webinars help, advertisements do nothing."""
    draw = np.random.default_rng(seed)
    rows = []
    for n in range(accounts):
        for journey in range(1 + (draw.random() < 0.2)):
            path = draw.choice(NAMES, size=draw.integers(1, 6))
            won = draw.random() < 0.1 + 0.4 * ("webinar" in path)
            rows += [
                (f"A{n}", f"A{n}/{journey}", name, at, len(path), float(won), float(not won))
                for at, name in enumerate(path, start=1)
            ]
    names = ["account_id", "conversion_id", "channel", "position", "path_length", "n_converted",
             "n_lost"]  # fmt: skip
    return pl.DataFrame(rows, schema=names, orient="row").with_columns(
        value=(pl.col("conversion_id").hash(0) % 900 + 100).cast(pl.Float64),
        campaign_id=pl.concat_str("channel", pl.lit("-"), pl.col("position") % 2),
    )


def ones(n_accounts, *, replicates, seed):
    for part, drawn in weights(n_accounts, replicates=replicates, seed=seed):
        yield part, np.ones_like(drawn)


def all_of_each(sizes, *, replicates, seed):
    for part, drawn in alike_weights(sizes, replicates=replicates, seed=seed):
        yield part, np.broadcast_to(sizes[part, None], drawn.shape)


def nearly_nothing(converted, total, mean):
    return np.full_like(mean, 1e-12)


@pytest.mark.parametrize("by", [[], ["channel"], ["campaign_id"], ["channel", "campaign_id"]])
@pytest.mark.parametrize("column", ["credit", "credited_value"])
@pytest.mark.parametrize(("model", "params"), MODELS)
def test_with_every_account_once_it_is_the_credit(monkeypatch, model, params, column, by):
    monkeypatch.setattr(resampled, "weights", ones)
    monkeypatch.setattr(resampled, "alike_weights", all_of_each)
    monkeypatch.setattr(sharing, "weights", ones)
    monkeypatch.setattr(shrinkage, "likeliest", nearly_nothing)  # replicates do not shrink
    shared = credit(company(), model, fewest=0, **params)
    made = draws_of(company(), model, replicates=3, fewest=0, **params)
    segments, totals = made.totals(shared, by, column)
    expected = shared.group_by(by or pl.lit("all")).agg(pl.col(column).sum()).sort(pl.first())
    if by:
        expected = shared.group_by(by).agg(pl.col(column).sum()).sort(by)
        assert segments.equals(expected.select(by))
    for replicate in totals.T:
        assert replicate == pytest.approx(expected[column].to_numpy(), rel=1e-9)


@pytest.mark.parametrize(("model", "params"), MODELS)
def test_replicates_lie_around_the_credit_and_add_up(model, params):
    shared = credit(company(), model, fewest=0, **params)
    made = draws_of(company(), model, replicates=200, fewest=0, **params)
    _, whole = made.totals(shared, [], "credit")
    _, parts = made.totals(shared, ["channel"], "credit")
    assert parts.sum(axis=0) == pytest.approx(whole[0], rel=1e-9)
    truth = shared.group_by("channel").agg(pl.col("credit").sum()).sort("channel")["credit"]
    low, high = np.quantile(parts, [0.025, 0.975], axis=1)
    assert ((low < truth.to_numpy()) & (truth.to_numpy() < high)).all()
    assert np.var(whole[0]) == pytest.approx(whole[0].mean(), rel=0.4)  # wins vary, as Poisson


def test_the_same_seed_gives_the_same_and_row_order_does_not_matter():
    walk = company()
    one = draws_of(walk, "markov", replicates=20, fewest=0)
    other = draws_of(walk.sample(fraction=1, shuffle=True, seed=9), "markov", replicates=20,
                     fewest=0)  # fmt: skip
    assert np.array_equal(one.weights, other.weights)
    assert not np.array_equal(one.weights, draws_of(walk, "markov", replicates=20, seed=1,
                                                    fewest=0).weights)  # fmt: skip


def test_a_part_of_the_conversions_keeps_its_accounts_draws():
    walk = company()
    shared = credit(walk, "markov", fewest=0)
    made = draws_of(walk, "markov", replicates=20, fewest=0)
    half = shared.filter(pl.col("conversion_id").hash(3) % 2 == 0)
    rest = shared.filter(pl.col("conversion_id").hash(3) % 2 == 1)
    sums = [made.totals(part, [], "credit")[1] for part in (shared, half, rest)]
    assert sums[0] == pytest.approx(sums[1] + sums[2], rel=1e-9)


def test_poisson_weights_have_its_mean_and_variance():
    drawn = np.concatenate([each.ravel() for _, each in weights(20_000, replicates=50, seed=4)])
    assert drawn.mean() == pytest.approx(1.0, abs=0.005)
    assert drawn.var() == pytest.approx(1.0, abs=0.01)
    assert (drawn == 0).mean() == pytest.approx(np.exp(-1), abs=0.003)


def test_conversions_that_nobody_touched_are_shared_with_nobody():
    walk = pl.concat(
        [
            company(),
            company(accounts=1)
            .head(1)
            .with_columns(
                account_id=pl.lit("Z"), conversion_id=pl.lit("Z"), channel=pl.lit("unattributed"),
                path_length=pl.lit(1, pl.Int64), n_converted=pl.lit(1.0), n_lost=pl.lit(0.0),
            ),
        ]
    )  # fmt: skip
    shared = credit(walk, "markov", fewest=0)
    made = draws_of(walk, "markov", replicates=100, fewest=0)
    segments, totals = made.totals(shared, ["channel"], "credit")
    own = totals[segments["channel"].to_list().index("unattributed")]
    assert set(np.unique(own)) <= set(range(9))
