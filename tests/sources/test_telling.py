"""What the bytes of a big file tell: never that something is not there which is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.sources.reading import telling
from revops.sources.reading.telling import Told, told_by

CELLS = st.text(st.sampled_from("aZ ñ\u00a0\u2009\t"), max_size=4)
WORDS = ("Total", "COPYRIGHT", "Confidential Information", "1.2E+11", "")


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5),
    word=st.sampled_from(WORDS),
    stretch=st.integers(8, 64),
)
def test_nothing_that_is_in_a_file_is_missed(
    rows: list[tuple[str, str]],
    word: str,
    stretch: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("told") / "touches.csv"
    path.write_text("\n".join(",".join(row) for row in rows) + word, "utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telling, "_STRETCH", stretch)
        told = told_by(path)
    assert told is not None
    cells = [cell for row in rows for cell in row[:-1]]
    if any(cell != cell.strip() for cell in cells):
        assert told.may_be_blank
    assert told.may_total is (word.lower() in {"total", "copyright", "confidential information"})
    assert told.may_be_rounded is ("E+" in word)


@pytest.mark.parametrize("content", ["peña".encode("cp1252"), b"a\x00b"])
def test_other_than_utf_8_is_not_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "touches.csv").write_bytes(content)
    assert told_by(tmp_path / "touches.csv") is None


@pytest.mark.parametrize(
    ("content", "is_blank"),
    [
        ("a b,c\nd,e\n", False),
        ("a ,c\n", True),
        ("a,c ", True),
        (" a,c", True),
        ("a;\tc\n", True),
        ('"a",c\n', True),
        ("a,b\r\n", True),
        ("peña,b\n", False),
    ],
)
def test_blanks_beside_marks(content: str, is_blank: bool, tmp_path: Path) -> None:
    (tmp_path / "touches.csv").write_text(content, "utf-8", newline="")
    assert told_by(tmp_path / "touches.csv") == Told(may_be_blank=is_blank)
