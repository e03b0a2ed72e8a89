"""Whatever a file holds, looking at it gives an answer."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from revops.sources import SOURCES
from revops.sources.recognise import Recogniser, recognise

RECOGNISER = Recogniser(SOURCES)
WORDS = sorted(RECOGNISER.known.plain)
CELLS = st.one_of(st.sampled_from(WORDS), st.text(max_size=8), st.sampled_from(["", "Won", "1"]))
TABLES = st.lists(st.lists(CELLS, max_size=8), max_size=8)


def answers(name: str, content: bytes) -> set[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return {one.status for one in recognise(path, RECOGNISER)}


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.parquet", "a.xls", "a"]))
def test_any_bytes(content: bytes, name: str) -> None:
    assert answers(name, content) <= {"matched", "guessed", "unplaced"}


@settings(max_examples=150)
@given(TABLES, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_cells(rows: list[list[str]], mark: str, end: str) -> None:
    text = end.join(mark.join(row) for row in rows)
    found = answers("a.csv", text.encode("utf-8", errors="replace"))
    assert found <= {"matched", "guessed", "unplaced"}
    assert found


@settings(max_examples=60)
@given(st.integers(0, 200), st.integers(0, 200))
def test_a_torn_workbook_or_parquet_file(start: int, length: int) -> None:
    for magic, name in ((b"PK\x03\x04", "a.xlsx"), (b"PAR1", "a.parquet")):
        torn = magic + bytes((start * n) % 256 for n in range(length)) + magic
        assert answers(name, torn) == {"unplaced"}
