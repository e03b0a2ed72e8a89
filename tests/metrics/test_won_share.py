"""Won within 30, 60, 90 days, of leads and of deals, and the curves behind."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from revops import metrics
from revops.metrics.incidence import incidence

AS_OF = date(2026, 6, 30)  # day 180
Maker = Callable[..., pl.DataFrame]


@pytest.fixture
def deals(make_deals: Maker) -> pl.DataFrame:
    """Three of January and two of June."""
    return make_deals(
        ["won", "lost", "open", "won", "open"],
        [0, 0, 0, 155, 160],
        [20, 40, None, 170, None],
        lead_id=["ana", "bruno", "carla", "diego", "elena"],
        pipeline=["new", "new", "new", None, None],
    )


@pytest.fixture
def leads(make_leads: Maker) -> pl.DataFrame:
    return make_leads(
        ["ana", "bruno", "carla", "diego", "elena"],
        [0, 0, 0, 155, 160],
        original_source=["email", "email", "webinar", "webinar", None],
    )


def test_censoring_raises_the_share_above_won_by_all(deals: pl.DataFrame) -> None:
    """Day 15: 1 of 5. Day 20: one of 5 - 1 = 4 at risk, and the June deal is censored then."""
    found = metrics.opportunity_won_share(deals, as_of=AS_OF, horizon_days=[10, 30, 180, 365])
    assert found["value"].to_list() == pytest.approx([0.0, 0.4, 0.4, None])
    assert found["numerator"].to_list() == [0, 2, 2, 2]
    assert found["denominator"].to_list() == [5, 5, 5, 5]
    assert found["n_at_risk"].to_list() == [5, 2, 1, 0]


def test_beyond_the_last_day_watched_nothing_is_said(deals: pl.DataFrame) -> None:
    last = metrics.opportunity_won_share(deals, as_of=AS_OF).row(-1, named=True)
    assert last["horizon_days"] == 365
    assert last["is_immature"]
    assert [last[name] for name in ("value", "low", "high", "lost_share")] == [None] * 4


def test_all_closed_is_said_for_ever(make_deals: Maker) -> None:
    closed = make_deals(["won", "lost"], [0, 0], [20, 40])
    found = metrics.opportunity_won_share(closed, as_of=AS_OF, horizon_days=[365])
    assert found.select("value", "lost_share", "open_share").row(0) == (0.5, 0.5, 0.0)


def test_cohorts_mark_the_immature(deals: pl.DataFrame) -> None:
    found = metrics.opportunity_won_share(deals, as_of=AS_OF, cohort="month", horizon_days=[10, 30])
    shown = found.select("cohort", "horizon_days", "is_immature").rows()
    assert shown == [
        ("2026-01", 10, False),
        ("2026-01", 30, False),
        ("2026-06", 10, False),
        ("2026-06", 30, True),
    ]


def test_leads_and_deals_agree_where_each_lead_has_one_deal(
    leads: pl.DataFrame, deals: pl.DataFrame
) -> None:
    by = ["original_source"]
    of_leads = metrics.lead_to_won_share(leads, deals, as_of=AS_OF, by=by)
    of_deals = metrics.opportunity_won_share(deals, leads, as_of=AS_OF, by=by)
    assert_frame_equal(of_leads, of_deals)


def test_a_segments_rows_are_those_of_the_segment_alone(
    leads: pl.DataFrame, deals: pl.DataFrame
) -> None:
    cut = metrics.lead_to_won_share(leads, deals, as_of=AS_OF, by=["original_source"])
    alone = metrics.lead_to_won_share(leads.filter(original_source="webinar"), deals, as_of=AS_OF)
    assert_frame_equal(cut.filter(original_source="webinar").drop("original_source"), alone)


def test_a_lead_with_an_open_deal_is_never_lost(make_leads: Maker, make_deals: Maker) -> None:
    leads = make_leads(["ana"], [0])
    deals = make_deals(["lost", "open"], [0, 0], [5, None], lead_id=["ana", "ana"])
    found = metrics.lead_to_won_share(leads, deals, as_of=AS_OF, horizon_days=[90])
    assert found["lost_share"].item() == 0.0


def test_the_curve_holds_both_outcomes_and_ends_where_asked(
    leads: pl.DataFrame, deals: pl.DataFrame
) -> None:
    curve = metrics.won_curve(leads, deals, as_of=AS_OF, max_days=30)
    assert set(curve["outcome"]) == {"won", "lost"}
    assert curve["days"].max() == 20
    steps = incidence(pl.DataFrame({"days": [20, 40, 180, 15, 20], "cause": [1, 2, 0, 1, 0]}))
    won = curve.filter(outcome="won")
    assert won["value"].to_list() == steps.filter(pl.col("days") <= 30)["won_share"].to_list()


def test_the_curve_can_start_at_the_deal(leads: pl.DataFrame, make_deals: Maker) -> None:
    deals = make_deals(["won"], [10], [15], lead_id=["ana"])
    curve = metrics.won_curve(
        leads, deals, as_of=AS_OF, start="opportunity", by=["original_source"]
    )
    assert curve.filter(outcome="won")["days"].to_list() == [0, 5]
    assert curve["original_source"].unique().to_list() == ["email"]
