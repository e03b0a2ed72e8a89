import io
from datetime import datetime
from decimal import Decimal

import pytest
import xlsxwriter

from revops.errors import SourceError


def book(*sheets: str) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        for name in sheets:
            sheet = made.add_worksheet(name)
            sheet.write_row(1, 0, ["Deal report"])
            sheet.write_row(2, 0, ["Record ID", "Amount", "Close Date"])
            sheet.write_row(4, 0, ["007", 12.5])
            sheet.write_datetime(4, 2, datetime(2026, 9, 1), day)
    return file.getvalue()


def test_values_are_read_and_not_their_format(load):
    deals = load("hubspot.deals", book("Deals"), path="deals.xlsx").tables["opportunities"]
    row = deals.row(0, named=True)
    assert (row["opportunity_id"], row["amount"]) == ("007", Decimal("12.5"))
    assert str(row["close_date"]) == "2026-09-01"
    assert row["from_row"] == 5


def test_two_sheets_need_a_choice(load):
    with pytest.raises(SourceError, match=r"has 2 sheets: 'Deals', 'Notes'. Say which one"):
        load("hubspot.deals", book("Deals", "Notes"), path="deals.xlsx")


def test_a_sheet_can_be_chosen(load):
    data = book("Notes", "Deals")
    deals = load("hubspot.deals", data, path="deals.xlsx", sheet="Deals").tables["opportunities"]
    assert deals.height == 1


def test_a_sheet_that_is_not_there_is_named(load):
    with pytest.raises(SourceError, match=r"no sheet 'Deal'\. Did you mean 'Deals'"):
        load("hubspot.deals", book("Deals", "Notes"), path="deals.xlsx", sheet="Deal")


def test_what_is_no_workbook_is_refused(load):
    with pytest.raises(SourceError, match="not an Excel workbook"):
        load("hubspot.deals", "Record ID\n1\n", path="deals.xlsx")


def test_an_empty_sheet_is_refused(load):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        made.add_worksheet("Deals")
    with pytest.raises(SourceError, match="the sheet is empty"):
        load("hubspot.deals", file.getvalue(), path="deals.xlsx")
