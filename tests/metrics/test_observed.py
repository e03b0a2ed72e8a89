"""Since when was anything seen? What successive states tell, the numbers honour."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from revops import metrics
from revops.metrics.forecast_curves import curves
from revops.metrics.incidence import incidence
from revops.metrics.landmarks import CREATED, landmarks, open_places
from revops.metrics.metric import NotComputable
from revops.metrics.observed import closings_observed_from

Maker = Callable[..., pl.DataFrame]
START = date(2026, 1, 1)
AS_OF = date(2026, 12, 31)


def on(day: int) -> date:
    return START + timedelta(days=day)


def rebuilt(visits: pl.DataFrame, *stages: str) -> pl.DataFrame:
    """Mark the visits to these stages as read from successive states."""
    return visits.with_columns(is_rebuilt=pl.col("stage").is_in(stages))


def test_the_first_state_says_since_when_closings_are_seen(
    make_deals: Maker, make_visits: Maker
) -> None:
    visits = make_visits([("d1", "demo", 1, 40), ("d2", "demo", 1, 47)], "opportunity")
    seen = rebuilt(visits, "demo")
    states = make_deals(["won", "open"], [10, 20], [47, None])
    assert closings_observed_from(states, seen) == on(40)
    assert closings_observed_from(states, rebuilt(visits)) is None
    assert closings_observed_from(states, seen.with_columns(object=pl.lit("lead"))) is None
    assert closings_observed_from(states, None) is None


def test_a_first_state_that_tells_of_earlier_closings_was_no_beginning(
    make_deals: Maker, make_visits: Maker
) -> None:
    seen = rebuilt(make_visits([("d1", "demo", 1, 40)], "opportunity"), "demo")
    assert closings_observed_from(make_deals(["lost"], [10], [39]), seen) is None
    assert closings_observed_from(make_deals(["lost"], [10], [40]), seen) == on(40)


LEADS = [
    ("old", "lead", 1, 0), ("old", "mql", 2, 40),
    ("first", "lead", 1, 40), ("first", "mql", 2, 40),
    ("new", "lead", 1, 50), ("new", "mql", 2, 60), ("new", "won", 3, 70),
    ("late", "lead", 1, 52),
]  # fmt: skip


def test_the_funnel_leaves_out_who_entered_before_the_first_state(make_visits: Maker) -> None:
    """What stood in the first state entered its stage before, nobody knows when."""
    visits = make_visits(LEADS)
    every = metrics.funnel_steps(visits, as_of=AS_OF)
    found = metrics.funnel_steps(rebuilt(visits, "mql"), as_of=AS_OF)
    told = ("to_stage", "n_reached")
    assert dict(every.select(told).rows()) == {"lead": 4, "mql": 3, "won": 1}
    assert dict(found.select(told).rows()) == {"lead": 2, "mql": 1, "won": 1}
    given = metrics.funnel_steps(visits, as_of=AS_OF, observed_from=on(41))
    assert given.equals(found)


def test_a_conversion_between_stages_that_are_dated_themselves_loses_nobody(
    make_visits: Maker,
) -> None:
    visits = rebuilt(make_visits(LEADS), "mql")
    asked = {"as_of": AS_OF, "horizon_days": [90], "cohort": None}
    assert metrics.stage_conversion(visits, **asked)["denominator"].item() == 4
    to_mql = metrics.stage_conversion(visits, **asked, to_stage="mql")
    assert (to_mql["numerator"].item(), to_mql["denominator"].item()) == (1, 2)
    later = metrics.stage_conversion(visits, **asked, observed_from=on(51).isoformat())
    assert later["denominator"].item() == 1


def test_where_nobody_entered_since_it_says_so(make_visits: Maker) -> None:
    visits = rebuilt(make_visits(LEADS[:4]), "mql")
    with pytest.raises(NotComputable, match="only from 2026-02-11 on"):
        metrics.funnel_steps(visits, as_of=AS_OF)
    with pytest.raises(NotComputable, match="only from 2026-02-11 on"):
        metrics.stage_conversion(visits, as_of=AS_OF, to_stage="mql")


def test_the_right_median_takes_only_who_was_watched_from_the_beginning(
    make_leads: Maker, make_deals: Maker
) -> None:
    """Of the leads before day 60 only the slow ones are there: their median is too long."""
    ids = [f"lead-{n}" for n in range(8)]
    created = [0, 0, 0, 0, 70, 70, 70, 70]
    closed = [80, 90, 100, 110, 80, 90, 100, 110]
    leads, deals = make_leads(ids, created), make_deals(["won"] * 8, created, closed, lead_id=ids)
    asked = {"as_of": AS_OF, "maturity_days": 30}
    told = metrics.naive_and_right(leads, deals, **asked, observed_from=on(60))
    row = told.filter(figure="median_of_won").row(0, named=True)
    assert (row["naive_days"], row["right_days"]) == (60, 25)
    matured = metrics.median_lead_to_won_days_matured(leads, deals, **asked, observed_from=on(60))
    cycle = metrics.median_won_cycle_days_matured(deals, **asked, observed_from=on(60))
    assert matured["value"].item() == cycle["value"].item() == 25
    every = metrics.median_lead_to_won_days_matured(leads, deals, **asked)
    assert every["value"].item() == 60


def test_a_stay_that_began_before_the_first_state_is_no_landmark(
    make_deals: Maker, make_visits: Maker
) -> None:
    """The deal is as old as it is; since when it is in its stage, nobody knows."""
    deals = make_deals(["open", "open"], [0, 50], [None, None])
    visits = rebuilt(
        make_visits([("d1", "demo", 1, 40), ("d2", "demo", 1, 55)], "opportunity", "open"), "demo"
    )
    found = landmarks(deals, visits, as_of=AS_OF).select("opportunity_id", "landmark").rows()
    assert sorted(found) == [("d1", CREATED), ("d2", CREATED), ("d2", "demo")]
    places = open_places(deals, visits, as_of=on(100)).sort("opportunity_id")
    assert places.select("landmark", "days").rows() == [(CREATED, 100), ("demo", 45)]


def many(seed: int, n: int = 900) -> pl.DataFrame:
    """Deals of 10 to 200 days, half of them won, begun in any of 700 days."""
    random = np.random.default_rng(seed)
    first = datetime(2024, 2, 1)
    starts = [first + timedelta(days=int(d)) for d in random.integers(0, 1000, n)]
    ends = [
        at + timedelta(days=int(d))
        for at, d in zip(starts, random.integers(10, 200, n), strict=True)
    ]
    now = datetime.combine(AS_OF, datetime.min.time())
    won = random.random(n) < 0.5
    return pl.DataFrame(
        {
            "opportunity_id": [f"d{k}" for k in range(n)],
            "account_id": [f"a{k // 2}" for k in range(n)],
            "status": [
                "open" if end > now else ("lost", "won")[is_won]
                for end, is_won in zip(ends, won.astype(int), strict=True)
            ],
            "created_at": starts,
            "closed_at": [None if e > now else e for e in ends],
            "amount_base": 100.0,
        }
    ).filter(pl.col("created_at") <= now)  # fmt: skip


def test_the_forecasts_curves_with_late_entry_are_the_incidence() -> None:
    members = landmarks(many(1), None, as_of=AS_OF, observed_from=date(2025, 6, 1))
    assert members["entry"].max() > 0
    oracle = incidence(members)
    days = oracle["days"].to_numpy()
    weights = np.random.default_rng(2).poisson(1.0, (members.height, 1)).astype(np.uint8)
    found = curves(members.with_row_index("account"), weights)[CREATED]
    assert found.won[days, 0] == pytest.approx(oracle["won_share"].to_numpy(), abs=1e-12)
    assert found.watched[days].tolist() == oracle["n_at_risk"].to_list()
    times = pl.Series(weights[:, 0]).cast(pl.Int64)
    again = incidence(members.select(pl.all().repeat_by(times).explode()).drop_nulls("days"))
    assert found.won[again["days"].to_numpy(), 1] == pytest.approx(
        again["won_share"].to_numpy(), abs=1e-12
    )


def test_the_forecast_is_right_though_earlier_closings_are_missing() -> None:
    """Of the deals begun before, those kept ended late: taken as watched, wins look slow."""
    first, told = date(2026, 10, 15), {"truth": 0.0, "late": 0.0, "naive": 0.0}
    for seed in range(4):
        deals = many(seed, 6000)
        kept = deals.filter((pl.col("closed_at").dt.date() >= first).fill_null(True))
        age = (pl.lit(AS_OF) - pl.col("created_at").dt.date()).dt.total_days()
        left = pl.max_horizontal(age, 9)  # days 10 to 199 are all as likely, and half are won
        chance = 0.5 * (pl.min_horizontal(age + 30, 199) - left) / (199 - left)
        told["truth"] += kept.filter(status="open").select(chance.sum()).item()
        asked = {"as_of": AS_OF, "horizon_days": [30], "replicates": 2}
        late = metrics.expected_wins(kept, **asked, observed_from=first)
        told["late"] += late["value"].item()
        told["naive"] += metrics.expected_wins(kept, **asked)["value"].item()
        worth = metrics.expected_won_value(kept, **asked, observed_from=first)
        assert worth["value"].item() == pytest.approx(100 * late["value"].item())
    assert told["late"] == pytest.approx(told["truth"], rel=0.04)
    assert told["naive"] < 0.9 * told["truth"], told


def test_chances_enter_late_too() -> None:
    deals, first = many(3, 2000), date(2026, 9, 1)
    asked = {"as_of": AS_OF, "horizon_days": [30], "observed_from": first}
    chances = metrics.win_chances(deals, **asked)["chance"].sum()
    assert chances == pytest.approx(metrics.expected_wins(deals, **asked)["value"].item())
    assert chances != metrics.win_chances(deals, as_of=AS_OF, horizon_days=[30])["chance"].sum()


def test_past_forecasts_know_nothing_from_before_observation() -> None:
    deals, first = many(3, 2000), date(2026, 4, 1)
    asked = {"as_of": AS_OF, "horizon": 30, "n_days": 12}
    found = metrics.forecast_backtest(deals, **asked, observed_from=first, replicates=2)
    assert found["day"].min() > first
    assert (
        found.filter(pl.col("day") < first + timedelta(days=30))["last_rate_value"]
        .drop_nulls()
        .is_empty()
    )
    assert found["last_rate_value"].null_count() < found.height
    assert metrics.forecast_backtest(deals, **asked, replicates=2)["day"].min() < found["day"].min()
    errors = metrics.forecast_errors(deals, **asked, observed_from=first)
    assert errors["n"].max() == found.height
    bins = metrics.forecast_calibration(deals, **asked, observed_from=first)
    assert 0 <= found["n_open"].sum() - bins["n"].sum() < 5  # some are older than any watched
