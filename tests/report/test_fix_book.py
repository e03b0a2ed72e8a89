"""The fix list as files: a sheet a team, the same bytes twice, nothing that runs."""

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from revops.errors import BadParameter, RevopsError
from revops.report import fix_book
from revops.report.fix_book import files, refuse_kind, workbook, write_files
from revops.report.fix_cells import FIXES
from revops.text import Text

ROW = {
    "owner": "sales",
    "severity": "warning",
    "table": "leads",
    "from_vendor": "hubspot",
    "record_id": "L1",
    "column": "country",
    "value": "=cmd()",
    "reason": "A country is one of the list.",
    "from_file": "contacts.csv",
    "from_row": 4,
    "check_id": "leads.country_known",
}


def fixes(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([ROW | row for row in rows], schema=FIXES)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def test_there_is_one_sheet_a_team_and_each_row_is_in_its_own(english: Text) -> None:
    book = opened(
        workbook(fixes({"owner": "marketing"}, {}, {"record_id": "L2"}), english, currency="USD")
    )
    assert book.sheetnames == ["Marketing", "Sales", "Both teams"]
    ids = [[row[3] for row in s.iter_rows(min_row=2, values_only=True)] for s in book]
    assert ids == [["L1"], ["L1", "L2"], []]
    cells = [cell for row in book["Sales"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=cmd()" in [cell.value for cell in cells]
    assert "Pipeline it touches (USD)" not in [cell.value for cell in cells]


def test_money_has_its_currency_where_it_is_known(english: Text) -> None:
    book = opened(workbook(fixes({"value_touched": 900.0}, {}), english, currency="USD"))
    header, first, second = (list(row) for row in book["Sales"].iter_rows(values_only=True))
    place = header.index("Pipeline it touches (USD)")
    assert (first[place], second[place]) == (900, None)


def test_the_words_are_those_of_the_language(spanish: Text) -> None:
    book = opened(workbook(fixes({}, {"reason": "not a date"}), spanish, currency="USD"))
    said = [cell.value for row in book[spanish.label("sales")].iter_rows() for cell in row]
    assert spanish.label("warning") in said
    assert spanish.label("leads") in said
    assert spanish.label("not a date") in said
    assert "not a date" not in said


def test_the_same_list_gives_the_same_bytes(english: Text) -> None:
    made = [workbook(fixes({}, {}), english, currency="USD") for _ in range(2)]
    assert made[0] == made[1]


def test_a_full_sheet_says_how_many_are_left_and_where_all_are(
    english: Text, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fix_book, "ROWS_A_SHEET", 2)
    few, many = fixes({}, {}), fixes({}, {}, {}, {"owner": "both"})
    out = tmp_path / "deep" / "fix.xlsx"
    assert list(files(out, few, english, currency="USD")) == [out]
    made = files(out, many, english, currency="USD")
    write_files(made)
    rows = list(opened(out.read_bytes())["Sales"].iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[3][0] == "Not shown here: 1. All rows are in fix.csv"
    told = pl.read_csv(tmp_path / "deep" / "fix.csv", infer_schema=False)
    assert told["owner"].to_list() == ["sales", "sales", "sales", "both"]
    assert told["value"].to_list() == ["'=cmd()"] * 4


def test_a_csv_holds_all_teams_in_our_column_names(english: Text, tmp_path: Path) -> None:
    out = tmp_path / "fix.csv"
    made = files(out, fixes({}, {"owner": "both"}), english, currency="USD")
    assert list(made) == [out]
    assert made[out].decode("utf-8-sig").splitlines()[0] == ",".join(FIXES.names())


@pytest.mark.parametrize("name", ["fix.pdf", "fix", "fix.xls"])
def test_another_kind_of_file_is_refused(name: str) -> None:
    with pytest.raises(BadParameter, match=r"ends in \.xlsx or \.csv"):
        refuse_kind(Path(name))


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    out = tmp_path / "fix.csv"
    out.mkdir()
    with pytest.raises(RevopsError, match=r"fix\.csv cannot be written"):
        write_files({out: b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["fix.csv"]
