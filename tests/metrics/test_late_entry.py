"""Late entry: who was not watched from the beginning counts only from then on."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from polars.testing import assert_frame_equal

from revops import metrics
from revops.metrics.incidence import incidence

Maker = Callable[..., pl.DataFrame]
ROWS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from([0, 1, 2]), st.integers(0, 40)), min_size=1
)


def frame(rows: list[tuple[int, int, int]]) -> pl.DataFrame:
    names = {"days": pl.Int64, "cause": pl.Int32, "entry": pl.Int64}
    return pl.DataFrame(rows, schema=names, orient="row")


def test_a_case_with_two_causes_and_late_entry_solved_by_hand() -> None:
    """At risk: day 4 ana, bruno; day 6 bruno, carla, diego; day 9 carla, diego, elena.

    Elena ended on day 9 and began to be watched on that very day; fabio ended before.
    """
    found = incidence(frame([(4, 1, 0), (6, 2, 0), (9, 1, 5), (12, 0, 6), (9, 2, 9), (3, 1, 7)]))
    seen = found.filter(pl.col("n_won") + pl.col("n_lost") > 0)
    assert seen["days"].to_list() == [4, 6, 9]
    assert seen["n_at_risk"].to_list() == [2, 3, 3]
    assert seen["won_share"].to_list() == pytest.approx([1 / 2, 1 / 2, 1 / 2 + 1 / 3 * 1 / 3])
    assert seen["lost_share"].to_list() == pytest.approx([0, 1 / 6, 1 / 6 + 1 / 3 * 1 / 3])
    assert seen["open_share"].to_list() == pytest.approx([1 / 2, 1 / 3, 1 / 9])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_one_cause_it_is_one_minus_lifelines_kaplan_meier(seed: int) -> None:
    """Lifelines takes who enters on a day as at risk from the day after: half a day sooner."""
    random = np.random.default_rng(seed)
    days = random.integers(1, 60, 500)
    entry = np.where(random.random(500) < 0.5, 0, np.minimum(random.integers(0, 30, 500), days))
    entry[:60], days[:60] = 0, 60  # some are watched throughout, so that nobody is left alone
    cause = random.integers(0, 2, 500)
    fitter = KaplanMeierFitter().fit(days, cause, entry=np.where(entry > 0, entry - 0.5, 0))
    steps = incidence(pl.DataFrame({"days": days, "cause": cause, "entry": entry}))
    theirs = fitter.survival_function_at_times(steps["days"].to_numpy()).to_numpy()
    assert 1 - steps["won_share"].to_numpy() == pytest.approx(theirs, abs=1e-12)


@given(ROWS)
def test_entry_on_day_0_changes_nothing(rows: list[tuple[int, int, int]]) -> None:
    everyone = frame(rows).with_columns(entry=pl.lit(0, pl.Int64))
    assert_frame_equal(incidence(everyone), incidence(everyone.drop("entry")))


@given(ROWS)
def test_shares_add_up_to_one_and_nobody_is_counted_below_none(
    rows: list[tuple[int, int, int]],
) -> None:
    steps = incidence(frame(rows))
    total = steps["won_share"] + steps["lost_share"] + steps["open_share"]
    assert total.to_list() == pytest.approx([1.0] * steps.height, abs=1e-12)
    assert steps.filter(pl.col("n_at_risk") < 0).is_empty()
    ended = pl.sum_horizontal("n_won", "n_lost", "n_censored")
    assert steps.filter(ended > pl.col("n_at_risk")).is_empty()


DAY = date(2026, 1, 1) + timedelta(days=70)


def survivors(make_leads: Maker, make_deals: Maker) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Write 200 leads, two a day; the second of each day is won 30 days later."""
    days = [n // 2 for n in range(200)]
    ids = [f"lead-{n}" for n in range(200)]
    won = [n for n in range(1, 200, 2)]
    deals = make_deals(
        ["won"] * 100,
        [days[n] for n in won],
        [days[n] + 30 for n in won],
        lead_id=[ids[n] for n in won],
    )
    return make_leads(ids, days), deals


def test_who_ended_before_observation_does_not_count_and_the_share_stays_right(
    make_leads: Maker, make_deals: Maker
) -> None:
    """Of the leads before day 70 the won ones are gone: those left would halve the share."""
    leads, deals = survivors(make_leads, make_deals)
    asked = {"as_of": date(2026, 12, 31), "horizon_days": [60]}
    kept = deals.filter(pl.col("closed_at").dt.date() >= DAY)
    seen = leads.join(kept, on="lead_id", how="semi")
    open_ones = leads.join(deals, on="lead_id", how="anti")
    truncated = pl.concat([seen, open_ones])
    wrong = metrics.lead_to_won_share(truncated, kept, **asked)["value"].item()
    right = metrics.lead_to_won_share(truncated, kept, **asked, observed_from=DAY)
    assert wrong < 0.4
    assert right["value"].item() == pytest.approx(0.5)
    same = metrics.lead_to_won_share(leads, deals, **asked, observed_from=DAY)
    assert_frame_equal(right, same)


def test_nothing_is_said_where_nobody_was_watched_from_the_beginning(
    make_leads: Maker, make_deals: Maker
) -> None:
    leads, deals = survivors(make_leads, make_deals)
    asked = {"as_of": date(2026, 12, 31), "horizon_days": [60], "cohort": "month"}
    found = metrics.lead_to_won_share(leads, deals, **asked, observed_from="2026-03-31")
    known = dict(found.select("cohort", "value").rows())
    assert known["2026-01"] is None
    assert known["2026-04"] == pytest.approx(0.5)


def test_the_curve_counts_only_who_was_watched(make_leads: Maker, make_deals: Maker) -> None:
    leads, deals = survivors(make_leads, make_deals)
    curve = metrics.won_curve(leads, deals, as_of=date(2026, 12, 31), observed_from=DAY)
    first = curve.filter(outcome="won").row(0, named=True)
    assert (first["days"], first["n_at_risk"]) == (0, 60)
