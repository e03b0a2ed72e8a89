import pytest

from revops.errors import SourceError
from revops.sources.mapping import Export
from revops.sources.reading.delimited import read_delimited

WANTED = [Export("toy", "x", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_its_headers(separator):
    text = (
        separator.join(["Id", "Mail", "Note"]) + "\n" + separator.join(["1", "a@b.c", "x"]) + "\n"
    )
    assert read_delimited(text.encode(), WANTED).cells.rows() == [(2, "1", "a@b.c", "x")]


def test_commas_in_text_do_not_hide_a_semicolon():
    text = "Id;Name, first and last, as written;Mail\n1;Ana;a@b.c\n"
    assert read_delimited(text.encode(), WANTED).header[2] == "Mail"


def test_a_preamble_is_skipped_and_rows_are_counted_as_a_spreadsheet_does():
    text = 'Report\n"from, to\nhere"\n\nId,Mail\n1,"two\nlines"\n\n2,b\n'
    read = read_delimited(text.encode(), WANTED)
    assert read.header_row == 4
    assert read.cells.rows() == [(5, "1", "two\nlines"), (7, "2", "b")]


def test_a_row_with_too_many_cells_is_set_apart_and_nothing_else_is_lost():
    text = 'Id,Mail\n1,a\n2,b,c,d\n3\n4,"x\ny"\n5,e,,\n'
    read = read_delimited(text.encode(), WANTED)
    assert read.surplus.rows() == [(3, "c,d")]
    assert read.cells.rows() == [(2, "1", "a"), (4, "3", ""), (5, "4", "x\ny"), (6, "5", "e")]


def test_stray_quotation_marks_lose_no_row():
    text = 'Id,Mail\n1,5" pipe\n2,"a"b\n3,c\n'
    assert read_delimited(text.encode(), WANTED).cells["0"].to_list() == ["1", "2", "3"]


def test_a_quotation_mark_that_never_closes_is_refused():
    with pytest.raises(SourceError, match="row 3 opens a quotation mark that is never closed"):
        read_delimited(b'Id,Mail\n1,a\n2,"b\n3,c\n', WANTED)


def test_blank_and_unnamed_columns_do_no_harm():
    read = read_delimited(b"Id, Mail ,,\n1,a,,\n,,,\n2,b,,\n", WANTED)
    assert read.cells.select("from_row", "0", "1").rows() == [(2, "1", "a"), (4, "2", "b")]


def test_a_header_without_rows_is_an_empty_grid():
    assert read_delimited(b"Id,Mail\n", WANTED).cells.height == 0
    assert read_delimited(b"Id,Mail", WANTED).cells.height == 0


def test_a_separator_is_one_character():
    with pytest.raises(SourceError, match="separator '::' is not one character"):
        read_delimited(b"Id::Mail\n", WANTED, "::")
