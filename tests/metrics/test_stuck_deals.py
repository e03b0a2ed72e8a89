"""Stuck deals: longer where they are than nine in ten of the won ones were."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from revops import metrics
from revops.funnel import stage_visits

AS_OF = date(2026, 6, 30)  # day 180
Maker = Callable[..., pl.DataFrame]
N_WON = 11


@pytest.fixture
def deals(make_deals: Maker) -> pl.DataFrame:
    """Eleven won after 10 to 110 days (p90 100), and four open of 150, 101, 100 and 20 days."""
    return make_deals(
        ["won"] * N_WON + ["open"] * 4,
        [0.0] * N_WON + [30.0, 79.0, 80.0, 160.0],
        [10.0 * n for n in range(1, N_WON + 1)] + [None] * 4,
        amount_base=[100] * N_WON + [1000, 2000, 4000, None],
        lead_id=[None] * N_WON + ["ana", "bruno", "carla", "diego"],
    )


def history(make_visits: Maker, spent: dict[str, list[tuple[str, int, float]]]) -> pl.DataFrame:
    rows = [(deal, *visit) for deal, visits in spent.items() for visit in visits]
    return make_visits(rows, object="opportunity", status="open")


@pytest.fixture
def visits(deals: pl.DataFrame, make_visits: Maker) -> pl.DataFrame:
    """Won deals took n days in proposal; d12 has been there twice, 8 + 4 days, d13 for 5."""
    spent = {f"d{n}": [("proposal", 2, 1.0), ("won", 4, 1.0 + n)] for n in range(1, N_WON + 1)}
    spent["d12"] = [("proposal", 2, 150.0), ("offer", 3, 158.0), ("proposal", 2, 176.0)]
    spent["d13"] = [("proposal", 2, 175.0)]
    spent["d14"] = [("offer", 3, 80.0)]
    told = history(make_visits, spent).drop("left_at", "position", "status", "is_derived")
    return stage_visits(told.with_columns(left_at=pl.lit(None, told.schema["entered_at"])),
        None, deals, None).with_columns(
        status=pl.when(pl.col("stage") == "won").then(pl.lit("won")).otherwise(pl.lit("open"))
    )  # fmt: skip


def test_without_stages_the_age_decides(deals: pl.DataFrame) -> None:
    found = metrics.stuck_deals(deals, as_of=AS_OF)
    columns = ["opportunity_id", "value", "basis", "days", "limit_days", "days_over", "n_behind"]
    assert found.select(columns).rows() == [
        ("d12", 1000.0, "age", 150, 100.0, 50.0, 11),
        ("d13", 2000.0, "age", 101, 100.0, 1.0, 11),
    ]


def test_time_in_stage_adds_up_over_its_visits(deals: pl.DataFrame, visits: pl.DataFrame) -> None:
    """The p90 in proposal is 10 days; nobody won went through offer, so d14's age decides."""
    found = metrics.stuck_deals(deals, visits, as_of=AS_OF)
    columns = ["opportunity_id", "stage", "basis", "days", "limit_days"]
    assert found.select(columns).rows() == [("d12", "proposal", "stage", 12, 10.0)]
    looser = metrics.stuck_deals(deals, visits, as_of=AS_OF, quantile=0.5)
    assert set(looser["opportunity_id"]) == {"d12", "d14"}


def test_a_deal_without_history_is_judged_by_age(deals: pl.DataFrame, visits: pl.DataFrame) -> None:
    some = visits.filter(pl.col("object_id") != "d13")
    found = metrics.stuck_deals(deals, some, as_of=AS_OF)
    assert dict(found.select("opportunity_id", "basis").rows()) == {"d12": "stage", "d13": "age"}


def test_an_earlier_day_sees_only_what_was_known(deals: pl.DataFrame, visits: pl.DataFrame) -> None:
    """On day 160 d12 stands in offer for the first time: nobody won stood there."""
    found = metrics.stuck_deals(deals, visits, as_of=date(2026, 6, 10))
    row = found.filter(opportunity_id="d12").row(0, named=True)
    assert (row["stage"], row["basis"], row["days"]) == ("offer", "age", 130)


def test_count_and_value(deals: pl.DataFrame, make_leads: Maker) -> None:
    assert metrics.n_stuck_deals(deals, as_of=AS_OF).select("value", "denominator").row(0) == (2, 4)
    assert metrics.stuck_value(deals, as_of=AS_OF).select("value", "denominator").row(0) == (
        3000,
        2,
    )
    leads = make_leads(["ana", "bruno"], [0, 0], original_source=["email", "webinar"])
    cut = metrics.n_stuck_deals(deals, None, leads, as_of=AS_OF, by=["original_source"])
    assert cut.select("original_source", "value", "denominator").rows() == [
        ("(blank)", 0.0, 2.0),
        ("email", 1.0, 1.0),
        ("webinar", 1.0, 1.0),
    ]


def test_too_few_wins_make_no_limit(deals: pl.DataFrame) -> None:
    with pytest.raises(metrics.NotComputable, match="fewer than 12 won deals"):
        metrics.stuck_deals(deals, as_of=AS_OF, fewest=12)


def test_no_open_deal_is_no_stuck_deal(deals: pl.DataFrame) -> None:
    won = deals.filter(status="won")
    assert metrics.stuck_deals(won, as_of=AS_OF).is_empty()
    assert metrics.n_stuck_deals(won, as_of=AS_OF)["value"].item() == 0
