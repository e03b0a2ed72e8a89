"""A big file in another encoding is scanned from a UTF-8 copy, with the same evidence as ever."""

from pathlib import Path

import pytest

from revops.errors import SourceError
from revops.sources import SOURCES
from revops.sources.reading import scanned as big
from revops.sources.reading import transcoded
from revops.sources.reading.encoding import to_utf8
from revops.sources.reading.transcoded import found_in
from revops.workspace.settings import ExportSettings

EXPORTS = SOURCES["utm.touchpoints"]
TEXT = "touchpoint_id,lead_id,occurred_at,utm_campaign\n" + "".join(
    f"T{n},L{n},2026-03-0{n + 1}T10:00:00Z,Peña y Ñandú €{n}\n" for n in range(8)
)


def rows(
    tmp_path: Path,
    data: bytes,
    monkeypatch: pytest.MonkeyPatch,
    stretch: int = 16,
    **said: str,
) -> list[str] | None:
    """Read the last column of a file as though it were big, so many bytes at a time."""
    monkeypatch.setattr(big, "BIG", 0)
    monkeypatch.setattr(transcoded, "_STRETCH", stretch)
    path, aside = tmp_path / "touches.csv", tmp_path / "aside"
    path.write_bytes(data)
    aside.mkdir()
    settings = ExportSettings(source="utm.touchpoints", path="touches.csv", **said)
    found = found_in(path, EXPORTS, settings, aside)
    return None if found is None else found.cells().collect()["3"].to_list()


CAMPAIGNS = [f"Peña y Ñandú €{n}" for n in range(8)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("stretch", [7, 16, 1 << 20])
def test_each_encoding_gives_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, stretch: int
) -> None:
    assert rows(tmp_path, TEXT.encode(encoding), monkeypatch, stretch) == CAMPAIGNS


def test_only_what_is_no_utf_8_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows(tmp_path, TEXT.encode(), monkeypatch) == CAMPAIGNS
    assert list((tmp_path / "aside").iterdir()) == []


def test_a_declared_encoding_is_taken_at_its_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = TEXT.replace("€", "").encode("mac_roman")
    got = rows(tmp_path, data, monkeypatch, encoding="mac_roman")
    assert got == [f"Peña y Ñandú {n}" for n in range(8)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (TEXT.replace("Peña y Ñandú", "Привет").encode("cp1251"), {}),
        (TEXT.encode() + "T9,L9,2026-03-09T10:00:00Z,Peña\n".encode("cp1252"), {}),
        (TEXT.encode("cp1252") + b"T9,L9,2026-03-09T10:00:00Z,\x81\n", {}),
        (TEXT.encode("utf-16")[:-1], {}),
        (TEXT.encode("cp1252"), {"encoding": "utf-8"}),
        (TEXT.encode("cp1252"), {"encoding": "no-such"}),
    ],
)
def test_what_is_doubtful_takes_the_other_way_which_refuses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, said: dict[str, str]
) -> None:
    assert rows(tmp_path, data, monkeypatch, **said) is None
    assert list((tmp_path / "aside").iterdir()) == []
    with pytest.raises(SourceError):
        to_utf8(data, said.get("encoding"))


def test_evidence_that_lies_across_two_stretches_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"touchpoint_id,lead_id,occurred_at,utm_campaign\nT1,L1,2026-03-01,x\xe1\xe9\xedx\n"
    for stretch in range(3, 24):
        folder = tmp_path / str(stretch)
        folder.mkdir()
        assert rows(folder, data, monkeypatch, stretch) is None
    with pytest.raises(SourceError):
        to_utf8(data)
