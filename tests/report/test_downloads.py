"""Downloads hold the whole table, run nothing, and are the same bytes twice."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import polars as pl
import pytest

from revops.report.downloads import csv_bytes, neutral, slug, xlsx_bytes

HOSTILE = ["=cmd()", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "Ana", None]
FRAME = pl.DataFrame(
    {
        "name": ["=cmd()", "Ana"],
        "change": [-1.5, float("nan")],
        "amount": [Decimal("12.50"), None],
        "day": [date(2026, 6, 30), None],
        "at": [datetime(2026, 6, 30, 12, tzinfo=UTC), None],
        "topics": [["=a", "b"], None],
        "is_open": [True, False],
    }
)


def sheet(frame=FRAME, labels=None):
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(frame, labels or {})))
    return book.active


def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe():
    safe = neutral(pl.DataFrame({"name": HOSTILE}))["name"].to_list()
    assert safe == [f"'{text}" for text in HOSTILE[:8]] + HOSTILE[8:]


def test_csv_has_our_columns_and_numbers_that_stay_numbers():
    lines = csv_bytes(FRAME).decode("utf-8-sig").splitlines()
    assert lines[0] == "name,change,amount,day,at,topics,is_open"
    assert lines[1].startswith("'=cmd(),-1.5,12.5,2026-06-30,2026-06-30T12:00:00")
    assert lines[1].endswith('"\'=a, b",true')
    assert lines[2] == "Ana,,,,,,false"


def test_a_sheet_has_typed_cells_and_human_names():
    rows = list(sheet(labels={"amount": "Monto"}).iter_rows(values_only=True))
    assert rows[0][:3] == ("name", "change", "Monto")
    assert rows[1][:3] == ("'=cmd()", -1.5, 12.5)
    assert rows[1][3] == datetime(2026, 6, 30)
    assert rows[2][1] is None
    assert all(cell.data_type != "f" for row in sheet().iter_rows() for cell in row)


@pytest.mark.parametrize("frame", [FRAME, FRAME.clear()])
def test_the_same_table_gives_the_same_bytes(frame):
    assert xlsx_bytes(frame, {}) == xlsx_bytes(frame, {})
    dates = {part.date_time for part in zipfile.ZipFile(BytesIO(xlsx_bytes(frame, {}))).filelist}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert b"2000-01-01T00:00:00Z" in zipfile.ZipFile(BytesIO(xlsx_bytes(frame, {}))).read(
        "docProps/core.xml"
    )


@pytest.mark.parametrize("title", ["../../etc/passwd", '"><script>', "x" * 200, ""])
def test_a_file_name_is_plain_whatever_the_title(title):
    assert slug(title).replace("-", "").isalnum()
    assert len(slug(title)) <= 60
