import pytest

from revops.errors import SourceError
from revops.sources.reading.encoding import to_utf8

TEXT = "Nombre,Etapa\nPeña Ñandú,“Ganado”\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_encoding_is_found_by_evidence(encoding):
    assert to_utf8(TEXT.encode(encoding)).decode() == TEXT


def test_utf_16_is_read_in_both_orders():
    for mark, name in (("\ufeff", "utf-16-le"), ("\ufeff", "utf-16-be")):
        assert to_utf8((mark + TEXT).encode(name)).decode() == TEXT


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1251", "shift_jis"])
def test_the_encoding_can_be_declared(encoding):
    text = {"mac_roman": "Peña", "cp1251": "Привет", "shift_jis": "東京都"}[encoding]
    assert to_utf8(text.encode(encoding), encoding).decode() == text


@pytest.mark.parametrize(
    "data",
    [
        "Id\nПривет, мир".encode("cp1251"),
        "Id\n東京都".encode("shift_jis"),
        "Id\nGarcía Pérez, Añá".encode("mac_roman"),
        "Id\nzażółć".encode("cp1250"),
        "Id,Name\nPeña,1\n".encode() + "Peña,2\n".encode("cp1252"),
        b"Id,Name\n1,A\x00na",
    ],
)
def test_an_unknown_encoding_is_refused_with_what_to_do(data):
    with pytest.raises(SourceError, match=r'encoding is unknown .* Set `encoding = "..."`'):
        to_utf8(data)


def test_a_wrong_declaration_names_the_line():
    with pytest.raises(SourceError, match="line 2 is not in the encoding 'utf-8'"):
        to_utf8("Id\nPeña".encode("cp1252"), "utf-8")


def test_an_encoding_that_does_not_exist_is_named():
    with pytest.raises(SourceError, match="there is no encoding named 'utf8x'"):
        to_utf8(b"Id", "utf8x")


def test_lines_that_end_the_old_mac_way_are_lines():
    assert to_utf8(b"Id\r7\r") == b"Id\n7\n"


def test_latin_1_is_a_part_of_windows_1252():
    text = "Razón;Año\nPeñón;Ürümqi\n"
    assert to_utf8(text.encode("latin-1")).decode() == text


def test_a_mark_that_was_written_twice_is_no_text():
    assert to_utf8(b"\xef\xbb\xbf" * 2 + b"Id") == b"Id"
