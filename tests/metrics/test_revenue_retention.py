"""Gross and net revenue retention, solved by hand, and their laws."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops import metrics
from revops.tables import TABLES

AS_OF = date(2026, 12, 31)
START = datetime(2025, 1, 1, tzinfo=UTC)
LAST = (AS_OF - START.date()).days
AMOUNTS = st.sampled_from([None, 0.0, 100.0, 250.5, 900.0])
WON = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 500), AMOUNTS), min_size=1, max_size=6)
KINDS = st.sampled_from(["expanded", "contracted", "churned", "renewed"])
SIGNED = st.sampled_from([None, 0.0, 50.0, -50.0, 400.0, -900.0])
EVENTS = st.lists(st.tuples(st.integers(0, 4), KINDS, st.integers(0, LAST), SIGNED), max_size=10)


def table(name: str, columns: dict[str, list]) -> pl.DataFrame:
    schema = TABLES[name].schema()
    made = pl.DataFrame(columns, schema={key: schema[key] for key in columns})
    return pl.concat([TABLES[name].empty(), made], how="diagonal")


def deals_of(rows: list[tuple], **columns: list) -> pl.DataFrame:
    """Deals won: account, day, amount."""
    return table(
        "opportunities",
        {
            "opportunity_id": [f"d{number}" for number in range(len(rows))],
            "account_id": [f"a{row[0]}" for row in rows],
            "status": ["won"] * len(rows),
            "product": [("one", "two")[row[0] % 2] for row in rows],
            "created_at": [START + timedelta(days=row[1] - 1) for row in rows],
            "closed_at": [START + timedelta(days=row[1]) for row in rows],
            "amount_base": [row[2] for row in rows],
        }
        | columns,
    )


def events_of(rows: list[tuple], **columns: list) -> pl.DataFrame:
    """Events: account, event, day, amount; and one that says that somebody keeps the list."""
    every = [*rows, (99, "renewed", 0, None)]
    return table(
        "customers",
        {
            "account_id": [f"a{row[0]}" for row in every],
            "event": [row[1] for row in every],
            "occurred_at": [START + timedelta(days=row[2]) for row in every],
            "amount_base": [row[3] for row in every],
        }
        | {name: [*cells, None] for name, cells in columns.items()},
    )


def both(deals: pl.DataFrame, events: pl.DataFrame, **how) -> tuple[dict, dict]:
    """The only row of each."""
    found = [
        metric(deals, events, as_of=AS_OF, **how).row(0, named=True)
        for metric in (metrics.gross_revenue_retention, metrics.net_revenue_retention)
    ]
    return found[0], found[1]


def test_a_case_solved_by_hand() -> None:
    """1,000 + 500 + 0 + 300 at the start; the fifth's amount is unknown, the sixth is too young.

    Kept: 1,000 - 200, then 0 (lost, though no amount says so), 0 and 300; and 400 + 50 more.
    """
    deals = deals_of(
        [(0, 0, 1000.0), (1, 0, 500.0), (2, 0, 0.0), (3, 0, 300.0), (4, 0, None), (5, 600, 9.0)]
    )
    events = events_of(
        [
            (0, "contracted", 100, -200.0),
            (0, "expanded", 200, 400.0),
            (0, "churned", 366, None),
            (1, "expanded", 50, 800.0),
            (1, "churned", 365, None),
            (2, "expanded", 50, 50.0),
            (3, "renewed", 365, 999.0),
            (3, "contracted", 10, None),
            (4, "expanded", 50, 70.0),
            (5, "churned", 700, 9.0),
        ]
    )
    gross, net = both(deals, events)
    assert (gross["numerator"], gross["denominator"]) == (1100, 1800)
    assert gross["value"] == pytest.approx(1100 / 1800)
    assert (net["numerator"], net["denominator"]) == (1550, 1800)
    counts = ("n_customers", "n_without_amount", "n_unvalued")
    assert [gross[name] for name in counts] == [net[name] for name in counts] == [4, 1, 1]


def test_a_contraction_counts_whatever_its_sign_and_takes_no_more_than_there_is() -> None:
    deals = deals_of([(0, 0, 100.0), (1, 0, 100.0)])
    for amount in (-30.0, 30.0):
        gross, net = both(deals, events_of([(0, "contracted", 9, amount)]))
        assert gross["value"] == net["value"] == pytest.approx(0.85)
    gross, net = both(deals, events_of([(0, "contracted", 9, 500.0), (0, "expanded", 9, 450.0)]))
    assert (gross["numerator"], net["numerator"]) == (100, 150)


def test_an_expansion_is_counted_once_whoever_tells_of_it() -> None:
    """The event names the deal, one deal has no event, and one account's event names no deal."""
    rows = [
        (0, 0, 100.0),
        (0, 90, 30.0),
        (1, 0, 100.0),
        (1, 90, 40.0),
        (2, 0, 100.0),
        (2, 90, 50.0),
    ]
    deals = deals_of(rows, type=["new", "expansion"] * 3)
    events = events_of(
        [(0, "expanded", 91, 30.0), (2, "expanded", 91, 55.0)], opportunity_id=["d1", None]
    )
    assert both(deals, events)[1]["numerator"] == 300 + 30 + 40 + 55
    added = metrics.expansion_value(deals, events, as_of=AS_OF)
    assert added.select("value", "denominator", "n_expanded").row(0) == (125, 3, 3)


def test_what_is_bought_on_the_first_day_is_the_start_whatever_it_is_called() -> None:
    deals = deals_of([(0, 0, 100.0), (0, 0, 30.0)], type=["new", "expansion"])
    _, net = both(deals, events_of([(0, "expanded", 0, 30.0)], opportunity_id=["d1"]))
    assert (net["numerator"], net["denominator"]) == (130, 130)
    assert metrics.customer_value(deals, as_of=AS_OF)["value"].item() == 130


def test_the_start_is_what_recurs_each_year() -> None:
    """600 of 900 recur, at half a base unit; 2,400 for two years are 1,200 a year; 300 are 300."""
    deals = deals_of(
        [(0, 0, 450.0), (1, 0, 2400.0), (2, 0, 300.0)],
        amount=[900.0, 2400.0, 300.0],
        recurring_amount=[600.0, None, None],
        term_months=[12, 24, 3],
    )
    assert both(deals, events_of([]))[0]["denominator"] == 300 + 1200 + 300


def test_cohorts_are_compared_at_one_age_and_the_young_are_marked() -> None:
    deals = deals_of([(0, 0, 100.0), (1, 300, 100.0), (2, 400, 100.0), (3, 320, 100.0)])
    shown = metrics.gross_revenue_retention(
        deals, events_of([(0, "churned", 500, 0.0)]), as_of=AS_OF, cohort="year",
        horizon_days=[365, 400],
    )  # fmt: skip
    rows = shown.select("cohort", "horizon_days", "value", "n_customers", "is_immature").rows()
    assert rows == [
        ("2025", 365, 1.0, 3, False),
        ("2025", 400, 1.0, 3, False),
        ("2026", 365, None, 0, True),
        ("2026", 400, None, 0, True),
    ]


def test_few_customers_and_equal_ones_have_no_interval() -> None:
    few = deals_of([(number, 0, 100.0) for number in range(4)])
    many = deals_of([(number, 0, 100.0) for number in range(9)])
    lost = events_of([(0, "churned", 9, None)])
    assert both(few, lost)[0]["low"] is None
    assert both(many, events_of([]))[0]["low"] is None
    gross, _ = both(many, lost)
    assert gross["low"] < gross["value"] < gross["high"]


def test_the_pair_is_that_of_the_two_metrics() -> None:
    deals, events = deals_of([(0, 0, 100.0)]), events_of([(0, "expanded", 9, 50.0)])
    pair = metrics.revenue_retention(deals, events, as_of=AS_OF)
    assert pair["value"].to_list() == [row["value"] for row in both(deals, events)]


@settings(max_examples=15)
@given(WON, EVENTS)
def test_net_is_never_below_gross_and_gross_never_above_one(won, events) -> None:
    gross, net = both(deals_of(won), events_of(events), horizon_days=[200])
    assert gross["numerator"] <= net["numerator"]
    assert gross["denominator"] == net["denominator"] >= gross["numerator"] >= 0


@settings(max_examples=15)
@given(WON, EVENTS, st.randoms())
def test_order_does_not_matter(won, events, random) -> None:
    shuffled = random.sample(events, len(events))
    deals = deals_of(won)
    pairs = (
        metrics.revenue_retention(deals, events_of(rows), as_of=AS_OF, horizon_days=[90, 365])
        for rows in (events, shuffled)
    )
    assert_frame_equal(*pairs)


@settings(max_examples=15)
@given(WON, EVENTS, st.integers(100, LAST))
def test_what_comes_later_changes_nothing(won, events, day) -> None:
    then = START.date() + timedelta(days=day)
    known = [(0, 0, 70.0), *(row for row in won if row[1] <= day)]
    later = [row for row in won if row[1] > day]
    before = [row for row in events if row[2] <= day]
    pairs = (
        metrics.revenue_retention(deals_of(deals), events_of(rows), as_of=then, horizon_days=[90])
        for deals, rows in (([*known, *later], events), (known, before))
    )
    assert_frame_equal(*pairs)


@settings(max_examples=15)
@given(WON, EVENTS)
def test_segments_and_cohorts_add_up_to_the_whole(won, events) -> None:
    deals, told = deals_of(won), events_of(events)
    whole = metrics.revenue_retention(deals, told, as_of=AS_OF)
    sums = ["kept_value", "start_value", "n_customers", "n_without_amount", "n_unvalued"]
    for how in ({"by": ["product"]}, {"cohort": "month"}):
        cut = metrics.revenue_retention(deals, told, as_of=AS_OF, **how)
        added = cut.group_by("measure").agg(pl.col(sums).sum()).sort("measure")
        assert_frame_equal(added, whole.select("measure", *sums))
