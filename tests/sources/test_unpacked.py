"""A workbook that swells beyond reason is refused before anything opens it."""

import io
import struct
import tracemalloc
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
import xlsxwriter

from revops.errors import SourceError
from revops.sources.reading.unpacked import refuse_bomb
from revops.sources.recognise.head import heads

SHEET = "xl/worksheets/sheet1.xml"


def bomb(n_bytes: int, *, packing: int = ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", packing) as archive, archive.open(SHEET, "w") as part:
        for _ in range(n_bytes >> 20):
            part.write(b"<row/>" * ((1 << 20) // 6))
    return file.getvalue()


@pytest.fixture(scope="module")
def swollen() -> bytes:
    return bomb(400 << 20)


def test_a_bomb_is_refused_by_every_reader(swollen, load, tmp_path):
    assert len(swollen) < 1 << 20
    with pytest.raises(SourceError, match="would unpack to more than"):
        load("hubspot.deals", swollen, path="deals.xlsx")
    path = tmp_path / "deals.xlsx"
    path.write_bytes(swollen)
    with pytest.raises(SourceError, match="would unpack to more than"):
        heads(path, lambda records: (0.0, 0))


def test_it_is_never_in_memory(swollen):
    tracemalloc.start()
    with pytest.raises(SourceError):
        refuse_bomb(swollen)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 << 20


def test_a_directory_that_lies_about_sizes_is_not_believed(swollen):
    with ZipFile(io.BytesIO(swollen)) as archive:
        size = archive.getinfo(SHEET).file_size
    lying = swollen.replace(struct.pack("<I", size), struct.pack("<I", 1000))
    assert lying != swollen
    with pytest.raises(SourceError, match="would unpack to more than"):
        refuse_bomb(lying)


def test_parts_that_lie_over_each_other_are_refused():
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(SHEET, b"x" * (1 << 20))
    data = bytearray(file.getvalue())
    at = data.rindex(b"PK\x01\x02")
    entry = bytes(data[at : data.rindex(b"PK\x05\x06")])
    end = bytearray(data[data.rindex(b"PK\x05\x06") :])
    struct.pack_into("<HHI", end, 8, 20, 20, len(entry) * 20)
    with pytest.raises(SourceError, match="lie over each other"):
        refuse_bomb(bytes(data[:at]) + entry * 20 + bytes(end))


def test_another_packing_is_refused():
    with pytest.raises(SourceError, match="packed as no spreadsheet packs it"):
        refuse_bomb(bomb(1 << 20, packing=ZIP_LZMA))


def test_a_large_sheet_of_the_same_words_passes():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(30_000):
            sheet.write_row(row, 0, ["Record ID", "the same again", 12.5, "open", "won"])
    refuse_bomb(file.getvalue())
