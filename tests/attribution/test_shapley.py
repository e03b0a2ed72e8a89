"""Shapley values against the definition: every order in which channels can join."""

from itertools import combinations, permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.attribution import credit, from_paths, shapley_values
from revops.attribution.shapley_values import _drawn, _exact
from revops.attribution.shrinkage import beta_prior, shrunk_each

OFTEN = settings(deadline=None, max_examples=40)
NAMES = ["a", "b", "c", "d"]
ROWS = st.lists(
    st.tuples(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.integers(0, 30),
              st.integers(0, 60)).filter(lambda row: row[1] + row[2] > 0),
    min_size=1, max_size=12,
)  # fmt: skip


def framed(rows):
    return pl.DataFrame(
        {
            "path": [" > ".join(path) for path, _, _ in rows],
            "total_conversions": [won for _, won, _ in rows],
            "total_conversion_value": [won * 7.0 for _, won, _ in rows],
            "total_null": [lost for _, _, lost in rows],
        }
    )


@OFTEN
@given(rows=ROWS)
def test_the_equal_split_is_the_shapley_value_of_the_value_inside_a_set(rows):
    names = sorted({name for path, _, _ in rows for name in path})

    def worth(chosen):
        return sum(won * 7.0 for path, won, _ in rows if set(path) <= set(chosen))

    orders = list(permutations(names))
    expected = dict.fromkeys(names, 0.0)
    for order in orders:
        for n, name in enumerate(order):
            expected[name] += (worth(order[: n + 1]) - worth(order[:n])) / len(orders)
    shared = credit(from_paths(framed(rows)), "shapley")
    found = dict(shared.group_by("channel").agg(pl.col("credited_value").sum()).rows())
    assert {name: found.get(name, 0.0) for name in names} == pytest.approx(expected, abs=1e-9)


@OFTEN
@given(rows=ROWS)
def test_rate_values_average_what_a_channel_adds_over_all_orders(rows):
    counts = {}
    for path, won, lost in rows:
        one = counts.setdefault(frozenset(path), [0, 0])
        one[0] += won
        one[1] += won + lost
    won, total = (np.array([each[n] for each in counts.values()], float) for n in (0, 1))
    (rates,), (unseen,) = shrunk_each(won[None], total[None])
    known = dict(zip(counts, rates, strict=True))
    names = sorted(set().union(*counts))

    def worth(chosen):
        return known.get(frozenset(chosen), unseen) if chosen else 0.0

    orders = list(permutations(names))
    expected = {
        name: float(np.mean([
            worth(order[: order.index(name) + 1]) - worth(order[: order.index(name)])
            for order in orders
        ]))
        for name in names
    }  # fmt: skip
    found = shapley_values(from_paths(framed(rows)))
    assert dict(found.select("channel", "shapley_value").rows()) == pytest.approx(
        expected, abs=1e-6
    )
    assert found["shapley_value"].sum() == pytest.approx(worth(names), abs=1e-6)
    assert found["n_seen"][0] == len(counts)


def test_drawn_orders_agree_with_every_order_within_their_error():
    rng = np.random.default_rng(3)
    n = 10
    members = np.arange(1, 2**n, 3)
    rates = rng.random(len(members))
    exact, none = _exact(members, rates, 0.4, n)
    drawn, error = _drawn(members, rates, 0.4, n, seed=1)
    assert (none == 0).all()
    assert (error > 0).all()
    assert (np.abs(drawn - exact) < 4 * error).all()
    assert drawn.sum() == pytest.approx(exact.sum(), rel=1e-12)


def test_beyond_fifteen_channels_the_error_is_told():
    names = [f"c{n}" for n in range(17)]
    pairs = list(combinations(names, 2))
    frame = pl.DataFrame(
        {
            "path": [" > ".join(pair) for pair in pairs],
            "total_conversions": [n % 5 for n in range(len(pairs))],
            "total_null": [7] * len(pairs),
        }
    )
    found = shapley_values(from_paths(frame))
    assert found.height == 17
    assert (found["standard_error"] > 0).all()
    assert found.equals(shapley_values(from_paths(frame)))


def test_a_channel_that_takes_away_is_shown_and_weighs_nothing():
    frame = framed([(["a"], 300, 100), (["a", "b"], 10, 390), (["b"], 1, 399)])
    values = dict(shapley_values(from_paths(frame)).select("channel", "shapley_value").rows())
    assert values["b"] < 0 < values["a"]
    both = credit(from_paths(frame), "shapley_rates").filter(pl.col("path_length") == 2)
    assert dict(both.select("channel", "credit").rows()) == pytest.approx({"a": 10.0, "b": 0.0})
    alone = credit(from_paths(frame), "shapley_rates").filter(pl.col("conversion_id") == "b")
    assert alone["credit"].to_list() == [1.0]  # nobody else is there


def test_the_prior_is_heavy_where_sets_differ_by_chance_alone():
    rng = np.random.default_rng(5)
    total = np.full(400, 50.0)
    alike = rng.binomial(50, 0.2, 400).astype(float)
    apart = rng.binomial(50, rng.beta(2, 8, 400)).astype(float)
    assert sum(beta_prior(alike, total)) > 200
    assert sum(beta_prior(apart, total)) == pytest.approx(10, rel=0.4)
    assert beta_prior(np.zeros(2), np.ones(2)) == (0.0, 1.0)
