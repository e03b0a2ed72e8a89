"""What the bytes of a big file tell before any of it is parsed, a stretch at a time.

Each of these may be said of a file of which it is not true, but never the other way round: a word
that is looked for may stand in the middle of a cell, and a blank beside a mark that parts nothing.
"""

import codecs
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: What stays in the processor's own memory is looked through several times at little cost.
_STRETCH = 1 << 18
#: What every total and footer says somewhere (`shape.is_total`), whatever its case, and four
#: letters of each that are soon looked for and seldom there.
CLOSING = {b"total": b"tota", b"confidential information": b"fide", b"copyright": b"pyri"}
#: What an id that a spreadsheet rounded says somewhere (`ids.identifier`).
_ROUNDED = b"e+"
_LONGEST = max(map(len, CLOSING))
_LOWER, _BLANK, _LINE_END = np.uint8(0x20), np.uint8(0x20), np.uint8(0x0A)
#: What parts the cells of most files.
PARTS = ",;|"
#: How blanks begin that are no ASCII, among other signs.
_WIDE_BLANKS = (b"\xc2\x85", b"\xc2\xa0", b"\xe1\x9a\x80", b"\xe2\x80", b"\xe2\x81", b"\xe3\x80")


@dataclass
class Told:
    """What may be in a file: rows that add others up, rounded ids, cells with blanks around them.

    The last is told of files whose cells are parted by one of `PARTS`.
    """

    may_total: bool = False
    may_be_rounded: bool = False
    may_be_blank: bool = False


def _holds(letters: np.ndarray, word: bytes) -> bool:
    """Say whether four letters stand somewhere, whatever their case."""
    wanted = np.frombuffer(word, np.uint32)[0]
    n_words = len(letters) // 4 - 1
    shifted = (letters[at : at + 4 * n_words].view(np.uint32) for at in range(4))
    return any(bool((each == wanted).any()) for each in shifted)


def _may_total(text: bytes) -> bool:
    """Say whether one of the closing words stands in a stretch."""
    letters = np.frombuffer(text + bytes(8), np.uint8) | _LOWER
    return any(_holds(letters, four) and word in text.lower() for word, four in CLOSING.items())


def _may_be_blank(text: bytes) -> bool:
    """Say whether a cell of a stretch may begin or end with a blank.

    >>> [_may_be_blank(text) for text in (b"\\na b,c\\n", b"\\na ,c\\n", b'\\n"a",c\\n')]
    [False, True, True]
    """
    if b'"' in text or (not text.isascii() and any(blank in text for blank in _WIDE_BLANKS)):
        return True
    letters = np.frombuffer(text, np.uint8)
    blank = (letters <= _BLANK) & (letters != _LINE_END)
    if not blank.any():
        return False
    edge = letters == _LINE_END
    for mark in PARTS.encode():
        edge |= letters == mark
    return bool((blank[1:] & edge[:-1]).any() or (blank[:-1] & edge[1:]).any())


def told_by(path: Path) -> Told | None:
    """Look a file through; nothing where it is not UTF-8."""
    decoder, told, before = codecs.getincrementaldecoder("utf-8")(), Told(), b"\n"
    try:
        with path.open("rb", buffering=0) as file:
            while stretch := file.read(_STRETCH):
                if b"\x00" in stretch:
                    return None
                if decoder.getstate()[0] or not stretch.isascii():
                    decoder.decode(stretch)
                text = before + stretch
                told.may_total = told.may_total or _may_total(text)
                told.may_be_blank = told.may_be_blank or _may_be_blank(text)
                if b"+" in text and not told.may_be_rounded:
                    told.may_be_rounded = _ROUNDED in text.lower()
                before = text[-_LONGEST:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    told.may_be_blank = told.may_be_blank or _may_be_blank(before + b"\n")
    return told
