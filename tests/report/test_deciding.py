"""Decisions and remarks that people write down: on the command line, and in forms of JupyterLab."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops import text
from revops.checks import QUARANTINED, RESULTS, Checked
from revops.errors import BadParameter, Problems, UnknownName
from revops.report.asked_decision import asked_decision
from revops.report.deciding import change, decide
from revops.report.inputs import Inputs
from revops.report.numbers import Numbers
from revops.report.remarking import remark
from revops.report.typed_form import TypedForm
from revops.report.typing_page import TypingPage
from revops.tables import TABLES
from revops.workspace import Agreement, Sla, open_workspace

AS_OF = date(2026, 6, 30)
AT = datetime(2026, 6, 30, 12, tzinfo=UTC)
NEW = {
    "text": "Call on the same day",
    "owner": "Sofia",
    "metric": "n_won",
    "direction": "up",
    "size": "2",
    "review_on": "2026-09-28",
}
HOSTILE = '=HYPERLINK("http://x")\n<script>alert(1)</script>;{{x}},\''
NONE = pl.DataFrame(schema=dict.fromkeys(("object", "stage", "status", "kind"), pl.String))
TOPICS = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})


class Place:
    """A small workspace with what is known of it."""

    def __init__(self, folder: Path) -> None:
        (folder / "agreement").mkdir()
        (folder / "revops.toml").write_text('company = "Faro"\ncurrency = "USD"\n', "utf-8")
        self.workspace = open_workspace(folder)

    @property
    def numbers(self) -> Numbers:
        """See the workspace as it stands, the decisions written so far among it."""
        tables = {"opportunities": self.deals, "users": self.users, **self._decided()}
        checked = Checked(tables, RESULTS.to_frame(), QUARANTINED.to_frame(), {})
        agreement = Agreement(NONE, NONE, Sla(), {}, topics=TOPICS)
        return Numbers(Inputs(tables, agreement, as_of=AS_OF), checked, "USD")

    deals = pl.DataFrame(
        [
            {"opportunity_id": f"O{n}", "status": status, "amount_base": 100}
            | {"created_at": datetime(2026, 1, 5, tzinfo=UTC)}
            | {"closed_at": datetime(2026, 3, 1, tzinfo=UTC)}
            for n, status in enumerate(("won", "won", "lost"))
        ],
        schema=TABLES["opportunities"].schema(),
    )
    users = pl.DataFrame(
        [{"user_id": name} for name in ("Sofia", "Diego")], schema=TABLES["users"].schema()
    )

    def _decided(self) -> dict[str, pl.DataFrame]:
        from revops.load import load

        kept = (self.workspace.root / "agreement" / "decisions.csv").is_file()
        return {"decisions": load(self.workspace).tables["decisions"]} if kept else {}

    def rows(self, table: str = "decisions") -> list[dict[str, str]]:
        path = self.workspace.root / "agreement" / f"{table}.csv"
        if not path.is_file():
            return []
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_decision_is_written_with_the_metric_of_the_day(place: Place) -> None:
    decide(place.workspace, place.numbers, NEW, at=AT)
    (row,) = place.rows()
    assert (row["event"], row["week"], row["metric_id"]) == ("made", "2026-W27", "n_won")
    assert (row["baseline"], row["expected_change"]) == ("2", "2")
    assert (row["params"], row["review_on"]) == ("{}", "2026-09-28")


def test_it_is_changed_reviewed_and_closed_and_then_no_more(place: Place) -> None:
    name = decide(place.workspace, place.numbers, NEW, at=AT)["decision_id"]
    for event, typed in (
        ("changed", {"owner": "Diego", "size": "3"}),
        ("reviewed", {"outcome": "Not yet", "review_on": "2026-10-05"}),
        ("closed", {}),
    ):
        change(place.workspace, place.numbers, name, typed, event=event, at=AT)
    events = place.rows()
    assert [row["event"] for row in events] == ["made", "changed", "reviewed", "closed"]
    assert [row["owner_id"] for row in events] == ["Sofia", "Diego", "Diego", "Diego"]
    assert [row["expected_change"] for row in events] == ["2", "3", "3", "3"]
    assert len({row["event_at"] for row in events}) == 4
    with pytest.raises(BadParameter, match="was closed on 2026-06-30"):
        change(place.workspace, place.numbers, name, {}, event="closed", at=AT)


def test_an_unknown_metric_is_named_with_the_nearest(place: Place) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'win_rate'"):
        decide(place.workspace, place.numbers, {**NEW, "metric": "win_rat"}, at=AT)
    assert place.rows() == []


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(place: Place) -> None:
    typed = {"owner": "Sofi", "metric": "win_rat", "direction": "sideways", "size": "much"}
    with pytest.raises(Problems) as refused:
        decide(place.workspace, place.numbers, {**typed, "review_on": "soon"}, at=AT)
    told = str(refused.value)
    for part in ("text: is missing", "'win_rat'", "'sideways'", "'much'", "'soon'", "'Sofia'"):
        assert part in told
    assert place.rows() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"review_on": "2026-06-30"}, "not after 2026-06-30"),
        ({"direction": "up", "size": "-2"}, "the direction is up"),
        ({"params": "{"}, "write JSON"),
        ({"params": "[1]"}, "write JSON"),
        ({"size": "1e5"}, "is no number"),
        ({"size": "nan"}, "is no number"),
    ],
)
def test_what_makes_no_sense_is_refused(typed: dict[str, str], said: str) -> None:
    with pytest.raises(Problems, match=said):
        asked_decision({**NEW, **typed}, day=AS_OF)


def test_a_metric_of_several_figures_asks_which_one(place: Place) -> None:
    typed = {**NEW, "metric": "opportunity_won_share"}
    with pytest.raises(BadParameter, match="horizon_days"):
        decide(place.workspace, place.numbers, typed, at=AT)
    one = decide(place.workspace, place.numbers, {**typed, "params": '{"horizon_days": 90}'}, at=AT)
    assert one["params"] == '{"horizon_days": 90}'
    assert one["baseline"]


def test_a_metric_that_cannot_be_computed_has_no_baseline(place: Place) -> None:
    assert (
        decide(place.workspace, place.numbers, {**NEW, "metric": "spend"}, at=AT)["baseline"] == ""
    )


def test_hostile_text_is_one_line_and_no_formula(place: Place) -> None:
    decide(place.workspace, place.numbers, {**NEW, "text": HOSTILE}, at=AT)
    (row,) = place.rows()
    assert row["text"].startswith("'=HYPERLINK")
    assert "\n" not in row["text"]


def test_an_unknown_decision_is_named_with_the_nearest(place: Place) -> None:
    name = decide(place.workspace, place.numbers, NEW, at=AT)["decision_id"]
    with pytest.raises(UnknownName, match=name):
        change(place.workspace, place.numbers, name[:-1], {"outcome": "x"}, event="reviewed", at=AT)


def test_a_remark_is_written_and_what_is_wrong_is_told_at_once(place: Place) -> None:
    typed = {"kind": "objection", "topics": "price, timing", "user": "Sofia", "text": HOSTILE}
    remark(place.workspace, place.numbers, {**typed, "given_on": "2026-06-02"}, at=AT)
    (row,) = place.rows("feedback")
    assert (row["topics"], row["given_at"]) == ("price, timing", "2026-06-02T12:00Z")
    with pytest.raises(Problems) as refused:
        remark(
            place.workspace,
            place.numbers,
            {"kind": "shout", "user": "Sofi", "deal": "O9", "given_on": "2026-07-01"},
            at=AT,
        )
    for part in ("'shout'", "a topic or a text", "'Sofia'", "'O9'", "is after 2026-06-30"):
        assert part in str(refused.value)


def page_of(place: Place) -> TypingPage:
    page = TypingPage()
    numbers = place.numbers
    page.workspace, page.numbers, page.inputs = place.workspace, numbers, numbers.inputs
    page.text = text.load("en")
    return page


def fill(form: TypedForm, typed: dict[str, str]) -> None:
    for name, value in typed.items():
        form.fields[name].value = value
    form.button.click()


def test_the_form_writes_what_is_typed_and_empties_itself(place: Place) -> None:
    form = page_of(place).decision_form()
    fill(form, NEW)
    (row,) = place.rows()
    assert row["decision_id"] in form.output.value
    assert {field.value for field in form.fields.values()} == {""}


def test_the_form_keeps_what_is_refused_and_says_why_as_text(place: Place) -> None:
    form = page_of(place).decision_form()
    fill(form, {**NEW, "size": "<b>much</b>"})
    assert place.rows() == []
    assert "&lt;b&gt;much&lt;/b&gt;" in form.output.value
    assert form.fields["text"].value == NEW["text"]


def test_the_other_forms_write_reviews_and_remarks(place: Place) -> None:
    fill(page_of(place).decision_form(), NEW)
    name = place.rows()[0]["decision_id"]
    fill(page_of(place).review_form(), {"decision": name, "outcome": "Not yet"})
    fill(page_of(place).remark_form(), {"kind": "request", "topics": "price", "said": "A guide"})
    assert [row["event"] for row in place.rows()] == ["made", "reviewed"]
    assert [row["text"] for row in place.rows("feedback")] == ["A guide"]


def test_a_rendered_page_has_no_form(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("revops.report.typing_page.show_widget", shown.append)
    monkeypatch.setenv("REVOPS_RENDER", "1")
    page = page_of(place)
    for form in (page.decide, page.follow_up, page.hear):
        form()
    assert shown == []
    monkeypatch.delenv("REVOPS_RENDER")
    page.decide()
    assert len(shown) == 1


def test_the_command_line_writes_the_same(cast: Path, revops: Callable[..., Any]) -> None:
    typed = ("--text", "Call", "--owner", "Sofia", "--metric", "n_won", "--direction", "up")
    said = revops("decide", "-w", cast, *typed, "--size", "1", "--review-on", "2026-09-28")
    assert said.exit_code == 0, said.output
    assert "baseline 3" in said.output
    wrong = revops("decide", "-w", cast, *typed[:4], "--metric", "n_wo", "--review-on", "soon")
    assert wrong.exit_code == 2
    assert "soon" in wrong.output
    assert "n_won" in wrong.output
    heard = revops("feedback", "-w", cast, "--kind", "objection", "--topics", "price")
    assert heard.exit_code == 0, heard.output
    both = revops("decide", "-w", cast, "--change", "a", "--close", "b")
    assert both.exit_code == 2
