"""Journeys and credit at the door of a page: which parameters reach them, and what is said."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from revops import attribution, store
from revops.checks import QUARANTINED, RESULTS, Checked
from revops.errors import BadParameter, UnknownName
from revops.metrics import METRICS, NotComputable, credit_ranks
from revops.report.inputs import Inputs
from revops.report.journey_params import SHAPE
from revops.report.numbers import Numbers
from revops.tables import TABLES
from revops.workspace import Agreement, Sla
from revops.workspace.attribution import AttributionAgreed, CustomWeights

AS_OF = date(2026, 6, 30)
START = datetime(2026, 1, 1, tzinfo=UTC)
STAGES = pl.DataFrame(
    schema=dict.fromkeys(("object", "pipeline", "label", "stage", "position", "status"), pl.String)
)
CREDITED = METRICS["credited_value"]


def table(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = TABLES[name].schema()
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def day(n: int) -> datetime:
    return START + timedelta(days=n)


#: Each lead's touches, in order; the odd ones win, the others lose, the last has no deal.
PATHS = [
    ("email", "email", "webinar"), ("direct", "email"), ("webinar", "direct", "email", "email"),
    ("direct",), ("email", "webinar"), ("webinar",),
]  # fmt: skip


def company() -> dict[str, pl.DataFrame]:
    leads = [{"lead_id": f"L{n}", "account_id": f"A{n}", "created_at": day(0)} for n in range(6)]
    deals = [
        {"opportunity_id": f"O{n}", "lead_id": f"L{n}", "account_id": f"A{n}", "amount_base": 100,
         "created_at": day(20), "closed_at": day(40), "status": "won" if n % 2 == 0 else "lost"}
        for n in range(5)
    ]  # fmt: skip
    touched = [
        {"touchpoint_id": f"t{n}{at}", "lead_id": f"L{n}", "channel": channel,
         "campaign_id": f"c{at % 2}" if at < 2 else None, "occurred_at": day(1 + at)}
        for n, path in enumerate(PATHS) for at, channel in enumerate(path)
    ]  # fmt: skip
    visits = [
        {"object": "lead", "object_id": f"L{n}", "stage": "mql", "entered_at": day(at)}
        for n, at in [(0, 9), (0, 3), (5, 30)]
    ]
    return {
        "leads": table("leads", leads),
        "opportunities": table("opportunities", deals),
        "touchpoints": table("touchpoints", touched),
        "stage_history": table("stage_history", visits),
    }


def inputs_of(tables: dict[str, pl.DataFrame], **agreed: Any) -> Inputs:
    agreement = Agreement(STAGES, pl.DataFrame(), Sla(), {}, **agreed)
    read = store.Tables({name: frame.lazy() for name, frame in tables.items()})
    return Inputs(read, agreement, as_of=AS_OF)


@pytest.fixture
def inputs() -> Inputs:
    return inputs_of(company())


@pytest.fixture
def numbers(inputs: Inputs) -> Numbers:
    checked = Checked(company(), RESULTS.to_frame(), QUARANTINED.to_frame(), {})
    return Numbers(inputs, checked, "USD")


def value_of(inputs: Inputs, **params: Any) -> dict[str, float]:
    return dict(inputs.compute(CREDITED, params).select("channel", "value").rows())


def test_each_parameter_shapes_the_credit(inputs: Inputs) -> None:
    plain = value_of(inputs)
    assert plain == pytest.approx(
        {"direct": 25.0, "email": 200 / 3 + 50 + 50, "webinar": 100 / 3 + 25 + 50}
    )
    assert value_of(inputs, collapse_repeats=True) == pytest.approx(
        {"direct": 100 / 3, "email": 50 + 100 / 3 + 50, "webinar": 50 + 100 / 3 + 50}
    )
    assert value_of(inputs, drop_direct=True)["webinar"] == pytest.approx(100 / 3 * 2 + 50)
    assert value_of(inputs, first_only=True, drop_direct=True) == {"email": 150.0, "webinar": 150.0}
    late = {"email": 100.0, "unattributed": 100.0, "webinar": 100.0}
    assert value_of(inputs, lookback_days=37) == late
    assert value_of(inputs, lookback_days=0) == {"unattributed": 300.0}


def test_targets_are_worth_what_is_asked_for(inputs: Inputs) -> None:
    assert sum(value_of(inputs, target="opportunity").values()) == pytest.approx(5.0)
    assert sum(value_of(inputs, target="lead", value=2.0).values()) == pytest.approx(12.0)
    mql = inputs.journeys(target="mql", value=7.0).filter(position=1)
    assert mql.select("conversion_id", "converted_at", "value").rows() == [
        ("L0", day(3), 7.0), ("L5", day(30), 7.0)
    ]  # fmt: skip


def test_nothing_says_when_leads_qualified() -> None:
    without = company()
    without.pop("stage_history")
    with pytest.raises(NotComputable, match="when a lead entered the stage mql"):
        inputs_of(without).compute(CREDITED, {"target": "mql"})
    without.pop("leads")
    with pytest.raises(NotComputable, match="the table 'leads'"):
        inputs_of(without).compute(CREDITED, {"target": "lead"})


def test_a_lead_can_convert_where_no_export_gives_deals() -> None:
    without = company()
    without.pop("opportunities")
    assert inputs_of(without).journeys(target="lead").filter(position=1).height == 6


def test_models_learn_from_what_did_not_convert_too(inputs: Inputs) -> None:
    ended = inputs.ended_journeys().filter(position=1)
    assert sorted(ended.select("conversion_id", "outcome").rows()) == [
        ("O0", "converted"), ("O1", "lost"), ("O2", "converted"), ("O3", "lost"),
        ("O4", "converted"),
    ]  # fmt: skip
    assert "outcome" not in inputs.journeys().columns
    learnt = inputs.credits(model="markov", fewest=0)
    assert learnt["conversion_id"].unique().sort().to_list() == ["O0", "O2", "O4"]
    both = attribution.credit(inputs.ended_journeys(), "markov", fewest=0)
    alone = attribution.credit(inputs.journeys(), "markov", fewest=0)
    assert learnt["credit"].to_list() == both["credit"].to_list() != alone["credit"].to_list()


def test_too_few_journeys_are_a_reason_and_no_failure(inputs: Inputs) -> None:
    for model in ("markov", "shapley_rates", "additive_hazard"):
        with pytest.raises(NotComputable) as reason:
            inputs.compute(CREDITED, {"model": model})
        assert str(reason.value) == (
            "3 of 3 journeys have two or more touches; a model that learns needs 200"
        )


def test_what_is_learnt_again_gives_the_interval(inputs: Inputs) -> None:
    asked = {"model": "markov", "fewest": 0}
    made = inputs.draws(**asked)
    assert made is not None
    assert made.weights.shape[1] == 500
    assert inputs.draws(**asked) is made
    assert inputs.draws(model="linear") is None
    assert inputs.draws(model="additive_hazard", fewest=0) is None
    found = inputs.compute(CREDITED, asked)
    _, totals = made.totals(inputs.credits(**asked), ["channel"], "credited_value")
    low, high = np.quantile(totals, [0.025, 0.975], axis=1)
    assert found["low"].to_list() == pytest.approx(low.tolist())
    assert found["high"].to_list() == pytest.approx(high.tolist())


def test_a_level_is_what_is_learnt_about(inputs: Inputs) -> None:
    by = {"by": ("campaign_id",), "level": "campaign_id", "fewest": 0}
    found = inputs.compute(CREDITED, {"model": "markov", **by})
    assert found["campaign_id"].to_list() == ["(blank)", "c0", "c1"]
    assert found["value"].sum() == pytest.approx(300.0)
    assert inputs.credits(model="markov", level="campaign_id", fewest=0)["learnt_on"].null_count()
    drawn = inputs.draws(model="markov", level="campaign_id", fewest=0)
    assert drawn is not None
    assert drawn.channels == ("c0", "c1", None)
    with pytest.raises(UnknownName, match="Did you mean 'campaign_id'"):
        inputs.credits(level="campaign")
    once = inputs.journeys(level="campaign_id", first_only=True)
    assert once.filter(conversion_id="O2")["campaign_id"].to_list() == ["c0", "c1", None]


def test_what_is_asked_for_as_it_is_anyway_is_made_once(inputs: Inputs) -> None:
    usual = dict(SHAPE)
    assert inputs.journeys(**usual) is inputs.journeys()
    assert inputs.credits(**usual) is inputs.credits(model="linear")


def test_parameters_stand_beside_the_number(numbers: Numbers) -> None:
    told = numbers.shown(CREDITED, {"collapse_repeats": True, "first_only": False, "value": 1.0})
    assert told == {"currency": "USD", "lookback_days": 180, "model": "linear", "target": "won",
                    "collapse_repeats": True}  # fmt: skip
    hazard = numbers.shown(CREDITED, {"model": "additive_hazard"})
    assert hazard["interval"] == "what was learnt is taken as certain"
    assert "interval" not in numbers.shown(CREDITED, {"model": "markov"})
    hashes = [
        set(numbers.published(CREDITED, **params)["definition_hash"])
        for params in ({}, {"first_only": False}, {"first_only": True})
    ]
    assert hashes[0] == hashes[1] != hashes[2]


def test_agreed_weights_reach_the_model_and_stand_beside_its_number() -> None:
    weights = CustomWeights(first=0.75, rest=0.25)
    agreed = inputs_of(company(), attribution=AttributionAgreed(custom=weights))
    assert value_of(agreed, model="custom")["email"] == pytest.approx(75 + 12.5 + 25 / 3 * 2 + 75)
    with pytest.raises(NotComputable, match=r"under \[custom\] in agreement/attribution\.toml"):
        inputs_of(company()).compute(CREDITED, {"model": "custom"})


def test_a_parameter_that_nobody_knows_is_refused(inputs: Inputs) -> None:
    with pytest.raises(BadParameter, match="has no parameter 'colapse_repeats'"):
        inputs.compute(CREDITED, {"colapse_repeats": True})
    with pytest.raises(BadParameter, match="more than 0 days"):
        inputs.compute(CREDITED, {"model": "time_decay", "half_life_days": 0})


def test_ranks_take_their_inputs_from_the_page(inputs: Inputs) -> None:
    found = inputs.call(credit_ranks, {"model": "markov", "fewest": 0})
    assert found["first_share"].sum() == pytest.approx(1.0)
    assert found["value"].sum() == pytest.approx(300.0)
