"""What customers bring, what they cost, and when the cost is paid back: solved by hand."""

from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.metrics.test_revenue_retention import AS_OF, START, deals_of, events_of

from revops import metrics
from revops.metrics.accrued import accrued
from revops.metrics.metric import NotComputable

DAY = START.date()


def credits_of(rows: list[tuple[str, str, str, float]]) -> pl.DataFrame:
    """Credits: conversion, account, channel, credit."""
    names = ["conversion_id", "account_id", "channel", "credit"]
    return pl.DataFrame(rows, schema=names, orient="row").with_columns(
        campaign_id=pl.lit(None, pl.String)
    )


def spend_of(**costs: float) -> pl.DataFrame:
    return pl.DataFrame(
        {"channel": list(costs), "spent_on": [DAY] * len(costs), "cost_base": list(costs.values())}
    ).with_columns(campaign_id=pl.col("channel"))


def test_value_is_of_the_old_enough_and_is_not_extrapolated() -> None:
    """700 + 100 within the year, 0 without an amount; 900 of day 400 and the young are out."""
    deals = deals_of(
        [(0, 0, 700.0), (0, 100, 100.0), (0, 400, 900.0), (1, 0, None), (2, 500, 60.0)]
    )
    found = metrics.customer_value(deals, as_of=AS_OF).row(0, named=True)
    assert (found["value"], found["numerator"], found["denominator"]) == (400, 800, 2)
    assert found["n_without_amount"] == 1
    young = metrics.customer_value(deals_of([(0, 600, 5.0)]), as_of=AS_OF).row(0, named=True)
    assert (young["value"], young["denominator"], young["is_immature"]) == (None, 0, True)
    cut = metrics.customer_value(deals, as_of=AS_OF, by=["account_id"])
    assert cut.select("account_id", "value", "is_immature").rows() == [
        ("a0", 800, False), ("a1", None, False), ("a2", None, True),
    ]  # fmt: skip


def test_renewals_count_only_where_asked_for_and_once() -> None:
    """The first account's renewal is a deal and an event, the second's an event alone."""
    deals = deals_of(
        [(0, 0, 100.0), (0, 360, 110.0), (1, 0, 200.0)], type=["new", "renewal", "new"]
    )
    events = events_of([(0, "renewed", 360, 110.0), (1, "renewed", 360, 200.0)])
    plain = metrics.customer_value(deals, events, as_of=AS_OF)
    renewed = metrics.customer_value(deals, events, as_of=AS_OF, with_renewals=True)
    assert (plain["numerator"].item(), renewed["numerator"].item()) == (300, 610)


def test_expansions_need_somebody_who_tells_of_them() -> None:
    with pytest.raises(NotComputable, match="no export tells of expansions"):
        metrics.expansion_value(deals_of([(0, 0, 1.0)]), as_of=AS_OF)


def test_ltv_to_cac_by_hand() -> None:
    """Search: 1.5 customers for 300, worth (600 + 0.5 x 900) / 1.5 = 700 each; 700 / 200 = 3.5."""
    deals = deals_of([(0, 0, 600.0), (1, 0, 900.0), (0, 50, 40.0)])
    credits = credits_of(
        [
            ("d0", "a0", "search", 1.0),
            ("d1", "a1", "search", 0.5),
            ("d1", "a1", "email", 0.5),
            ("d2", "a0", "email", 1.0),  # a second deal wins no new customer
        ]
    )
    found = metrics.ltv_to_cac(credits, spend_of(search=300.0, social=9.0), deals, as_of=AS_OF)
    rows = found.select("channel", "value", "numerator", "denominator", "n_customers").rows()
    search = pytest.approx((640 + 450) / 1.5)
    assert rows == [
        ("email", None, 900, None, 1),
        ("search", pytest.approx((640 + 450) / 1.5 / 200), search, 200, 2),
        ("social", None, None, None, 0),
    ]


def test_cost_and_customers_are_of_one_period() -> None:
    deals = deals_of([(0, 0, 600.0), (1, 100, 600.0)])
    credits = credits_of([("d0", "a0", "search", 1.0), ("d1", "a1", "search", 1.0)])
    found = metrics.ltv_to_cac(
        credits, spend_of(search=300.0), deals, as_of=AS_OF, by=[], until=DAY + timedelta(days=9)
    )
    assert found.select("value", "numerator", "denominator").row(0) == (2, 600, 300)


def test_the_promise_is_that_of_the_campaign_on_both_sides() -> None:
    campaigns = pl.DataFrame(
        {"campaign_id": ["c1"], "name": ["search"], "promise": [["support", "price"]]}
    )
    credits = credits_of([("d0", "a0", "x", 1.0)]).with_columns(campaign_id=pl.lit("c1"))
    found = metrics.ltv_to_cac(
        credits, spend_of(search=300.0), deals_of([(0, 0, 600.0)]), None, campaigns,
        as_of=AS_OF, by=["promise"],
    )  # fmt: skip
    assert found.select("promise", "value").rows() == [("price, support", 2.0)]


def test_revenue_accrues_by_the_day_with_what_changes_it() -> None:
    """365 a year are 1 a day: 2 from day 10, 1.5 from day 20, nothing after day 30."""
    deals = deals_of([(0, 0, 365.0)])
    events = events_of(
        [(0, "expanded", 10, 365.0), (0, "contracted", 20, -182.5), (0, "churned", 30, None)]
    )
    won = pl.DataFrame({"account_id": ["a0"], "started_on": [DAY]})
    found = accrued(deals, events, won, [0, 10, 20, 30, 40], as_of=AS_OF)
    assert found["accrued"].to_list() == pytest.approx([0, 10, 30, 45, 45])


def test_payback_by_hand() -> None:
    """Each costs 60 and brings 1 a day: covered on day 60, the first whole week after is 63.

    The ends are those of a cost shared by more, or fewer, customers than there were.
    """
    rows = [(number, 0, 365.0) for number in range(6)]
    credits = credits_of([(f"d{number}", f"a{number}", "search", 1.0) for number in range(6)])
    deals = deals_of(rows)
    found = metrics.cac_payback_days(credits, spend_of(search=360.0), deals, as_of=AS_OF)
    assert found.select("value", "low", "high", "numerator").row(0) == (63, 35, 182, 60)
    dear = metrics.cac_payback_days(credits, spend_of(search=9e6), deals, as_of=AS_OF)
    assert dear.select("value", "high", "n_customers").row(0) == (None, None, 6)
    few = metrics.cac_payback_days(
        credits, spend_of(search=360.0), deals, as_of=AS_OF, by=[], fewest=7
    )
    assert few.select("value", "numerator").row(0) == (None, 60)


def test_an_age_that_too_few_have_reached_says_nothing() -> None:
    """Two are old enough for day 63 and five are not: payback is not seen yet."""
    rows = [(k, 0 if k < 2 else 700, 365.0) for k in range(7)]
    credits = credits_of([(f"d{k}", f"a{k}", "search", 1.0) for k in range(7)])
    spent = spend_of(search=420.0)
    found = metrics.cac_payback_days(credits, spent, deals_of(rows), as_of=AS_OF)
    assert found["value"].to_list() == [None]
    fewer = metrics.cac_payback_days(credits, spent, deals_of(rows), as_of=AS_OF, fewest=2)
    assert fewer["value"].to_list() == [63]


ROWS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 400), st.sampled_from([None, 0.0, 90.0, 600.0])),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15)
@given(ROWS)
def test_segments_add_up_to_the_whole(won) -> None:
    deals = deals_of(won)
    whole = metrics.customer_value(deals, as_of=AS_OF)
    cut = metrics.customer_value(deals, as_of=AS_OF, by=["product"])
    sums = ["numerator", "denominator", "n_without_amount"]
    assert_frame_equal(cut.select(pl.col(sums).sum()), whole.select(sums))


@settings(max_examples=5)
@given(ROWS, st.floats(1, 1e5))
def test_payback_comes_later_when_it_costs_more(won, cost) -> None:
    deals = deals_of(won)
    first = deals.sort("closed_at", "opportunity_id").unique("account_id", keep="first")
    credits = first.select(
        pl.col("opportunity_id").alias("conversion_id"), "account_id",
        channel=pl.lit("search"), credit=pl.lit(1.0), campaign_id=pl.lit(None, pl.String),
    )  # fmt: skip
    days = [
        metrics.cac_payback_days(credits, spend_of(search=x), deals, as_of=AS_OF, fewest=1)
        .get_column("value")
        .item()
        for x in (cost, 2 * cost)
    ]
    assert days[1] is None or days[0] <= days[1]
