"""Which encoding a file is in, by evidence: its bytes are turned into UTF-8 or refused.

UTF-8 and UTF-16 with a byte order mark say so themselves; UTF-16 without one has a zero in
nearly every second byte. Bytes that are valid UTF-8 are UTF-8. What is left is Windows-1252
(Latin-1 is a part of it) only while it reads like a Western language; anything else is
refused, because a wrong guess garbles names in silence.
"""

import codecs
import re

from revops.sources.refusal import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASK = 'Set `encoding = "..."` for it in revops.toml, or save it again as UTF-8.'
#: How much of a file tells the byte order of UTF-16.
SAMPLE = 1 << 16
_NOT_WESTERN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f]"  # control characters
    r"|[^\W\d_a-zA-Z]{3}"  # three accented letters in a row
    r"|(?=[^\x00-\x7f]{4})(.)(?!\1{3})"  # four different marks in a row
    r"|[a-zA-Z][ŠŽŒŸ][a-z]"  # a capital inside a word that is no Spanish one
    r"|[ÃÂ][^\x00-\x7f]"  # UTF-8 in some of the lines
    r"|[a-zA-Z][^\x00-\x7f\w\s\u2010-\u2026’·][a-zA-Z]"  # a sign inside a word
)


def _declared(data: bytes, encoding: str) -> bytes:
    """Decode by the name given in the settings."""
    try:
        text = data.decode(encoding)
    except LookupError:
        raise refuse(
            f"there is no encoding named '{encoding}'. Known ones are utf-8, utf-16, cp1252, "
            "latin-1, mac_roman, cp1250, cp1251 and shift_jis, among others."
        ) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refuse(f"line {line} is not in the encoding '{encoding}'. {_ASK}") from None
    return text.lstrip("\ufeff").encode()


def makes_sense(text: str) -> bool:
    """Say whether a text decoded as Windows-1252 reads like a Western language.

    >>> makes_sense("Peña"), makes_sense("PeÃ±a")
    (True, False)
    """
    return _NOT_WESTERN.search(text) is None


def _western(data: bytes) -> bytes | None:
    """Decode as Windows-1252, or give nothing where that makes no sense."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text.encode() if makes_sense(text) else None


def marked(data: bytes) -> tuple[str, int] | None:
    """Give the encoding that a file's first bytes say, and how many bytes say it.

    >>> marked("Id".encode("utf-8-sig"))
    ('utf-8', 3)
    """
    found = ((name, len(mark)) for mark, name in _MARKS if data.startswith(mark))
    return next(found, None)


def unmarked_utf_16(data: bytes) -> str | None:
    """Tell the byte order of UTF-16 by where its zeros are; nothing for any other text.

    >>> unmarked_utf_16("Id,Peña".encode("utf-16-be"))
    'utf-16-be'
    """
    sample = data[:SAMPLE]
    zeros = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or 10 * max(zeros) < 4 * len(sample) // 2 or 100 * min(zeros) > len(sample):
        return None
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def to_utf8(data: bytes, encoding: str | None = None) -> bytes:
    """Give the same text as UTF-8 without a mark, one kind of line end.

    >>> to_utf8("Peña;12".encode("cp1252")).decode()
    'Peña;12'
    >>> to_utf8("Привет".encode("cp1251"))
    Traceback (most recent call last):
        ...
    revops.errors.SourceError: an export cannot be read:
      - the encoding is unknown (not UTF-8, and line 1 makes no sense as Windows-1252). Set ...
    """
    text = _unmarked(data, encoding)
    return text if b"\n" in text else text.replace(b"\r", b"\n")


def _unmarked(data: bytes, encoding: str | None) -> bytes:
    """Decode by the settings, by the mark, or by evidence."""
    if encoding is not None:
        return _declared(data, encoding)
    if (said := marked(data)) is not None:
        name, length = said
        return _declared(data[length:], name)
    if (order := unmarked_utf_16(data)) is not None:
        return _declared(data, order)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        western = _western(data)
        if western is not None:
            return western
        line = data[: error.start].count(b"\n") + 1
        raise refuse(
            f"the encoding is unknown (not UTF-8, and line {line} makes no sense as "
            f"Windows-1252). {_ASK}"
        ) from None
    if b"\x00" in data:
        raise refuse(f"the encoding is unknown (the file holds zero bytes). {_ASK}")
    return data
