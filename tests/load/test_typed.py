"""Lines that people type in: whole, one id each, fit for a spreadsheet, read at the next load."""

import csv
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.errors import SourceError
from revops.load import load
from revops.load.typed import write_row
from revops.workspace import Workspace, open_workspace
from revops.workspace.appended import FORMULA, append, neutral

AT = datetime(2026, 6, 15, 16, 0, 30, tzinfo=UTC)
MADE = {
    "event": "made",
    "week": "2026-W25",
    "text": "Llamar el mismo día",
    "owner_id": "Sofía",
    "metric_id": "win_rate",
    "params": "{}",
    "baseline": 0.25,
    "direction": "up",
    "expected_change": 0.05,
    "review_on": "2026-08-17",
}
WRITER = """
import sys
from datetime import UTC, datetime
from revops.load.typed import write_row
from revops.workspace import open_workspace

place = open_workspace(sys.argv[1])
for n in range(40):
    text = f"{sys.argv[2]} {n} " + "x" * 3000
    at = datetime(2026, 6, 15, tzinfo=UTC)
    write_row(place, "decisions", {"event": "made", "text": text}, at=at)
"""


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    (tmp_path / "agreement").mkdir()
    (tmp_path / "revops.toml").write_text('company = "Faro"\ncurrency = "USD"\n', "utf-8")
    return open_workspace(tmp_path)


def path_of(place: Workspace) -> Path:
    return place.root / "agreement" / "decisions.csv"


def written(place: Workspace) -> list[dict[str, str]]:
    with path_of(place).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def loaded(place: Workspace) -> pl.DataFrame:
    return load(place).tables["decisions"].sort("event_at")


def test_a_row_is_added_and_read_at_the_next_load(place: Workspace) -> None:
    row = write_row(place, "decisions", MADE, at=AT)
    (found,) = loaded(place).to_dicts()
    assert found["decision_id"] == row["decision_id"]
    assert (found["text"], found["baseline"]) == ("Llamar el mismo día", 0.25)
    assert found["event_at"] == datetime(2026, 6, 15, 16, tzinfo=UTC)
    assert found["review_on"].isoformat() == "2026-08-17"


def test_writers_at_once_lose_no_line_and_share_no_id(place: Workspace) -> None:
    command = [sys.executable, "-c", WRITER, str(place.root)]
    writers = [subprocess.Popen([*command, name]) for name in ("ana", "bruno", "carla")]
    assert [one.wait() for one in writers] == [0, 0, 0]
    rows = written(place)
    assert len(rows) == len({row["decision_id"] for row in rows}) == 120
    assert all(row["text"].endswith("x" * 3000) and None not in row for row in rows)
    assert path_of(place).read_bytes().count(b"decision_id") == 1


def test_two_events_of_one_minute_keep_their_order(place: Workspace) -> None:
    name = write_row(place, "decisions", MADE, at=AT)["decision_id"]
    for event in ("reviewed", "closed"):
        write_row(place, "decisions", {"decision_id": name, "event": event}, at=AT)
    assert loaded(place)["event"].to_list() == ["made", "reviewed", "closed"]


def test_a_file_whose_last_line_was_not_ended_gets_a_line_of_its_own(place: Workspace) -> None:
    write_row(place, "decisions", MADE, at=AT)
    whole = path_of(place).read_bytes()
    path_of(place).write_bytes(whole.rstrip(b"\n"))
    write_row(place, "decisions", MADE, at=AT)
    assert len(written(place)) == 2


def as_spanish_excel(path: Path) -> None:
    """Save as Excel does in Spanish: semicolons, Windows-1252, comma decimals, days first."""
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    day, number = rows[0].index("review_on"), rows[0].index("baseline")
    for row in rows[1:]:
        row[day] = "/".join(reversed(row[day].split("-")))
        row[number] = row[number].replace(".", ",")
    text = "".join(";".join(row) + "\r\n" for row in rows)
    path.write_bytes(text.encode("cp1252"))


def test_it_goes_on_after_excel_saved_it_in_spanish(place: Workspace) -> None:
    write_row(place, "decisions", MADE, at=AT)
    as_spanish_excel(path_of(place))
    later = {**MADE, "text": "Más llamadas; y una lista", "baseline": 0.125}
    write_row(place, "decisions", later, at=AT.replace(day=22))
    found = loaded(place)
    assert found["text"].to_list() == ["Llamar el mismo día", "Más llamadas; y una lista"]
    assert found["baseline"].to_list() == [0.25, 0.125]
    assert [day.isoformat() for day in found["review_on"]] == ["2026-08-17"] * 2
    assert path_of(place).read_bytes().count(b"\r\n") == 3


def test_a_sign_that_the_files_encoding_lacks_is_refused(place: Workspace) -> None:
    write_row(place, "decisions", MADE, at=AT)
    as_spanish_excel(path_of(place))
    before = path_of(place).read_bytes()
    with pytest.raises(SourceError, match="CSV UTF-8"):
        write_row(place, "decisions", {**MADE, "text": "日本"}, at=AT)
    assert path_of(place).read_bytes() == before


def test_a_column_that_was_deleted_is_named(place: Workspace) -> None:
    path_of(place).write_text("decision_id,event_at,event\n", "utf-8")
    with pytest.raises(SourceError, match="the column 'text' is missing"):
        write_row(place, "decisions", MADE, at=AT)


def test_a_workbook_is_refused_before_it_makes_two_files_of_one_table(place: Workspace) -> None:
    (place.root / "agreement" / "decisions.xlsx").write_bytes(b"")
    with pytest.raises(SourceError, match=r"decisions\.xlsx is a workbook"):
        write_row(place, "decisions", MADE, at=AT)
    assert not path_of(place).exists()


def test_an_exported_table_is_read_beside_it_and_nothing_counts_twice(place: Workspace) -> None:
    write_row(place, "decisions", MADE, at=AT)
    shutil.copyfile(path_of(place), place.root / "exported.csv")
    write_row(place, "decisions", MADE, at=AT)
    with (place.root / "exported.csv").open("a", encoding="utf-8") as file:
        file.write(
            "DEC-01,2026-01-05T16:00:00Z,made,2026-W02,Old,Sofía,n_won,{},1,up,1,2026-03-01,\n"
        )
    settings = (place.root / "revops.toml").read_text("utf-8")
    block = '[[exports]]\nsource = "template.decisions"\npath = "exported.csv"\n'
    (place.root / "revops.toml").write_text(settings + block, "utf-8")
    assert loaded(open_workspace(place.root)).height == 3


@given(st.text(max_size=60))
def test_any_text_is_one_line_that_no_spreadsheet_runs(text: str) -> None:
    line = neutral(text)
    assert line.splitlines() in ([], [line])
    assert not pl.Series([line]).str.contains(FORMULA).item()


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_texts_come_back_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    path = folder / "rows.csv"
    for text in texts:
        append(
            path,
            ("id", "text"),
            lambda rows, text=text: {"id": str(len(rows)), "text": text},
            lock=folder / "lock",
        )  # type: ignore[misc]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [neutral(text) for text in texts]
    assert [row["id"] for row in rows] == [str(n) for n in range(len(texts))]
