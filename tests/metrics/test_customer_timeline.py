"""Each customer's steps, and how long half of them take for each."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from tests.metrics.test_revenue_retention import AS_OF, START, deals_of, events_of, table

from revops import metrics

DAY = START.date()


def on(day: int) -> date:
    return DAY + timedelta(days=day)


def test_the_steps_of_one_customer() -> None:
    deals = deals_of([(0, 40, 100.0), (0, 200, 30.0)], lead_id=["ana", None])
    leads = table(
        "leads",
        {
            "lead_id": ["ana", "bruno", "late", "other"],
            "account_id": [None, "a0", "a0", "a7"],
            "created_at": [START + timedelta(days=day) for day in (9, 20, 90, 1)],
        },
    )
    journeys = pl.DataFrame(
        {"conversion_id": ["d0", "d0", "d1"], "position": [2, 1, 1], "channel": ["b", "a", "c"],
         "occurred_at": [START + timedelta(days=day) for day in (8, 5, 3)]}
    )  # fmt: skip
    events = events_of(
        [(0, "onboarded", 50, None), (0, "renewed", 405, 1.0), (0, "renewed", 770, 1.0),
         (0, "churned", 30, None), (0, "expanded", 60, 20.0)]
    )  # fmt: skip
    accounts = table("accounts", {"account_id": ["a0"], "name": ["Aurora"]})
    found = metrics.customer_timeline(deals, leads, journeys, events, accounts, as_of=AS_OF)
    (row,) = found.rows(named=True)
    assert (row["account_id"], row["company"], row["first_channel"]) == ("a0", "Aurora", "a")
    days = [on(5), on(9), on(39), on(40), on(50), on(405), on(60), None, None]
    assert [cell for name, cell in row.items() if name.endswith("_on")] == days
    assert row["booked_value"] == 150


def test_without_leads_touches_and_events_the_win_is_left() -> None:
    found = metrics.customer_timeline(deals_of([(0, 40, None)]), as_of=AS_OF)
    (row,) = found.rows(named=True)
    assert (row["opportunity_on"], row["won_on"], row["booked_value"]) == (on(39), on(40), None)
    assert row["first_touch_on"] is row["lead_on"] is row["churned_on"] is row["company"] is None
    steps = metrics.customer_steps(deals_of([(0, 40, None)]), as_of=AS_OF)
    assert steps["to_step"].to_list() == ["lead_on", "opportunity_on", "won_on"]


def test_no_person_is_named() -> None:
    columns = metrics.customer_timeline(deals_of([(0, 40, None)]), as_of=AS_OF).columns
    assert not {"lead_id", "full_name", "email", "owner_id"} & set(columns)


def test_who_waits_still_counts_for_the_median_after_the_win() -> None:
    """Two of five onboarded on day 10, one on day 20: half had by day 20, not by day 10."""
    deals = deals_of([(number, 0, 1.0) for number in range(5)])
    events = events_of(
        [(0, "onboarded", 10, None), (1, "onboarded", 10, None), (2, "onboarded", 20, None),
         (3, "renewed", 365, None)]
    )  # fmt: skip
    steps = metrics.customer_steps(deals, None, None, events, as_of=AS_OF)
    rows = {row["to_step"]: row for row in steps.rows(named=True)}
    assert (rows["onboarded_on"]["value"], rows["onboarded_on"]["n"]) == (20, 3)
    assert (rows["renewed_on"]["value"], rows["renewed_on"]["n"]) == (None, 1)
    assert rows["onboarded_on"]["n_customers"] == 5


TIMES = st.lists(st.tuples(st.integers(0, 700), st.integers(1, 700)), min_size=1, max_size=20)


@settings(max_examples=15)
@given(TIMES)
def test_without_losses_the_median_is_kaplan_meiers(times) -> None:
    deals = deals_of([(k, day, 1.0) for k, (day, _) in enumerate(times)])
    last = (AS_OF - DAY).days
    ends = [(k, day + wait) for k, (day, wait) in enumerate(times) if day + wait <= last]
    events = events_of([(k, "onboarded", day, None) for k, day in ends])
    steps = metrics.customer_steps(deals, None, None, events, as_of=AS_OF)
    ours = steps.filter(to_step="onboarded_on")["value"].item()
    seen = [min(wait, last - day) for day, wait in times]
    fitter = KaplanMeierFitter().fit(seen, [day + wait <= last for day, wait in times])
    share = fitter.survival_function_["KM_estimate"]
    reached = share.index[share <= 0.5 + 1e-9]
    assert ours == (reached[0] if len(reached) else None)
