"""A big file is read a stretch at a time: the snapshot is the same as that of any other file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from polars.testing import assert_frame_equal

from revops import store
from revops.errors import SourceError
from revops.load import load
from revops.sources.building import gather, glance, supposed
from revops.sources.building import streamed as building
from revops.sources.building.build import Built
from revops.sources.building.streamed import streamed
from revops.sources.reading import scanned
from revops.workspace import open_workspace

SETTINGS = """company = "Faro"
currency = "USD"
zone = "America/Santiago"
[[exports]]
source = "hubspot.contacts"
path = "data/contacts.csv"
[[exports]]
source = "utm.touchpoints"
path = "data/touches*.csv"
"""
CONTACTS = (
    "Record ID,Email,First Name,Last Name,Create Date,Original Source\n"
    "H1,ana@faro.example,Ana,Rojas,2026-01-05 10:20,Organic Search\n"
    "H2,ana@faro.example,Ana,Rojas,2026-01-06 10:20,Paid Search\n"
    "H3,luis@costa.example,Luis,Vera,2026-02-05 10:20,Direct Traffic\n"
)
HEADER = "touchpoint_id,lead_id,visitor_id,occurred_at,kind,utm_source,utm_medium,click_id\n"
PLAIN = HEADER + (
    "T1,,v1,2026-03-01T10:00:00Z,visit,google,organic,\n"
    "T2,Ana@faro.example,v1,2026-03-02T10:00:00Z,form,,,c1\n"
    ",H3,v2,2026-03-03T10:00:00Z,,linkedin,paid_social,\n"
    "T4,H2,v3,2026-03-04T10:00:00Z,clic,newsletter,email,c1\n"
    "T5,nobody@x.example,v4,2026-03-05T10:00:00Z,visit,odd,odd,\n"
)
CASES = {
    "plain": PLAIN.encode(),
    "marked": b"\xef\xbb\xbf" + PLAIN.encode(),
    "a preamble": b"Touches of 2026\n\n" + PLAIN.encode(),
    "semicolons": PLAIN.replace(",", ";").encode(),
    "line ends of Windows": PLAIN.replace("\n", "\r\n").encode(),
    "blank rows": PLAIN.replace("T4", " , , \n\nT4").encode(),
    "quotes": PLAIN.replace("visit", '"a ""visit"",\nand more"').encode(),
    "keys that are lost": (PLAIN + "T6,H1,v1,,,,,\nT7,H1,v1,soon,,,,\n").encode(),
    "ids that are lost": PLAIN.replace("c1", "1.23457E+11").encode(),
    "ids of people that are lost": PLAIN.replace("H3", "1.23457E+11").encode(),
    "ids of visitors that are lost": PLAIN.replace("v3", "1.23457E+11").encode(),
    "a column that is not read": PLAIN.replace("\n", ",note\n").encode(),
    "rows that are long in what is not read": (
        PLAIN.replace("\n", ",note\n") + "T6,H1,v1,2026-03-09T10:00:00Z,,,,,x,y,z\n"
    ).encode(),
    "rows that are long and no other": (
        PLAIN + "T6,H1,v1,2026-03-09T10:00:00Z,,,,,x,y,z\n"
    ).encode(),
    "a total in words of its own": (PLAIN + "Total general,,,2026-03-05T10:00:00Z,,,,").encode(),
    "blanks that are wide": PLAIN.replace("T2", "\u00a0T2").replace("H3", "H3\u2009").encode(),
    "a blank at the end": (PLAIN + "T6,H1,v1,2026-03-09T10:00:00Z,,,,c7 ").encode(),
    "cells that do not fit": (PLAIN + "T6,1.23E+11,2.3E+15,2026-03-09,,,,\n").encode(),
    "many kinds of dates": PLAIN.replace("2026-03-01T10:00:00Z", "1/3/26").encode(),
    "dates in one order": PLAIN.replace("2026-03-0", "25/").replace("T1", "/2026 1").encode(),
    "a total": (PLAIN + "Total,,,,,,,\n").encode(),
    "a header again": (PLAIN + HEADER + PLAIN.removeprefix(HEADER)).encode(),
    "rows that are short": (PLAIN + "T6,H1,v1,2026-03-09\n").encode(),
    "rows that are long": (PLAIN + "T6,H1,v1,2026-03-09,,,,,,x\n").encode(),
    "Windows-1252": PLAIN.replace("odd", "peña").encode("cp1252"),
    "UTF-16": PLAIN.encode("utf-16"),
    "blanks around cells": PLAIN.replace("T2", " T2 ").replace("H3", "H3 ").encode(),
    "words for nothing": PLAIN.replace("T2", "--").replace("v3", "null").encode(),
    "words for nothing amid blanks": PLAIN.replace("T2", " -- ").replace("v3", "null ").encode(),
    "words for nothing in a date": PLAIN.replace("2026-03-03T10:00:00Z", "N/A").encode(),
    "times on the local clock": PLAIN.replace("T10:00:00Z", " 10:00:00").encode(),
    "an hour that was skipped": PLAIN.replace("2026-03-01T10:00:00Z", "2026-09-06T00:30:00")
    .replace("T10:00:00Z", "T10:00:00")
    .encode(),
    "a day that is none": PLAIN.replace("2026-03-04", "2026-02-31").encode(),
    "a day of another century": PLAIN.replace("2026-03-04", "1826-03-04").encode(),
    "a key that is blank": PLAIN.replace("2026-03-04T10:00:00Z", "").encode(),
    "times since 1970": PLAIN.replace("2026-03-04T10:00:00Z", "1785571200").encode(),
    "long ids": PLAIN.replace(",v", ",1234567890123456").encode(),
    "ids that are cut": PLAIN.encode()
    + b"".join(b"12345678901234%d00,,v9,2026-03-0%dT10:00:00Z,,,,\n" % (n, n) for n in range(1, 5)),
    "a total of one day": (PLAIN + "Total,,,2026-03-05T10:00:00Z,,,,\n").encode(),
    "a word of totals": PLAIN.replace("odd,odd", "total,e+1").encode(),
    "no key at all": (HEADER + "T1,,v1,,,,,\n").encode(),
}


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[[dict[str, bytes], str, int], store.Snapshot]:
    """Load some files as though those of so many bytes were big."""

    def make(files: dict[str, bytes], name: str, big: int) -> store.Snapshot:
        root = tmp_path / name
        (root / "data").mkdir(parents=True)
        (root / "revops.toml").write_text(SETTINGS)
        (root / "data" / "contacts.csv").write_text(CONTACTS)
        for file, content in files.items():
            (root / "data" / file).write_bytes(content)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scanned, "BIG", big)
            load(open_workspace(root))
        assert not [path for path in (root / ".revops").iterdir() if "reading" in path.name]
        return store.read(root / ".revops", store.current(root / ".revops"))

    return make


def same(one: store.Snapshot, other: store.Snapshot) -> None:
    """Compare two snapshots, table by table and side by side."""
    assert list(one.tables) == list(other.tables)
    for name in one.tables:
        assert_frame_equal(one.tables[name], other.tables[name])
    for side in store.SIDE:
        assert_frame_equal(getattr(one, side), getattr(other, side))


def no_glance(*given: Any) -> None:
    """Take no file at a glance, so that the ways behind it are tested."""


@pytest.mark.parametrize("is_glanced", [True, False])
@pytest.mark.parametrize("case", CASES)
def test_a_big_file_gives_the_same_snapshot(
    case: str,
    is_glanced: bool,
    monkeypatch: pytest.MonkeyPatch,
    loaded: Callable[[dict[str, bytes], str, int], store.Snapshot],
) -> None:
    if not is_glanced:
        monkeypatch.setattr(building, "glance", no_glance)
    files = {"touches.csv": CASES[case]}
    same(loaded(files, "big", 0), loaded(files, "small", 1 << 30))


def test_several_files_of_one_export_are_compared(
    loaded: Callable[[dict[str, bytes], str, int], store.Snapshot],
) -> None:
    files = {f"touches-2026-0{n}-01.csv": PLAIN.encode() for n in (4, 5)}
    same(loaded(files, "big", 0), loaded(files, "small", 1 << 30))


def test_a_header_that_stands_twice_is_refused_in_the_same_words(
    loaded: Callable[[dict[str, bytes], str, int], store.Snapshot],
) -> None:
    files = {"touches.csv": PLAIN.replace("click_id", "kind").encode()}
    told = []
    for name, big in (("big", 0), ("small", 1 << 30)):
        with pytest.raises(SourceError) as refused:
            loaded(files, name, big)
        told.append(refused.value.problems)
    assert told[0] == told[1]
    assert "stands over columns" in told[0][0]


@pytest.mark.parametrize(
    ("case", "is_big"),
    [
        ("plain", True),
        ("cells that do not fit", True),
        ("Windows-1252", True),
        ("UTF-16", True),
        ("a total", False),
    ],
)
def test_which_files_are_streamed(
    case: str,
    is_big: bool,
    monkeypatch: pytest.MonkeyPatch,
    loaded: Callable[[dict[str, bytes], str, int], store.Snapshot],
) -> None:
    """Guard the tests above: they compare two ways, not one with itself."""
    built = []

    def watched(*given: Any) -> Built | None:
        built.append(streamed(*given))
        return built[-1]

    monkeypatch.setattr(gather, "streamed", watched)
    loaded({"touches.csv": CASES[case]}, "big", 0)
    assert (built[-1] is not None) is is_big


@pytest.mark.parametrize(
    ("case", "is_supposed"),
    [
        ("plain", True),
        ("blanks around cells", True),
        ("long ids", True),
        ("times on the local clock", True),
        ("a day that is none", True),
        ("a key that is blank", False),
        ("dates in one order", False),
        ("cells that do not fit", False),
    ],
)
def test_which_files_are_as_their_first_rows_tell(
    case: str,
    is_supposed: bool,
    monkeypatch: pytest.MonkeyPatch,
    loaded: Callable[[dict[str, bytes], str, int], store.Snapshot],
) -> None:
    told = []

    def watched(*given: Any) -> supposed.Supposed | None:
        told.append(supposed.supposed(*given))
        return told[-1]

    monkeypatch.setattr(building, "glance", no_glance)
    monkeypatch.setattr(building, "supposed", watched)
    loaded({"touches.csv": CASES[case]}, "big", 0)
    assert (told[-1] is not None) is is_supposed


@pytest.mark.parametrize(
    ("case", "is_told", "is_right"),
    [
        ("plain", True, True),
        ("blanks around cells", True, True),
        ("words for nothing", True, True),
        ("long ids", True, True),
        ("times on the local clock", True, True),
        ("an hour that was skipped", True, True),
        ("a word of totals", True, True),
        ("a day that is none", True, False),
        ("a day of another century", True, False),
        ("a key that is blank", False, False),
        ("ids that are cut", False, False),
        ("a total of one day", False, False),
        ("dates in one order", False, False),
    ],
)
def test_which_files_are_taken_at_a_glance(
    case: str,
    is_told: bool,
    is_right: bool,
    monkeypatch: pytest.MonkeyPatch,
    loaded: Callable[[dict[str, bytes], str, int], store.Snapshot],
) -> None:
    told, careful = [], []

    def glanced(*given: Any) -> Built | None:
        told.append(glance.glance(*given))
        return told[-1]

    def watched(*given: Any) -> supposed.Supposed | None:
        careful.append(supposed.supposed(*given))
        return careful[-1]

    monkeypatch.setattr(building, "glance", glanced)
    monkeypatch.setattr(building, "supposed", watched)
    loaded({"touches.csv": CASES[case]}, "big", 0)
    assert (told[-1] is not None) is is_told
    assert (not careful) is is_right


@pytest.mark.parametrize("first", [1, 3])
@pytest.mark.parametrize("case", CASES)
def test_later_rows_may_be_other_than_the_first_ones(
    case: str,
    first: int,
    monkeypatch: pytest.MonkeyPatch,
    loaded: Callable[[dict[str, bytes], str, int], store.Snapshot],
) -> None:
    monkeypatch.setattr(supposed, "FIRST", first)
    files = {"touches.csv": CASES[case]}
    same(loaded(files, "big", 0), loaded(files, "small", 1 << 30))
