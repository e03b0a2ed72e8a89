"""Experiments beside the model's credit, and credit scaled by them."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.alignment import calibrated, experiments_beside

AS_OF = date(2026, 6, 30)
CREDITS = pl.DataFrame(
    [
        ("d1", date(2026, 3, 2), "email", "c1", 0.25, 250.0),
        ("d1", date(2026, 3, 2), "webinar", "c2", 0.75, 750.0),
        ("d2", date(2026, 3, 31), "email", "c1", 1.0, 600.0),
        ("d3", date(2026, 4, 1), "email", "c1", 1.0, 5000.0),  # after the experiment
    ],
    schema=["conversion_id", "converted_at", "channel", "campaign_id", "credit", "credited_value"],
    orient="row",
)
SPEND = pl.DataFrame(
    {
        "channel": ["email", "email", "webinar"],
        "campaign_id": ["c1", "c1", "c2"],
        "spent_on": [date(2026, 3, 1), date(2026, 4, 1), date(2026, 3, 1)],
        "cost_base": [160.0, 999.0, 7.0],
    }
)


def experiment(
    lift: float, low: float | None, high: float | None, **columns: object
) -> pl.DataFrame:
    row = {
        "experiment_id": "E1", "channel": "email", "campaign_id": None, "kind": "geo",
        "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31), "lift": lift, "low": low,
        "high": high, "source": "invented",
    }  # fmt: skip
    strings = {"channel": pl.String, "campaign_id": pl.String}
    ends = {"low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame([{**row, **columns}], schema_overrides={**strings, **ends})


def test_by_hand():
    row = experiments_beside(CREDITS, experiment(0.25, 0.12, 0.4), SPEND, as_of=AS_OF).row(
        0, named=True
    )
    assert row["n_won_then"] == 2
    assert row["converted_value"] == 1600.0
    assert row["credited_share"] == pytest.approx(1.25 / 2)
    assert row["credit_ratio"] == pytest.approx(0.25 / (1.25 / 2))
    assert row["spend"] == 160.0
    assert row["break_even_share"] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.11, 0.4, "earns_its_cost"),
        (0.09, 0.4, "test_undecided"),
        (0.1, 0.4, "test_undecided"),  # break-even itself decides nothing
        (-0.2, 0.09, "costs_more"),
        (None, None, "test_undecided"),
    ],
)
def test_only_an_interval_without_break_even_decides(low, high, said):
    found = experiments_beside(CREDITS, experiment(0.1, low, high), SPEND, as_of=AS_OF)
    assert found["test_verdict"].item() == said


def test_without_spend_there_is_no_verdict_and_the_ratio_stays():
    found = experiments_beside(CREDITS, experiment(0.25, 0.2, 0.3), as_of=AS_OF)
    assert found.select("spend", "break_even_share", "test_verdict").row(0) == (None, None, None)
    assert found["credit_ratio"].item() == pytest.approx(0.4)


def test_a_running_experiment_and_one_of_a_campaign_are_not_the_channels():
    running = experiment(0.25, 0.2, 0.3, ends_on=date(2026, 7, 1))
    of_campaign = experiment(0.25, 0.2, 0.3, channel=None, campaign_id="c1")
    for each in (running, of_campaign):
        assert experiments_beside(CREDITS, each, SPEND, as_of=AS_OF).is_empty()
    found = experiments_beside(CREDITS, of_campaign, SPEND, as_of=AS_OF, by="campaign_id")
    assert found.select("campaign_id", "spend").row(0) == ("c1", 160.0)


def test_no_conversion_in_its_days_gives_no_ratio():
    early = experiment(0.2, 0.1, 0.3, starts_on=date(2025, 1, 1), ends_on=date(2025, 1, 9))
    found = experiments_beside(CREDITS, early, SPEND, as_of=AS_OF)
    assert found.select("credit_ratio", "test_verdict").row(0) == (None, None)


VALUES = st.dictionaries(
    st.sampled_from(["email", "webinar", "event", "unattributed"]),
    st.floats(0, 1e6).map(lambda x: round(x, 2)),
    min_size=1,
)


@given(VALUES, st.floats(-0.5, 0.9), st.floats(0.01, 1))
def test_calibrated_credit_adds_up_to_what_was_won(values, lift, share):
    credited = pl.DataFrame({"channel": list(values), "value": list(values.values())})
    tested = experiment(lift, lift - 0.1, lift + 0.1).with_columns(
        credited_share=pl.lit(share), credit_ratio=pl.lit(lift / share)
    )
    found = calibrated(credited, tested)
    assert found["calibrated_value"].sum() == pytest.approx(sum(values.values()), abs=1e-3)
    assert ("not_by_experiment" in found["channel"]) == ("email" in values)
    for name, value in found.select("channel", "calibrated_value").rows():
        if name not in {"email", "not_by_experiment"}:
            assert value == values[name]


def test_a_lift_below_zero_is_shown_not_floored():
    credited = pl.DataFrame({"channel": ["email", "event"], "value": [400.0, 600.0]})
    tested = experiment(-0.1, -0.3, 0.1).with_columns(credited_share=0.4, credit_ratio=-0.25)
    found = calibrated(credited, tested)
    assert found["calibrated_value"].to_list() == [-100.0, 600.0, 500.0]
    assert found.select("low", "high").row(0) == pytest.approx((-300.0, 100.0))
