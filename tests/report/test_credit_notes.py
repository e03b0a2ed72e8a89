"""Credit by several models: what is left out is named with its counts, and agreement is told."""

from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from revops import text
from revops.metrics.metric import NotComputable
from revops.report import credit_notes
from revops.report.credit_notes import CreditNotes
from revops.report.unavailable import Unavailable

FEW = Unavailable(NotComputable("{n} of {total} journeys have two or more touches", n=3, total=9))
NONE = Unavailable(NotComputable("no export gives the table '{table}'", table="opportunities"))
VALUES = {
    "first": {"email": 60.0, "event": 40.0},
    "last": {"email": 30.0, "event": 70.0},
    "linear": {"email": 55.0, "event": 45.0},
}


class Told(CreditNotes):
    """A page whose numbers are made up."""

    def __init__(self, refused: dict[str, Unavailable]) -> None:
        self.text = text.load("en")
        settings = SimpleNamespace(currency="USD")
        self.workspace: Any = SimpleNamespace(settings=settings)
        campaigns = pl.DataFrame({"campaign_id": ["email", "x", "y"], "name": ["May", "A", "A"]})
        self.inputs: Any = SimpleNamespace(
            tables={"campaigns": campaigns}, table=lambda _: campaigns
        )
        self.refused = refused
        self.asked: list[dict[str, Any]] = []
        self.metric = self._made
        self.return_models = lambda: ("first", "last", "markov", "shapley_rates")
        self._write = credit_notes.show_html
        self.values: dict[str, float | None] = {}
        self._explain = lambda missing: credit_notes.show_html(missing.reason.told(self.text))

    def _made(self, function: Any, *, model: str, by: Any = ("channel",), **params: Any) -> Any:
        self.asked.append({"model": model, **params})
        if model in self.refused:
            return self.refused[model]
        values = self.values or VALUES.get(model, VALUES["linear"])
        return pl.DataFrame(
            {
                by[0]: [*values],
                "value": [*values.values()],
                "denominator": 2.0,
                "unit": "money",
                "metric_id": "credited_value",
                "params": "{}",
            },
            schema_overrides={"value": pl.Float64},
        ).filter(pl.col(by[0]) != "nobody")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(credit_notes, "show_html", said.append)
    return said


def test_models_that_have_too_little_to_learn_from_are_named_once_with_the_counts(shown):
    page = Told({"markov": FEW, "shapley_rates": FEW})
    found = page.models(len)
    assert found["model"].unique().sort().to_list() == ["first", "last"]
    (said,) = shown
    assert "Left out: Markov, Shapley, conversion rates. 3 of 9 journeys have two or more" in said


def test_where_a_model_of_order_fails_the_whole_does(shown):
    page = Told({"first": NONE})
    assert page.models(len) is NONE
    assert page.levels(len) is NONE
    assert shown == []


def test_levels_learn_on_the_level_and_campaigns_have_their_name(shown):
    page = Told({"markov": FEW, "shapley_rates": FEW})
    found = page.levels(len, levels=["channel", "campaign_id"])
    assert found.filter(level="channel", model="first")["segment"].to_list() == ["email", "event"]
    assert found.filter(level="campaign_id", model="last")["segment"].to_list() == ["May", "event"]
    assert {each["level"] for each in page.asked} == {"channel", "campaign_id"}
    assert shown == []  # the list beside it has said what is left out


def test_two_campaigns_of_one_name_keep_their_ids(shown):
    frame = pl.DataFrame({"campaign_id": ["x", "y"], "value": [1.0, 2.0]})
    assert Told({})._named_level(frame, "campaign_id")["segment"].to_list() == ["x", "y"]


def by_models(*models: str) -> pl.DataFrame:
    rows = [(c, v, model) for model in models for c, v in VALUES[model].items()]
    return pl.DataFrame(rows, schema=["channel", "value", "model"], orient="row").with_columns(
        unit=pl.lit("money")
    )


def test_agreement_and_disagreement_are_told(shown):
    page = Told({})
    page.spread_note(by_models("first", "linear"))
    assert "All 2 models credit E-mail with the most." in shown[0]
    page.spread_note(by_models("first", "last", "linear"))
    assert "hangs on the model: E-mail under 2 of 3, another under the rest." in shown[1]
    assert "furthest apart on E-mail: from $30 (Last touch) to $60 (First touch)." in shown[1]


def test_one_channel_leaves_models_nothing_to_differ_about(shown):
    Told({}).spread_note(by_models("first", "last").filter(channel="email"))
    assert "All credit lies on one channel, E-mail, so no model can change it." in shown[0]
    Told({}).spread_note(by_models("first").clear())
    assert len(shown) == 1
    Told({}).spread_note(NONE)
    assert "no export gives the table" in shown[1]


def test_without_amounts_credit_is_counted_in_wins(shown):
    page = Told({})
    page.values = {"email": None, "event": None}
    found = page.models(len, models=["first", "last"])
    assert found.select("value", "unit", "metric_id").unique().rows() == [
        (2.0, "count", "conversions")
    ]
    assert page.levels(len, models=["first"])["unit"].unique().to_list() == ["count"]
    page.spread_note(found)
    assert shown[0] == "No amount of a won deal is known, so credit is counted in wins."
    assert "All 2 models credit E-mail with the most." in shown[1]
    assert "apart" not in shown[1]


def test_without_a_win_the_reason_stands_in_place_of_a_chart(shown):
    page = Told({})
    page.values = {"nobody": 1.0}
    for found in (page.models(len), page.levels(len)):
        assert isinstance(found, Unavailable)
        assert "no deal is won" in found.reason.told(page.text)


def test_ranks_are_those_of_wins_where_no_amount_is_known(shown):
    page = Told({})
    known = pl.DataFrame({"channel": ["email"], "value": [None]}, schema_overrides={"value": float})
    page.rows = lambda _, **given: known.with_columns(
        value=pl.lit(3.0 if given.get("column") == "credit" else None, pl.Float64)
    )
    found = page.ranks(model="first")
    assert found.select("value", "unit").rows() == [(3.0, "count")]
    page.rows = lambda _, **given: known.with_columns(value=pl.lit(7.0))
    assert page.ranks(model="first").select("value", "unit").rows() == [(7.0, "money")]
    page.rows = lambda _, **given: NONE
    assert page.ranks(model="first") is NONE
