"""The forecast of the open pipeline: right where the truth is known, and by hand."""

from datetime import date, datetime, timedelta
from functools import cache

import numpy as np
import polars as pl
import pytest

from revops.metrics import (
    expected_wins,
    expected_won_value,
    forecast_backtest,
    forecast_calibration,
    win_chances,
)
from revops.metrics.forecast_curves import curves
from revops.metrics.incidence import incidence
from revops.metrics.landmarks import CREATED, landmarks
from revops.metrics.metric import NotComputable

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30)
STAGES = ("qualified", "proposal")


@cache
def company(seed: int, n: int = 1500, days: int = 700) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Deals of two stages: 10 to 50 days in each; 6 in 10 go on, and 1 in 2 of those are won."""
    random = np.random.default_rng(seed)
    deals, visits = [], []
    for k in range(n):
        start = NOW - timedelta(days=float(random.integers(0, days)))
        first, second = (timedelta(days=int(d)) for d in random.integers(10, 50, 2))
        goes_on, wins = random.random() < 0.6, random.random() < 0.5
        ends = start + first + (second if goes_on else timedelta())
        status = "won" if goes_on and wins else "lost"
        moves = [("qualified", start, start + first)]
        if goes_on:
            moves.append(("proposal", start + first, ends))
        is_open = ends > NOW
        deals.append(
            (
                f"d{k}",
                f"a{k // 2}",
                "open" if is_open else status,
                start,
                None if is_open else ends,
                float(random.gamma(2.0, 50.0)),
                status,
                ends,
            )
        )
        visits += [(f"d{k}", name, at, None if to > NOW else to, place)
                   for place, (name, at, to) in enumerate(moves, 1) if at <= NOW]  # fmt: skip
    told = pl.DataFrame(
        deals,
        schema=["opportunity_id", "account_id", "status", "created_at", "closed_at",
                "amount_base", "truth", "ends_at"],
        orient="row",
    )  # fmt: skip
    seen = pl.DataFrame(
        visits, schema=["object_id", "stage", "entered_at", "left_at", "position"], orient="row"
    ).with_columns(
        object=pl.lit("opportunity"), pipeline=pl.lit(None, pl.String), status=pl.lit("open"),
        is_derived=pl.lit(False),
    )  # fmt: skip
    return told, seen


def won_in(deals: pl.DataFrame, horizon: int) -> pl.Expr:
    in_time = pl.col("ends_at") <= NOW + timedelta(days=horizon)
    return (pl.col("status") == "open") & (pl.col("truth") == "won") & in_time


def test_on_a_known_company_the_intervals_hold_what_comes() -> None:
    held, errors = [], []
    for seed in range(30):
        deals, visits = company(seed, 500, 500)
        shown = expected_wins(deals, visits, as_of=TODAY, horizon_days=[30], replicates=200)
        came = deals.filter(won_in(deals, 30)).height
        held.append(shown["low"].item() <= came <= shown["high"].item())
        errors.append(shown["value"].item() - came)
    assert np.mean(held) >= 0.85
    assert abs(np.mean(errors)) < 2 * np.std(errors) / np.sqrt(len(errors)) + 0.5


def test_chances_are_those_of_the_truth() -> None:
    """In the long run half of the proposals are won, and 3 in 10 of what just came in."""
    deals, visits = company(99, 6000, 700)
    shown = win_chances(deals, visits, as_of=TODAY, horizon_days=[120])
    young = shown.filter(pl.col("days") < 8).group_by("landmark").agg(pl.col("chance").mean())
    assert dict(young.rows()) == pytest.approx({"qualified": 0.3, "proposal": 0.5}, abs=0.03)


def test_a_past_forecast_is_calibrated_and_its_bins_add_up() -> None:
    deals, visits = company(99, 6000, 700)
    found = forecast_calibration(deals, visits, as_of=TODAY, horizon=60, n_days=6)
    assert found["n"].max() - found["n"].min() <= 1
    gap = (found["mean_chance"] - found["won_share"]).abs()
    assert gap.max() < 4 * 0.5 / (found["n"].min() / 2) ** 0.5, found  # a deal is there twice
    whole = found.select(
        (pl.col("mean_chance", "won_share") * pl.col("n")).sum() / pl.col("n").sum()
    )
    assert whole["mean_chance"].item() == pytest.approx(whole["won_share"].item(), abs=0.03)


def test_the_backtest_knows_only_what_was_known() -> None:
    deals, visits = company(3, 800, 600)
    found = forecast_backtest(deals, visits, as_of=TODAY, horizon=60, n_days=3, replicates=50)
    day = found["day"][0]
    before = expected_won_value(
        deals.filter(pl.col("created_at").dt.date() <= day),
        visits.filter(pl.col("entered_at").dt.date() <= day),
        as_of=day, horizon_days=[60], replicates=50,
    )  # fmt: skip
    assert found["expected_value"][0] == pytest.approx(before["value"].item())
    assert found["low"][0] == pytest.approx(before["low"].item())
    came = deals.filter(
        pl.col("created_at").dt.date() <= day, pl.col("ends_at").dt.date() > day,
        pl.col("ends_at").dt.date() <= day + timedelta(days=60), pl.col("status") == "won",
    )  # fmt: skip
    assert found["actual_value"][0] == pytest.approx(came["amount_base"].sum())


def test_the_familiar_forecasts_stand_beside_it() -> None:
    deals, visits = company(3, 800, 600)
    told = deals.with_columns(probability=pl.lit(0.5))
    found = forecast_backtest(told, visits, as_of=TODAY, horizon=60, n_days=3, replicates=20)
    assert found["crm_value"].to_list() == pytest.approx([v / 2 for v in found["open_value"]])
    assert found["last_rate_value"].null_count() == 0
    without = forecast_backtest(deals, visits, as_of=TODAY, horizon=60, n_days=3, replicates=20)
    assert without["crm_value"].null_count() == 3


def test_curves_with_all_weights_one_are_the_incidence() -> None:
    deals, visits = company(5, 300, 400)
    members = landmarks(deals, visits, as_of=TODAY).with_columns(account=pl.lit(0, pl.Int64))
    found = curves(members, np.ones((1, 1)))
    for name in (CREATED, *STAGES):
        oracle = incidence(members.filter(landmark=name))
        days = oracle["days"].to_numpy()
        assert found[name].won[days, 0] == pytest.approx(oracle["won_share"].to_numpy(), abs=1e-12)
        assert found[name].still_open[days, 0] == pytest.approx(
            oracle["open_share"].to_numpy(), abs=1e-12
        )


def test_two_is_two_times_one_of_everybody() -> None:
    """A weight counts like so many deals."""
    deals, visits = company(5, 300, 400)
    members = landmarks(deals, visits, as_of=TODAY).with_columns(
        account=pl.col("account_id").rank("dense").cast(pl.Int64) - 1
    )
    weights = (
        np.random.default_rng(1).poisson(1.0, (members["account"].max() + 1, 1)).astype(np.uint8)
    )
    found = curves(members, weights)[CREATED]
    times = pl.Series(weights[members["account"].to_numpy(), 0]).cast(pl.Int64)
    repeated = members.filter(landmark=CREATED).select(
        pl.all().repeat_by(times.filter(members["landmark"] == CREATED)).explode()
    )
    oracle = incidence(repeated)
    assert found.won[oracle["days"].to_numpy(), 1] == pytest.approx(
        oracle["won_share"].to_numpy(), abs=1e-12
    )


def test_order_does_not_matter_and_segments_add_up() -> None:
    deals, visits = company(7, 400, 500)
    cut = deals.with_columns(product=pl.Series(["x", "y"] * 200))
    options = {"as_of": TODAY, "horizon_days": [30, 60], "replicates": 50}
    whole = expected_won_value(cut, visits, **options)
    turned = expected_won_value(cut.reverse(), visits, **options)
    assert whole.equals(turned)
    parts = expected_won_value(cut, visits, by=["product"], **options)
    added = parts.group_by("horizon_days", maintain_order=True).agg(
        pl.col("value", "numerator", "denominator").sum()
    )
    assert added["value"].to_list() == pytest.approx(whole["value"].to_list())
    assert added["denominator"].to_list() == whole["denominator"].to_list()


def test_a_deal_older_than_anything_watched_is_unknown_and_counted() -> None:
    deals, _ = company(7, 400, 200)
    old = {"opportunity_id": "old", "status": "open", "amount_base": 1e9,
           "created_at": NOW - timedelta(days=2000)}  # fmt: skip
    with_old = pl.concat([deals, pl.DataFrame([old])], how="diagonal")
    shown = expected_won_value(with_old, as_of=TODAY, horizon_days=[30], replicates=20)
    assert shown["n_unknown"].item() == 1
    alone = expected_won_value(deals, as_of=TODAY, horizon_days=[30], replicates=20)
    # it stays at risk in the curves, and so lowers the others' chances a little
    assert alone["value"].item() * 0.97 < shown["value"].item() < alone["value"].item()


def test_without_wins_or_losses_it_is_not_computable() -> None:
    deals, visits = company(7, 400, 200)
    with pytest.raises(NotComputable, match="won deals only"):
        expected_wins(deals.filter(status="won"), visits, as_of=TODAY)
    with pytest.raises(NotComputable, match="fewer than 10 won"):
        expected_wins(deals.filter(pl.col("status") != "won"), visits, as_of=TODAY)
    with pytest.raises(NotComputable, match="past days"):
        forecast_backtest(deals, visits, as_of=TODAY, horizon=2000)
