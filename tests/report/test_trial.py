"""The form of a draft: its widgets are set, and the table follows."""

from datetime import date

import polars as pl
import pytest

from revops import text
from revops.errors import UnknownName
from revops.metrics.metric import NotComputable
from revops.report.inputs import Inputs
from revops.report.qualified_notes import QualifiedNotes
from revops.report.trial import Trial
from revops.report.trial_form import TrialForm
from revops.tables import TABLES
from revops.workspace import Agreement, QualifiedLead, Sla
from revops.workspace.qualified_lead import Criterion

LAST = date(2026, 6, 30)
SIGNED = {
    "marketing": {"name": "E", "on": "2025-12-01"},
    "sales": {"name": "C", "on": "2025-12-01"},
}


def rows(name: str, **columns: list) -> pl.DataFrame:
    empty = TABLES[name].empty()
    made = pl.DataFrame(columns)
    return pl.concat([empty, made.cast({k: empty.schema[k] for k in columns})], how="diagonal")


@pytest.fixture
def inputs() -> Inputs:
    names = [f"l{n}" for n in range(8)]
    made = {
        "leads": rows("leads", lead_id=names, created_at=[date(2026, 1, 5)] * 8),
        "touchpoints": rows(
            "touchpoints",
            touchpoint_id=[f"t{n}" for n in range(12)],
            lead_id=[*names, *names[:4]],
            occurred_at=[date(2026, 1, 6)] * 12,
            kind=["visit"] * 12,
        ),
        "opportunities": rows(
            "opportunities",
            opportunity_id=["d0", "d1", "d2"],
            lead_id=["l0", "l1", "l7"],
            created_at=[date(2026, 2, 1)] * 3,
            status=["open"] * 3,
        ),
    }
    signed = QualifiedLead(
        version="now",
        criteria=[Criterion(id="touched", sql="touches_total >= 1")],
        signed=SIGNED,
        in_force_from=date(2026, 1, 1),
    )
    draft = QualifiedLead(
        version="next",
        criteria=[
            Criterion(id="touched", sql="touches_90d >= 1 AND touches_total <= 90"),
            Criterion(id="seen", sql="visits_total >= 1"),
        ],
    )
    agreement = Agreement(pl.DataFrame(), pl.DataFrame(), Sla(), {}, qualified_lead=(signed, draft))
    return Inputs(made, agreement, as_of=LAST)


def form(inputs: Inputs) -> TrialForm:
    return TrialForm(Trial(inputs), text.load("en"))


def counted(inputs: Inputs, conditions: dict[str, str]) -> tuple[float, float]:
    found = Trial(inputs).table(conditions).filter(version="next*", known_by="dated")
    return found.select("numerator", "denominator").row(0)


def test_the_draft_stands_beside_the_version_in_force(inputs: Inputs) -> None:
    found = Trial(inputs).table({})
    assert found["version"].unique().sort().to_list() == ["next", "next*", "now"]
    assert counted(inputs, {}) == (3, 8)
    assert counted(inputs, {"touched": "touches_90d >= 2"}) == (2, 4)


def test_a_slider_moves_its_number_and_the_table_follows(inputs: Inputs) -> None:
    shown = form(inputs)
    before = shown.output.value
    touched = shown.criteria["touched"]
    assert [slider.value for slider in touched.sliders] == [1, 90]
    touched.sliders[0].value = 2
    assert touched.text.value == "touches_90d >= 2 AND touches_total <= 90"
    assert shown.output.value != before
    assert "next*" in shown.output.value
    touched.sliders[1].value = 1
    assert touched.text.value == "touches_90d >= 2 AND touches_total <= 1"


def test_a_typed_condition_gets_its_sliders_and_its_table(inputs: Inputs) -> None:
    shown = form(inputs)
    before = shown.output.value
    shown.criteria["touched"].text.value = "visits_30d >= 2"
    assert [slider.value for slider in shown.criteria["touched"].sliders] == [2]
    assert shown.output.value != before


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("visit_30d >= 2", "Did you mean"),
        ("visits_30d >= ;", "not allowed here"),
        ("__import__(&#x27;os&#x27;)", "not allowed here"),
        ("", "is empty"),
    ],
)
def test_a_wrong_condition_is_told_and_the_form_lives_on(
    inputs: Inputs, typed: str, problem: str
) -> None:
    shown = form(inputs)
    good = shown.output.value
    shown.criteria["touched"].text.value = typed
    assert problem in shown.output.value
    assert "touched" in shown.output.value
    shown.criteria["touched"].text.value = "touches_90d >= 1 AND touches_total <= 90"
    assert shown.output.value == good


def test_what_is_typed_is_text_to_the_page(inputs: Inputs) -> None:
    shown = form(inputs)
    shown.criteria["touched"].text.value = "<script>alert(1)</script>"
    assert "<script>" not in shown.output.value


def test_a_version_can_be_named(inputs: Inputs) -> None:
    assert Trial(inputs, "now").start.version == "now"
    with pytest.raises(UnknownName, match="Did you mean 'next'"):
        Trial(inputs, "nexd")
    bare = Inputs({}, Agreement(pl.DataFrame(), pl.DataFrame(), Sla(), {}), as_of=LAST)
    with pytest.raises(NotComputable, match="no version"):
        Trial(bare)


def test_a_rendered_page_has_no_form(monkeypatch: pytest.MonkeyPatch, inputs: Inputs) -> None:
    shown: list[object] = []
    monkeypatch.setattr("revops.report.qualified_notes.show_widget", shown.append)
    page = QualifiedNotes()
    page.inputs, page.text = inputs, text.load("en")
    monkeypatch.setenv("REVOPS_RENDER", "1")
    page.try_version()
    assert shown == []
    monkeypatch.delenv("REVOPS_RENDER")
    page.try_version()
    assert len(shown) == 1
