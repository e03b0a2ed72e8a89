"""What holds for any failures: nothing counts twice, and mending frees what nothing else holds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.defects.conftest import AS_OF, deal, rows

from revops.checks import FAILING, QUARANTINED, RESULTS, Checked
from revops.defects import price
from revops.defects.freed import at_stake, freed, pipeline

CHECKS = ("a", "b", "c", "d")
STATUSES = ("open", "won", "lost", None)
amounts = st.none() | st.integers(-50, 1000)
companies = st.lists(
    st.tuples(amounts, st.sampled_from(STATUSES), st.sampled_from(["ana", "bruno", None])),
    min_size=1, max_size=9,
)  # fmt: skip
places = st.sets(st.integers(0, 8), min_size=1, max_size=9)
failures = st.dictionaries(
    st.sampled_from(CHECKS), st.tuples(st.sampled_from(["critical", "warning", "info"]), places)
)
Priced = Any


def checked(found: dict[str, tuple[str, set[int]]], height: int, table: str) -> Checked:
    kept = {name: (sev, sorted(p for p in at if p < height)) for name, (sev, at) in found.items()}
    told = [
        {"check_id": name, "table": table, "severity": severity, "guards": [], "status": "failed",
         "n_failed": len(at), "description": name}
        for name, (severity, at) in kept.items()
    ]  # fmt: skip
    results = [{key: row.get(key) for key in RESULTS} for row in told]
    places = [[name, table, at] for name, (_, at) in kept.items()]
    return Checked(
        {},
        pl.DataFrame(results, schema=RESULTS),
        QUARANTINED.to_frame(),
        {},
        pl.DataFrame(places, schema=FAILING, orient="row"),
    )


def priced(company: list[tuple], found: dict, order: Callable[[int], int] = lambda n: n) -> Priced:
    """Price failures of deals; `order` moves each row to another place."""
    deals = [deal(f"d{n}", amount, status, lead_id=lead)
             for n, (amount, status, lead) in enumerate(company)]  # fmt: skip
    placed = {order(n): row for n, row in enumerate(deals)}
    moved = {name: (sev, {order(p) for p in at if p < len(deals)})
             for name, (sev, at) in found.items()}  # fmt: skip
    tables = {"opportunities": rows("opportunities", *(placed[n] for n in sorted(placed)))}
    what = checked(moved, len(deals), "opportunities")
    return price(what, tables, as_of=AS_OF, zone="UTC")


def open_value(amount: int | None, status: str | None) -> int:
    return max(amount or 0, 0) if status not in ("won", "lost") else 0


@given(companies, failures)
def test_every_deal_counts_once_and_never_more_than_the_pipeline(company, found):
    told = priced(company, found)
    problems = [at for severity, at in found.values() if severity != "info"]
    resting = {place for at in problems for place in at if place < len(company)}
    assert told.at_stake == sum(open_value(*company[place][:2]) for place in resting)
    assert told.pipeline == sum(open_value(*each[:2]) for each in company)
    assert told.at_stake <= told.pipeline


@given(companies, failures)
def test_mending_the_first_k_frees_the_deals_that_only_they_touch(company, found):
    told = priced(company, found)
    order = told.problems["check_id"].to_list()
    for k in range(len(order) + 1):
        others = {place for name in order[k:] for place in found[name][1]}
        mended = {place for name in order[:k] for place in found[name][1]} - others
        only = [company[place] for place in mended if place < len(company)]
        assert told.freed(k) == sum(open_value(*each[:2]) for each in only)


@given(companies, failures)
def test_mending_more_never_frees_less_and_mending_all_frees_all(company, found):
    told = priced(company, found)
    steps = [told.freed(k) for k in range(told.problems.height + 1)]
    assert steps == sorted(steps)
    assert steps[0] == 0
    assert steps[-1] == told.at_stake


@given(companies, failures)
def test_the_list_is_sorted_by_money(company, found):
    defects = priced(company, found).defects
    money = defects.select("open_value", "won_value").rows()
    assert money == sorted(money, reverse=True)
    assert sorted(defects["check_id"]) == sorted(found)


@given(companies, failures, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(company, found, random):
    places = list(range(len(company)))
    random.shuffle(places)
    first, other = priced(company, found), priced(company, found, places.__getitem__)
    assert first.defects.equals(other.defects)
    assert (first.at_stake, first.pipeline) == (other.at_stake, other.pipeline)


@given(companies, failures)
def test_a_price_by_table_is_that_of_its_deals_each_once(company, found):
    told = priced(company, found)
    assert told.by_table()["open_value"].sum() == told.at_stake


pairs = st.lists(st.tuples(st.sampled_from(CHECKS), st.integers(0, 6)), unique=True)


@given(pairs, st.lists(st.integers(0, 100), min_size=7, max_size=7), st.permutations(CHECKS))
def test_freeing_holds_for_any_order_of_mending(pairs, values, order):
    touched = pl.DataFrame(pairs, schema={"check_id": pl.String, "deal": pl.UInt32}, orient="row")
    worth = pl.DataFrame(
        {"deal": range(7), "open_value": values},
        schema={"deal": pl.UInt32, "open_value": pl.Decimal(38, 6)},
    )
    steps = freed(touched, worth, order)
    assert steps["check_id"].to_list() == order
    assert steps["freed_value"].is_sorted()
    assert steps["freed_value"][-1] == at_stake(touched, worth) <= pipeline(worth)


@pytest.mark.parametrize("first", [0, 5])
def test_nothing_that_fails_touches_nothing(first):
    told = priced([(900, "open", None)], {})
    assert (told.at_stake, told.freed(first), told.defects.height) == (0, 0, 0)


def test_without_deals_nothing_is_priced_and_nothing_is_zero():
    what = checked({"a": ("warning", {0})}, 1, "leads")
    told = price(what, {"leads": rows("leads", {})}, as_of=date(2026, 6, 30), zone="UTC")
    assert (told.pipeline, told.at_stake, told.freed(1)) == (None, None, None)
    assert told.defects.select("n_deals", "open_value", "freed_value").row(0) == (None, None, None)
    assert told.by_table()["open_value"].to_list() == [None]
