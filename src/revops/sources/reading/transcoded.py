"""A big file that is not UTF-8 is written aside as UTF-8, so that it can be scanned like any other.

Its encoding is told by the same evidence as that of a small one (`encoding.to_utf8`), looked for a
stretch at a time. What is doubtful takes the way of every other file, which says what is wrong.
"""

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path

from revops.sources.mapping import Export
from revops.sources.reading import scanned as big
from revops.sources.reading.encoding import SAMPLE, makes_sense, marked, unmarked_utf_16
from revops.sources.reading.scanned import Scanned, scanned
from revops.workspace.settings import ExportSettings

_STRETCH = 1 << 22
_WESTERN = "cp1252"
#: How far back the evidence against an encoding reaches.
_BACK = 8


def found_in(
    path: Path, exports: Sequence[Export], settings: ExportSettings, aside: Path | None
) -> Scanned | None:
    """Find the header of a big file and leave its rows unread, in a copy where it is not UTF-8."""
    found = scanned(path, exports, settings)
    if found is not None or aside is None or path.stat().st_size < big.BIG:
        return found
    copy = aside / f"{len(list(aside.iterdir()))}.csv"
    if not _written(path, settings.encoding, copy):
        copy.unlink(missing_ok=True)
        return None
    return scanned(copy, exports, settings.model_copy(update={"encoding": None}))


def _encoding_of(path: Path, declared: str | None) -> tuple[str, int]:
    """Give the encoding that a file may have, and how many bytes its mark has."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if declared is not None:
        return declared, 0
    if (found := marked(head)) is not None:
        return found
    is_even = path.stat().st_size % 2 == 0
    return (unmarked_utf_16(head) if is_even else None) or _WESTERN, 0


def _texts(path: Path, encoding: str, skipped: int) -> Iterator[str]:
    """Decode a file a stretch at a time."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        file.seek(skipped)
        while stretch := file.read(_STRETCH):
            yield decoder.decode(stretch)
    yield decoder.decode(b"", final=True)


def _is_utf_8(path: Path) -> bool:
    """Say whether a file is UTF-8 from end to end: then it is nothing else."""
    try:
        return all(True for _ in _texts(path, "utf-8", 0))
    except UnicodeDecodeError:
        return False


def _written(path: Path, declared: str | None, copy: Path) -> bool:
    """Write a file as UTF-8; say whether its encoding is beyond doubt."""
    encoding, skipped = _encoding_of(path, declared)
    is_guess = declared is None and encoding == _WESTERN
    before, has_lines, is_first = "", False, True
    try:
        if codecs.lookup(encoding).name == "utf-8" or (is_guess and _is_utf_8(path)):
            return False
        with copy.open("w", encoding="utf-8", newline="") as out:
            for text in _texts(path, encoding, skipped):
                if is_guess and not makes_sense(before[-_BACK:] + text):
                    return False
                out.write(text.lstrip("\ufeff") if is_first else text)
                before, has_lines, is_first = text, has_lines or "\n" in text, False
    except (LookupError, UnicodeError):
        return False
    return has_lines
