"""Churn and retention: by hand, against lifelines, and the laws."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from polars.testing import assert_frame_equal

from revops import metrics
from revops.metrics.metric import NotComputable
from revops.tables import TABLES

AS_OF = date(2026, 12, 31)
START = datetime(2025, 1, 1, tzinfo=UTC)
LAST = (AS_OF - START.date()).days
Maker = Callable[..., pl.DataFrame]
WON = st.lists(st.tuples(st.integers(0, 5), st.integers(0, LAST)), min_size=1, max_size=8)
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 6), st.sampled_from(["churned", "renewed", "nps"]), st.integers(-20, LAST)
    ),
    max_size=12,
)


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def deals_of(rows: list[tuple[int, int]]) -> pl.DataFrame:
    """Deals won by accounts on days, each opened the day before."""
    given_ = {
        "opportunity_id": [f"d{number}" for number in range(len(rows))],
        "account_id": [f"a{account}" for account, _ in rows],
        "status": ["won"] * len(rows),
        "type": [("new", "new", "renewal")[account % 3] for account, _ in rows],
        "created_at": [at(day - 1) for _, day in rows],
        "closed_at": [at(day) for _, day in rows],
    }
    schema = TABLES["opportunities"].schema()
    made = pl.DataFrame(given_, schema={name: schema[name] for name in given_})
    return pl.concat([TABLES["opportunities"].empty(), made], how="diagonal")


def events_of(rows: list[tuple[int, str, int]]) -> pl.DataFrame:
    given_ = {
        "account_id": [f"a{account}" for account, _, _ in rows],
        "event": [event for _, event, _ in rows],
        "occurred_at": [at(day) for _, _, day in rows],
    }
    schema = TABLES["customers"].schema()
    made = pl.DataFrame(given_, schema={name: schema[name] for name in given_})
    return pl.concat([TABLES["customers"].empty(), made], how="diagonal")


def told(rows: list[tuple[int, str, int]]) -> pl.DataFrame:
    """The events, and one that says that somebody speaks of renewals at all."""
    return events_of([*rows, (9, "renewed", 0)])


def test_a_case_solved_by_hand() -> None:
    """Of three watched 600 days one leaves on day 100 and one on 300; a fourth is 50 days old."""
    deals = deals_of([(0, LAST - 600), (1, LAST - 600), (2, LAST - 600), (3, LAST - 50)])
    lost = told([(0, "churned", LAST - 500), (1, "churned", LAST - 300)])
    gone = metrics.churned_share(deals, lost, as_of=AS_OF)
    assert gone["horizon_days"].to_list() == [90, 180, 365, 730]
    assert gone["value"].to_list() == pytest.approx([0, 1 / 3, 2 / 3, None])
    assert gone["numerator"].to_list() == [0, 1, 2, 2]
    assert gone["denominator"].to_list() == [4, 4, 4, 4]
    kept = metrics.retained_share(deals, lost, as_of=AS_OF)
    assert kept["value"].to_list() == pytest.approx([1, 2 / 3, 1 / 3, None])
    assert kept["numerator"].to_list() == [4, 3, 2, 2]
    for row in kept.drop_nulls("value").rows(named=True):
        assert row["low"] <= row["value"] <= row["high"]


def test_the_clock_starts_at_the_first_win_and_stops_at_the_first_loss() -> None:
    deals = deals_of([(0, 100), (0, 10)])
    lost = told([(0, "churned", 5), (0, "churned", 210), (0, "churned", 110)])
    curve = metrics.retained_curve(deals, lost, as_of=AS_OF)
    assert curve.select("days", "value").rows() == [(0, 1.0), (100, 0.0)]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_curve_is_kaplan_meier(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = 300
    won, stays = random.integers(0, LAST, n), random.integers(0, 900, n)
    deals = deals_of([(account, int(day)) for account, day in enumerate(won)])
    ends = won + stays
    seen = ends <= LAST
    lost = [(k, "churned", int(ends[k])) for k in range(n) if seen[k]]
    curve = metrics.retained_curve(deals, told(lost), as_of=AS_OF, max_days=1000)
    fitter = KaplanMeierFitter().fit(np.where(seen, stays, LAST - won), seen)
    theirs = fitter.survival_function_at_times(curve["days"].to_numpy()).to_numpy()
    assert curve["value"].to_numpy() == pytest.approx(theirs, abs=1e-12)


def test_a_table_without_renewals_or_losses_is_no_retention() -> None:
    silent = events_of([(0, "nps", 5), (0, "ticket", 9)])
    with pytest.raises(NotComputable, match="whether customers stay is not known"):
        metrics.churned_share(deals_of([(0, 0)]), silent, as_of=AS_OF)


def test_wins_without_an_account_are_nobodys() -> None:
    nameless = deals_of([(0, 0)]).with_columns(account_id=pl.lit(None, pl.String))
    with pytest.raises(NotComputable, match="nobody is known as a customer"):
        metrics.churned_share(nameless, told([]), as_of=AS_OF)


def test_cohorts_are_of_the_first_win_and_the_young_are_marked() -> None:
    deals = deals_of([(0, 0), (1, LAST - 100)])
    shown = metrics.churned_share(
        deals, told([(0, "churned", 50)]), as_of=AS_OF, cohort="year", horizon_days=[90, 365]
    )
    rows = shown.select("cohort", "horizon_days", "value", "is_immature").rows()
    assert rows == [
        ("2025", 90, 1.0, False),
        ("2025", 365, 1.0, False),
        ("2026", 90, 0.0, False),
        ("2026", 365, None, True),
    ]


def test_origins_come_from_the_first_touch_and_the_first_campaign_that_is_named() -> None:
    journeys = pl.DataFrame(
        {
            "conversion_id": ["d0", "d0", "d0", "d1"],
            "position": [2, 1, 3, 1],
            "channel": ["email", "direct", "webinar", "paid_search"],
            "campaign_id": ["c1", None, "c2", "Búsqueda"],
        }
    )
    campaigns = pl.DataFrame(
        {"campaign_id": ["c1", "c2", "c3"], "name": ["x", "y", "Búsqueda"],
         "promise": [["support", "price"], ["x"], ["price"]]}
    )  # fmt: skip
    shown = metrics.churned_share(
        deals_of([(0, 0), (1, 0), (2, 0)]), told([]), None, journeys, campaigns,
        as_of=AS_OF, by=["first_channel", "promise"], horizon_days=[90],
    )  # fmt: skip
    assert shown.select("first_channel", "promise").rows() == [
        ("(blank)", "(blank)"), ("direct", "price, support"), ("paid_search", "price"),
    ]  # fmt: skip


def test_origins_need_touches() -> None:
    with pytest.raises(NotComputable, match="no export gives touchpoints"):
        metrics.churned_share(deals_of([(0, 0)]), told([]), as_of=AS_OF, by=["promise"])


@settings(max_examples=15)
@given(WON, EVENTS, st.randoms())
def test_order_does_not_matter(won, events, random) -> None:
    shuffled = random.sample(events, len(events))
    first = metrics.churned_share(deals_of(won), told(events), as_of=AS_OF)
    second = metrics.churned_share(deals_of(won), told(shuffled), as_of=AS_OF)
    assert_frame_equal(first, second)


@settings(max_examples=15)
@given(WON, EVENTS, st.integers(30, LAST))
def test_what_comes_later_changes_nothing(won, events, day) -> None:
    then = START.date() + timedelta(days=day)
    before = [row for row in events if row[2] <= day]
    won_before = [row for row in won if row[1] <= day] or [(0, 0)]
    whole = metrics.churned_share(deals_of([*won_before, *won]), told(events), as_of=then)
    known = metrics.churned_share(
        deals_of([*won_before, *[row for row in won if row[1] <= day]]), told(before), as_of=then
    )
    assert_frame_equal(whole, known)


@settings(max_examples=15)
@given(WON, EVENTS)
def test_segments_add_up_to_the_whole(won, events) -> None:
    deals, lost = deals_of(won), told(events)
    whole = metrics.churned_share(deals, lost, as_of=AS_OF)
    cut = metrics.churned_share(deals, lost, as_of=AS_OF, by=["type"])
    sums = cut.group_by("horizon_days").agg(pl.col("numerator", "denominator").sum())
    assert_frame_equal(
        sums.sort("horizon_days"), whole.select("horizon_days", "numerator", "denominator")
    )
