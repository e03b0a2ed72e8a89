"""Aalen-Johansen against hand-solved cases, lifelines, the written-out variance and the truth."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from polars.testing import assert_frame_equal

from revops.metrics.incidence import incidence

TIMES = st.lists(st.tuples(st.integers(-3, 40), st.sampled_from([0, 1, 2])), min_size=1)


def frame(rows: list[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"days": pl.Int64, "cause": pl.Int32}, orient="row")


def draw(n: int, seed: int) -> pl.DataFrame:
    """Draw tie-free times with both causes and censoring."""
    random = np.random.default_rng(seed)
    days = random.permutation(np.arange(1, 4 * n))[:n]
    return pl.DataFrame({"days": days, "cause": random.choice([0, 1, 2], n, p=[0.3, 0.3, 0.4])})


def test_a_case_with_ties_solved_by_hand() -> None:
    """Day 5: 2 won, 1 lost and 1 censored of 6; day 9: 1 lost of 2; day 9's other is censored."""
    found = incidence(frame([(5, 1), (5, 1), (5, 2), (5, 0), (9, 2), (9, 0)]))
    assert found["days"].to_list() == [0, 5, 9]
    assert found["n_at_risk"].to_list() == [6, 6, 2]
    assert found["open_share"].to_list() == pytest.approx([1, 1 / 2, 1 / 4])
    assert found["won_share"].to_list() == pytest.approx([0, 1 / 3, 1 / 3])
    assert found["lost_share"].to_list() == pytest.approx([0, 1 / 6, 1 / 6 + 1 / 4])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shares_equal_lifelines_without_ties(seed: int) -> None:
    times = draw(300, seed)
    steps = incidence(times)
    for cause, name in ((1, "won_share"), (2, "lost_share")):
        fitter = AalenJohansenFitter(calculate_variance=False)
        fitter.fit(times["days"].to_numpy(), times["cause"].to_numpy(), cause)
        theirs = fitter.cumulative_density_.iloc[:, 0].to_numpy()
        assert steps[name].to_numpy() == pytest.approx(theirs, abs=1e-12)


def test_without_losses_it_is_one_minus_kaplan_meier_ties_included() -> None:
    random = np.random.default_rng(4)
    times = pl.DataFrame({"days": random.integers(0, 20, 400), "cause": random.integers(0, 2, 400)})
    fitter = KaplanMeierFitter().fit(times["days"].to_numpy(), times["cause"].to_numpy())
    theirs = fitter.survival_function_at_times(np.arange(20)).to_numpy()
    assert 1 - incidence(times)["won_share"].to_numpy() == pytest.approx(theirs, abs=1e-12)


def aalen_variance(steps: pl.DataFrame, cause: str) -> np.ndarray:
    """Write the three sums of Pintilie's eq. 4.5 out, day by day."""
    y, dj, share = (
        steps[name].to_numpy().astype(float)
        for name in ("n_at_risk", f"n_{cause}", f"{cause}_share")
    )
    d = (steps["n_won"] + steps["n_lost"]).to_numpy().astype(float)
    before = np.concatenate([[1.0], steps["open_share"].to_numpy()[:-1]])
    variances = []
    for t in range(len(y)):
        total = 0.0
        for i in range(t + 1):
            if y[i] <= 1:
                continue
            rest = share[t] - share[i]
            total += before[i] ** 2 * dj[i] * (y[i] - dj[i]) / (y[i] ** 2 * (y[i] - 1))
            total -= 2 * rest * before[i] * dj[i] / (y[i] * (y[i] - 1))
            if y[i] > d[i]:
                total += rest**2 * d[i] / ((y[i] - 1) * (y[i] - d[i]))
        variances.append(total)
    return np.array(variances)


@pytest.mark.parametrize("cause", ["won", "lost"])
def test_variance_is_aalens(cause: str) -> None:
    random = np.random.default_rng(5)
    tied = pl.DataFrame({"days": random.integers(0, 25, 200), "cause": random.integers(0, 3, 200)})
    for times in (draw(150, 6), tied):
        steps = incidence(times)
        ours = steps[f"{cause}_variance"].to_numpy()
        assert ours == pytest.approx(aalen_variance(steps, cause), abs=1e-14)


def test_variance_is_near_lifelines_that_divides_by_n() -> None:
    """Lifelines has the delta-method variance, with n where Aalen's has n - 1."""
    times = draw(2000, 7)
    fitter = AalenJohansenFitter().fit(times["days"].to_numpy(), times["cause"].to_numpy(), 1)
    theirs = fitter.variance_.to_numpy()[100:1500]
    ours = incidence(times)["won_variance"].to_numpy()[100:1500]
    assert ours == pytest.approx(theirs, rel=0.005)


def test_groups_are_as_if_each_were_alone() -> None:
    every = pl.concat(
        [draw(80, seed).with_columns(pl.lit(f"g{seed}").alias("group")) for seed in (1, 2)]
    )
    together = incidence(every, ["group"])
    for name in ("g1", "g2"):
        alone = incidence(every.filter(group=name).drop("group"))
        assert_frame_equal(together.filter(group=name).drop("group"), alone, abs_tol=1e-12)


@given(TIMES)
def test_won_lost_and_open_add_up_to_one(rows: list[tuple[int, int]]) -> None:
    steps = incidence(frame(rows))
    total = steps["won_share"] + steps["lost_share"] + steps["open_share"]
    assert total.to_list() == pytest.approx([1.0] * steps.height, abs=1e-12)


@given(TIMES)
def test_shares_never_fall_and_lie_in_their_interval(rows: list[tuple[int, int]]) -> None:
    steps = incidence(frame(rows))
    for cause in ("won", "lost"):
        share = steps[f"{cause}_share"]
        assert share.diff().drop_nulls().ge(-1e-15).all()
        inside = steps.filter(pl.col(f"{cause}_low").is_not_null())
        assert inside[f"{cause}_low"].le(inside[f"{cause}_share"] + 1e-12).all()
        assert inside[f"{cause}_high"].ge(inside[f"{cause}_share"] - 1e-12).all()
        assert not steps[f"{cause}_low"].is_nan().any()


@given(TIMES, st.randoms())
@settings(max_examples=30)
def test_order_of_rows_does_not_matter(rows: list[tuple[int, int]], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert_frame_equal(incidence(frame(rows)), incidence(frame(mixed)))


@given(TIMES)
def test_open_is_not_lost(rows: list[tuple[int, int]]) -> None:
    """With losses forgotten (made open) nobody is lost."""
    forgotten = [(days, 0 if cause == 2 else cause) for days, cause in rows]
    assert incidence(frame(forgotten))["lost_share"].max() == 0.0
