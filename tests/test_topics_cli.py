"""revops topics label: draw notes, fill them in a spreadsheet, read them back."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.alignment.topics import drawn_notes
from revops.workspace import open_workspace

Call = Callable[..., Any]
NOTES = ["lo ven muy caro", "no es tema de precio", "=cmd()|caro", "O preço é alto", "llamar luego"]
ACTIVITIES = "activity_id,kind,lead_id,occurred_at,note\n" + "".join(
    f"a{k},call,101,2026-02-0{k + 1}T10:00:00Z,{note}\n" for k, note in enumerate(NOTES)
)


@pytest.fixture
def noted(cast: Path) -> Path:
    """The cast's workspace, with activities that have notes."""
    (cast / "activities.csv").write_text(ACTIVITIES, "utf-8")
    export = 'exports = [\n  {source = "template.activities", path = "activities.csv"},'
    settings = cast / "revops.toml"
    settings.write_text(settings.read_text("utf-8").replace("exports = [", export), "utf-8")
    return cast


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def filled(path: Path, *, separator: str = ",", encoding: str = "utf-8-sig") -> Path:
    """Fill the sheet as a person would, and save it as a spreadsheet does."""
    topics = {"lo ven muy caro": "Price", "'=cmd()|caro": "precio; support", "O preço é alto": "?"}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["text", "topics"])
    writer.writerows((row["text"], topics.get(row["text"], "")) for row in rows_of(path))
    done = path.with_name("filled.csv")
    done.write_bytes(out.getvalue().encode(encoding))
    return done


def test_the_sheet_holds_each_note_once_and_is_safe_for_a_spreadsheet(
    noted: Path, revops: Call
) -> None:
    sheet = noted / "mine.csv"
    told = revops("topics", "label", "-w", noted, "--out", sheet)
    assert told.exit_code == 0, told.output
    assert "5 notes in" in told.output
    rows = rows_of(sheet)
    assert {row["text"] for row in rows} == {*NOTES, "'=cmd()|caro"} - {"=cmd()|caro"}
    assert {row["topics"] for row in rows} == {""}


def test_by_default_it_stays_in_the_workspaces_own_state(noted: Path, revops: Call) -> None:
    assert revops("topics", "label", "-w", noted).exit_code == 0
    assert (noted / ".revops" / "topics_to_label.csv").is_file()


def test_a_sheet_is_never_written_over(noted: Path, revops: Call) -> None:
    sheet = noted / "mine.csv"
    sheet.write_text("text,topics\ncaro,price\n", "utf-8")
    told = revops("topics", "label", "-w", noted, "--out", sheet)
    assert told.exit_code == 2
    assert "its labels would be lost" in told.stderr
    assert "price" in sheet.read_text("utf-8")


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-8")]
)
def test_read_back_however_it_was_saved(
    noted: Path, revops: Call, separator: str, encoding: str
) -> None:
    sheet = noted / "mine.csv"
    revops("topics", "label", "-w", noted, "--out", sheet)
    told = revops(
        "topics", "label", "-w", noted, "--read",
        filled(sheet, separator=separator, encoding=encoding),
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    lines = {line.split()[0]: line.split() for line in told.output.splitlines()}
    assert told.output.startswith("4 labelled notes.")
    assert lines["price"][1] == lines["price"][5] == "1.00"
    assert "Below 0.8 in precision or recall: support." in told.output
    assert "not measured, which counts as below: competitor, decision_process" in told.output
    kept = pl.read_csv(noted / "agreement" / "topics_measured.csv").filter(topic="price")
    assert kept.select("n_right", "n_read", "n_labelled").row(0) == (2, 2, 2)
    assert "caro" not in (noted / "agreement" / "topics_measured.csv").read_text("utf-8")
    figures = open_workspace(str(noted)).agreement.topic_figures
    assert set(figures.get_column("measured_on")) == {"own"}


def refused(noted: Path, revops: Call, text: str) -> str:
    sheet = noted / "typed.csv"
    sheet.write_text(text, "utf-8")
    told = revops("topics", "label", "-w", noted, "--read", sheet)
    assert told.exit_code == 2
    assert not (noted / "agreement" / "topics_measured.csv").exists()
    return str(told.stderr)


def test_unknown_topics_are_all_told_with_the_nearest(noted: Path, revops: Call) -> None:
    told = refused(noted, revops, "text,topics\na,pryce\nb,price\nc,<b>;timng\n")
    assert "row 2: 'pryce' is no topic. Did you mean 'price'?" in told
    assert "row 4: '<b>' is no topic." in told
    assert "row 4: 'timng' is no topic. Did you mean 'timing'?" in told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("text,topics\ncaro,\n", "has no labelled note"),
        ("text,topics\n", "has no labelled note"),
        ("", "the column 'text' is missing"),
        ("text;theme\ncaro;price\n", "the column 'topics' is missing"),
    ],
)
def test_a_sheet_that_says_nothing_is_refused(
    noted: Path, revops: Call, text: str, reason: str
) -> None:
    assert reason in refused(noted, revops, text)


def test_without_a_sheet_or_without_notes_it_says_what_to_do(cast: Path, revops: Call) -> None:
    told = revops("topics", "label", "-w", cast, "--read", cast / "none.csv")
    assert (told.exit_code, "there is no file" in told.stderr) == (2, True)
    told = revops("topics", "label", "-w", cast)
    assert (told.exit_code, "has no notes to label" in told.stderr) == (2, True)
    told = revops("topics", "label", "-w", cast, "--read", "a.csv", "--out", "b.csv")
    assert (told.exit_code, "not both" in told.output) == (2, True)


def test_a_draw_is_the_same_for_the_same_seed_whatever_the_order() -> None:
    notes = pl.DataFrame({"note": [f"note {k}" for k in range(200)]})
    one = drawn_notes(notes, None, n=50, seed=3)
    assert one.equals(drawn_notes(notes.reverse(), None, n=50, seed=3))
    assert one.height == one.unique().height == 50
    assert not one.equals(drawn_notes(notes, None, n=50, seed=4))
    assert drawn_notes(None, pl.DataFrame({"text": ["x"]})).rows() == [("x",)]
    assert drawn_notes(None, None).is_empty()
