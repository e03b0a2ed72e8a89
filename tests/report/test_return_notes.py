"""What the page of cost and credit says of models, verdicts and experiments."""

from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from revops import metrics
from revops.metrics.metric import NotComputable
from revops.report.return_notes import ReturnNotes
from revops.report.unavailable import Unavailable

FEW = Unavailable(NotComputable("no lead says how it heard of us"))
NO_SPEND = Unavailable(NotComputable("no export gives the table '{table}'", table="spend"))
MODELS = ("first", "linear", "markov")


class Told(ReturnNotes):
    """A page's part, with the returns of three models; one of them may be refused."""

    def __init__(self, text: Any, refused: dict[str, Unavailable]) -> None:
        self.text, self.refused = text, refused
        self.workspace: Any = SimpleNamespace(settings=SimpleNamespace(currency="USD"))
        self.said: list[str] = []
        self.asked: list[dict[str, Any]] = []
        self.explained: list[Unavailable] = []
        self.metric, self.rows = self._metric, self._rows  # type: ignore[assignment]
        self._write = lambda said, kind="note": self.said.append(said)
        self._explain = self.explained.append

    def return_models(self) -> tuple[str, ...]:
        return MODELS

    def _metric(self, function: Any, *, model: str, by: list[str], **params: Any) -> Any:
        self.asked.append({"model": model, **params})
        if model in self.refused:
            return self.refused[model]
        return pl.DataFrame(
            {by[0]: ["email", "event"], "value": [3.0, 0.5], "low": [2.0, 0.2],
             "high": [4.0, 1.5], "numerator": [300.0, 50.0], "denominator": [100.0, 100.0],
             "n_conversions": [9, 2]}
        )  # fmt: skip

    def _rows(self, function: Any, **params: Any) -> Any:
        return FEW


@pytest.fixture
def told(english):
    return lambda **refused: Told(english, refused)


def test_a_refused_model_is_left_out_and_named(told):
    page = told(markov=FEW)
    found = page.by_models(metrics.roas, by=["channel"])
    assert found["model"].unique().sort().to_list() == ["first", "linear"]
    page.asked_note()
    assert page.said == [
        "Models asked (2): First touch, Linear. Left out: Markov (no lead says how it heard of us)."
    ]


def test_where_no_model_can_be_asked_the_reason_is_given(told):
    page = told(first=NO_SPEND, linear=NO_SPEND, markov=NO_SPEND)
    verdicts = page.credit_verdicts()
    assert verdicts is NO_SPEND
    page.return_line(verdicts, verdicts)
    page.asked_note()
    assert (page.explained, page.said) == ([NO_SPEND], [])


def test_the_bottom_line_counts_and_names_what_would_decide(told):
    page = told()
    channels = page.credit_verdicts()
    page.return_line(channels, page.credit_verdicts(by="campaign_id"))
    (line,) = page.said
    assert "Of 2 channels with spend, credit exceeds cost under every model in 1" in line
    assert "in 1 the data cannot decide" in line
    assert "Most spend without an answer: Event ($100)" in line
    assert "28.6% of all won" in line  # 100 of 350


def test_only_a_model_that_goes_by_names_learns_on_campaigns(told):
    page = told()
    page.by_models(metrics.roas, by=["campaign_id"])
    levels = {asked["model"]: asked.get("level") for asked in page.asked}
    assert levels == {"first": None, "linear": None, "markov": "campaign_id"}


def test_an_experiment_is_told_by_its_channel(told):
    page = told()
    channels = page.credit_verdicts().with_columns(
        test_verdict=pl.Series(["test_undecided", "earns_its_cost"])
    )
    page.return_line(channels, channels)
    assert "Earned its cost in the days of its experiment: Event." in page.said[0]
    assert "Measured by an experiment, and still open: E-mail." in page.said[0]


def test_calibration_waits_to_be_asked_for(told):
    page = told()
    tested = pl.DataFrame(
        {"channel": ["email"], "experiment_id": ["E1"], "ends_on": [None], "lift": [0.2],
         "low": [0.1], "high": [0.3], "credited_share": [0.4], "credit_ratio": [0.5]}
    )  # fmt: skip
    shown: list[pl.DataFrame] = []
    page.rows = lambda function, **_: tested
    page.metric = lambda function, **_: pl.DataFrame({"channel": ["email"], "value": [10.0]})
    page.table = lambda frame, **_: shown.append(frame)
    page.calibration(calibrate=False, model="linear")
    assert "calibrate = True" in page.said[0]
    page.calibration(calibrate=True, model="linear")
    assert shown[0]["calibrated_value"].to_list() == [5.0, 5.0]
