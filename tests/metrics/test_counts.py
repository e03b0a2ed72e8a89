"""Counts: leads, deals and value, whole and cut."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from revops import metrics
from revops.errors import UnknownName

AS_OF = date(2026, 6, 30)
Maker = Callable[..., pl.DataFrame]


@pytest.fixture
def leads(make_leads: Maker) -> pl.DataFrame:
    return make_leads(
        ["ana", "bruno", "carla", "diego", "diego-2"],
        [0, 10, 20, 300, 30],
        original_source=["email", None, "unknown", "email", "email"],
        merged_into=[None, None, None, None, "diego"],
    )


@pytest.fixture
def deals(make_deals: Maker) -> pl.DataFrame:
    return make_deals(
        ["won", "won", "lost", "open", "won"],
        [5, 15, 25, 30, 40],
        [50, 60, 70, None, 250],
        lead_id=["ana", "bruno", "carla", None, "nobody"],
        amount_base=[900, None, 300, 500, 700],
    )


def value(frame: pl.DataFrame) -> float:
    return frame["value"].item()


def test_counts_stand_on_the_as_of_day(leads: pl.DataFrame, deals: pl.DataFrame) -> None:
    """Diego comes later, his double is merged, and the fifth deal closes later."""
    assert value(metrics.n_leads(leads, as_of=AS_OF)) == 3
    assert value(metrics.n_opportunities(deals, as_of=AS_OF)) == 5
    assert value(metrics.n_won(deals, as_of=AS_OF)) == 2
    assert value(metrics.n_lost(deals, as_of=AS_OF)) == 1
    assert value(metrics.n_open(deals, as_of=AS_OF)) == 2


def test_since_keeps_what_happened_from_that_day_on(
    leads: pl.DataFrame, deals: pl.DataFrame
) -> None:
    since = date(2026, 2, 25)  # day 55
    assert value(metrics.n_won(deals, as_of=AS_OF, since=since)) == 1
    assert value(metrics.n_lost(deals, as_of=AS_OF, since=since)) == 1
    assert value(metrics.n_opportunities(deals, as_of=AS_OF, since=date(2026, 1, 26))) == 3
    assert value(metrics.n_leads(leads, as_of=AS_OF, since=date(2026, 1, 11))) == 2
    assert value(metrics.won_value(deals, as_of=AS_OF, since=since)) is None  # no amount known


def test_won_value_names_the_deals_without_an_amount(deals: pl.DataFrame) -> None:
    found = metrics.won_value(deals, as_of=AS_OF)
    assert found.select("value", "denominator", "n_without_amount").row(0) == (900.0, 2.0, 1)


def test_blank_and_unknown_stay_apart(leads: pl.DataFrame) -> None:
    found = metrics.n_leads(leads, as_of=AS_OF, by=["original_source"])
    assert found.select("original_source", "value").rows() == [
        ("(blank)", 1.0),
        ("email", 1.0),
        ("unknown", 1.0),
    ]


def test_deals_are_cut_by_their_leads_source_and_none_is_lost_or_doubled(
    leads: pl.DataFrame, deals: pl.DataFrame
) -> None:
    doubled = pl.concat([leads, leads])
    found = metrics.n_won(deals, doubled, as_of=AS_OF, by=["original_source"])
    shown = dict(found.select("original_source", "value").rows())
    assert shown == {"(blank)": 1.0, "email": 1.0, "unknown": 0.0}
    every = metrics.n_opportunities(deals, doubled, as_of=AS_OF, by=["original_source"])
    assert every["value"].sum() == 5


def test_two_columns_at_once(leads: pl.DataFrame) -> None:
    found = metrics.n_leads(leads, as_of=AS_OF, by=["original_source", "country"])
    assert found.columns[:2] == ["original_source", "country"]
    assert found["country"].unique().to_list() == ["(blank)"]


def test_an_unknown_column_is_refused_with_the_nearest(leads: pl.DataFrame) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'original_source'"):
        metrics.n_leads(leads, as_of=AS_OF, by=["orignal_source"])


def test_nothing_at_all_is_zero(leads: pl.DataFrame, deals: pl.DataFrame) -> None:
    assert value(metrics.n_leads(leads.clear(), as_of=AS_OF)) == 0
    assert value(metrics.n_won(deals.clear(), as_of=AS_OF)) == 0
    assert value(metrics.won_value(deals.clear(), as_of=AS_OF)) == 0
    assert metrics.n_won(deals.clear(), as_of=AS_OF, by=["pipeline"]).is_empty()


def test_converted_leads(make_leads: Maker, make_deals: Maker) -> None:
    leads = make_leads(
        ["ana", "bruno", "carla"],
        [0, 1, 2],
        is_converted=[True, True, None],
        converted_opportunity_id=["d1", "d9", None],
    )
    deals = make_deals(["won"], [5], [50])
    assert value(metrics.n_converted_leads(leads, as_of=AS_OF)) == 2
    found = metrics.converted_lead_won_share(leads, deals, as_of=AS_OF)
    assert found.select("value", "numerator", "denominator").row(0) == (0.5, 1.0, 2.0)
    early = metrics.converted_lead_won_share(leads, deals, as_of=date(2026, 2, 1))
    assert early["value"].item() == 0.0


@pytest.mark.parametrize("count", [metrics.n_lost, metrics.n_open])
def test_an_export_of_wins_only_says_nothing_of_the_others(count: Any) -> None:
    wins = pl.DataFrame(
        {
            "opportunity_id": ["d1", "d2"],
            "status": ["won", "won"],
            "created_at": [date(2026, 1, 5)] * 2,
            "closed_at": [date(2026, 1, 9)] * 2,
        }
    )
    with pytest.raises(metrics.NotComputable, match="won deals only"):
        count(wins, as_of=date(2026, 6, 30))
