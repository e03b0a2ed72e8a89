"""What vendors and spreadsheets do to a file, one habit a test: read right, or refused aloud."""

import io
from decimal import Decimal

import polars as pl
import pytest
import xlsxwriter

from revops.errors import SourceError
from revops.sources.casting import ids, numbers
from revops.sources.reading.grid import grid, letter, nameless

DEALS = {"table": "opportunities", "columns": {"opportunity_id": "Id", "amount": "Importe"}}


def amounts(loaded) -> list[Decimal | None]:
    return loaded.tables["opportunities"]["amount"].to_list()


def refused(loaded) -> list[tuple[object, ...]]:
    return loaded.rejected.select("from_row", "column", "reason", "raw").rows()


def test_a_file_saved_by_a_spanish_excel(load):
    text = "sep=;\r\nId ;Importe;Año\r\n007;12,50 €;2026\r\n8;1.234,00 €;\r\n9;-7,5\r\n"
    loaded = load("custom", text.encode("cp1252"), **DEALS)
    assert loaded.tables["opportunities"]["opportunity_id"].to_list() == ["007", "8", "9"]
    assert amounts(loaded) == [Decimal("12.5"), 1234, Decimal("-7.5")]
    assert loaded.tables["opportunities"]["from_row"].to_list() == [3, 4, 5]
    assert loaded.rejected.is_empty()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1"])
def test_encodings_of_one_file(load, encoding):
    text = "Informe de campañas\r\n\r\nId\tImporte\tDueño\r\n1\t12,5\tPeña\r\n"
    assert amounts(load("custom", text.encode(encoding), **DEALS)) == [Decimal("12.5")]


def test_amounts_of_every_shape(load):
    cells = ["R$\u00a0100.000,00", "S/ 12", "US$ 1.117,10K", "(40,5)", "MX$7-", "2,5M", "−3"]
    text = "Id;Importe\n" + "".join(f"{k};{cell}\n" for k, cell in enumerate(cells))
    said = [100000, 12, 1117100, Decimal("-40.5"), -7, 2500000, -3]
    assert amounts(load("custom", text, **DEALS)) == said


@pytest.mark.parametrize("cell", ["M$ 12", "MM$ 12", "12 mil", "12 millones", "12 m", "US$ 1.2.3"])
def test_a_word_that_multiplies_is_never_dropped(load, cell):
    loaded = load("custom", f"Id;Importe\n1;{cell}\n", **DEALS)
    assert amounts(loaded) == [None]
    assert refused(loaded) == [(2, "amount", numbers.NOT_A_NUMBER, cell)]


def test_an_amount_that_could_be_either_is_refused_with_its_own_reason(load):
    loaded = load("custom", "Id;Importe\n1;1.234\n2;7\n", **DEALS)
    assert amounts(loaded) == [None, 7]
    assert refused(loaded) == [(2, "amount", numbers.UNKNOWN_MARK, "1.234")]
    assert loaded.readings.filter(column="amount")["n_refused"].item() == 1
    assert amounts(load("custom", "Id;Importe\n1;1.234\n", decimal=",", **DEALS)) == [1234]


def test_an_amount_that_a_spreadsheet_rounded_is_refused(load):
    loaded = load("custom", "Id;Importe\n1;1,23457E+11\n2;1,5\n", **DEALS)
    assert refused(loaded) == [(2, "amount", numbers.ROUNDED, "1,23457E+11")]


def test_bounds_are_no_numbers(load):
    columns = {"opportunity_id": "Id", "probability": "Prob"}
    text = "Id;Prob\n1;> 90%\n2;< 10%\n3;50%\n4; --\n"
    loaded = load("custom", text, table="opportunities", columns=columns)
    assert loaded.tables["opportunities"]["probability"].to_list() == [None, None, 0.5, None]
    assert [row[2:] for row in refused(loaded)] == [
        (numbers.BOUND, "> 90%"),
        (numbers.BOUND, "< 10%"),
    ]


def test_words_for_nothing_are_missing_where_no_text_is_wanted(load):
    words = ["", " --", "-", "n/a", "#N/A", "NULL", "undefined", "Select", "Seleccionar", "None"]
    text = "Id;Importe;created;Etapa\n" + "".join(f"{k};{w};{w};x\n" for k, w in enumerate(words))
    columns = {**DEALS["columns"], "created_at": "created"}
    loaded = load("custom", text, table="opportunities", columns=columns)
    assert amounts(loaded) == [None] * len(words)
    assert loaded.rejected.is_empty()


def test_unknown_is_no_number_and_is_told(load):
    loaded = load("custom", "Id;Importe\n1;unknown\n", **DEALS)
    assert refused(loaded) == [(2, "amount", numbers.NOT_A_NUMBER, "unknown")]


@pytest.mark.parametrize("word", ["unknown", "Select", "n/a", "none", "Null", "-", "Unknown"])
def test_words_that_may_mean_something_are_kept_in_texts(load, word):
    columns = {"lead_id": "Id", "original_source": "Origen"}
    loaded = load("custom", f"Id;Origen\n1;{word}\n", table="leads", columns=columns)
    assert loaded.tables["leads"]["original_source"].to_list() == [word]


@pytest.mark.parametrize("word", ["undefined", "NULL", "#N/A", " --", "(not set)", ""])
def test_words_of_machines_are_missing_in_texts(load, word):
    columns = {"lead_id": "Id", "original_source": "Origen"}
    loaded = load("custom", f"Id;Origen\n1;{word}\n", table="leads", columns=columns)
    assert loaded.tables["leads"]["original_source"].to_list() == [None]


def test_an_id_in_scientific_notation_is_refused_with_the_way_out(load):
    text = "Id;Cuenta\n1,23457E+11;1\n2;1,2E+14\n"
    columns = {"opportunity_id": "Id", "account_id": "Cuenta"}
    loaded = load("custom", text, table="opportunities", columns=columns)
    assert loaded.tables["opportunities"]["opportunity_id"].to_list() == ["2"]
    assert refused(loaded) == [
        (2, "opportunity_id", f"the row's key is lost: {ids.LOST}", "1,23457E+11"),
        (3, "account_id", ids.LOST, "1,2E+14"),
    ]
    assert loaded.readings["kind"].to_list() == ["id", "id"]


def test_salesforce_ids_of_both_lengths_are_one_where_the_mapping_says_so():
    from revops.sources.building.build import build
    from revops.sources.casting.cast import Style
    from revops.sources.mapping import Export
    from revops.sources.reading.delimited import read_delimited

    columns = {"lead_id": ("Id",), "account_id": ("Account",)}
    export = Export("toy", "x", "leads", columns=columns, ids="salesforce")
    text = b"Id,Account\n001D000000IqhSL,001D000000IqhSL\n001D000000IqhSLIAZ,ext-1\n"
    frame = build(export, read_delimited(text, [export]), "x.csv", Style()).frame
    assert frame["lead_id"].to_list() == ["001D000000IqhSLIAZ"] * 2
    assert frame["account_id"].to_list() == ["001D000000IqhSLIAZ", "ext-1"]


def test_numbers_of_a_workbook_are_ids_as_written(load):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet("Deals")
        for row, cells in enumerate([["Id", "Importe"], [12345.0, 12.5], ["00017", 3]]):
            sheet.write_row(row, 0, cells)
    loaded = load("custom", file.getvalue(), path="deals.xlsx", **DEALS)
    assert loaded.tables["opportunities"]["opportunity_id"].to_list() == ["12345", "00017"]


def test_two_equal_headers_that_differ_are_refused(load):
    with pytest.raises(SourceError) as error:
        load("custom", "Id,Importe,Note,importe \n1,5,x,5\n2,6,x,7\n", **DEALS)
    assert error.value.problems[0].endswith(
        "the header 'Importe' stands over columns B and D, which differ (row 3: '6' and '7'). "
        "Take one out of the export, or give it another header."
    )


def test_two_equal_headers_that_agree_or_are_not_read_do_no_harm(load):
    text = "Id,Importe,Note,Importe,Note\n1,5,x,5,y\n2,6,x,,z\n"
    assert amounts(load("custom", text, **DEALS)) == [5, 6]


def test_unnamed_columns_do_no_harm(load):
    text = "Id,Importe,,,,,,,,\n1,5,,,,,,,,\n2,6\n3\n"
    assert amounts(load("custom", text, **DEALS)) == [5, 6, None]


def test_unnamed_columns_that_hold_something_are_listed():
    read = grid(["Id", "", " "], 1, pl.DataFrame({"0": ["1"], "1": [""], "2": ["x"]}))
    assert nameless(read) == ["C"]
    assert nameless(grid(["Id"], 1, read.cells.select("0"))) == []
    assert (letter(25), letter(26), letter(701), letter(702)) == ("Z", "AA", "ZZ", "AAA")


def test_preambles_of_any_shape(load):
    text = (
        '"Informe de ""ventas""; julio"\n;;\n# Start date: 20260801\n"dos\nlíneas";x;y;z\n\n'
        "Id;Importe\n1;2\n"
    )
    loaded = load("custom", text, **DEALS)
    assert amounts(loaded) == [2]
    assert loaded.tables["opportunities"]["from_row"].to_list() == [7]
