"""Whether a file names a person, whatever it is packed in."""

import io
import re
import sqlite3
import zipfile
import zlib
from base64 import b64decode
from binascii import Error as NotBase64
from contextlib import closing
from html import unescape
from pathlib import Path

import polars as pl

from revops.forgetting.words import Words

_EMBEDDED = re.compile(rb"base64,([A-Za-z0-9+/=]{8,})")
_PACKED = (b"PK\x03\x04",)
_DEEPEST = 4


def holds(path: Path, words: Words) -> bool:
    """Say whether a file names the person: in its bytes, or in what they unpack to."""
    suffix = path.suffix.lower()
    if suffix in {".parquet", ".pq"}:
        return frame_holds(pl.read_parquet(path), words)
    if suffix in {".sqlite", ".db"}:
        return _database_holds(path, words)
    return content_holds(path.read_bytes(), words)


def content_holds(content: bytes, words: Words, depth: int = 0) -> bool:
    """Look into bytes, into what is embedded in them as base64, and into archives."""
    if words.are_in(content):
        return True
    if depth == _DEEPEST:
        return False
    if content.startswith(_PACKED):
        return _archive_holds(content, words, depth)
    if b"<html" in content[:400] and words.are_in(unescape(content.decode()).encode()):
        return True
    return _embedded(content, words, depth)


def _embedded(content: bytes, words: Words, depth: int) -> bool:
    for found in _EMBEDDED.finditer(content):
        try:
            inner = b64decode(found[1])
        except NotBase64:
            continue
        if content_holds(inner, words, depth + 1):
            return True
    return False


def _archive_holds(content: bytes, words: Words, depth: int) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(
                words.are_in(name.encode()) or content_holds(archive.read(name), words, depth + 1)
                for name in archive.namelist()
            )
    except (zipfile.BadZipFile, zlib.error):
        return False


def frame_holds(frame: pl.DataFrame, words: Words) -> bool:
    """Look into every text of a table, those in lists and structures, too."""
    return any(bool(_as_text(cells).str.contains(words.pattern).any()) for cells in frame)


def _as_text(cells: pl.Series) -> pl.Series:
    """Write a column as text; what is no text tells nothing."""
    if cells.dtype.is_nested():
        return cells.to_frame("cell").select(pl.struct("cell").struct.json_encode()).to_series()
    return cells.cast(pl.String, strict=False)


def _database_holds(path: Path, words: Words) -> bool:
    """Look into the bytes of a database and of what it has not yet written back."""
    beside = [path, path.with_name(f"{path.name}-wal")]
    if any(one.is_file() and words.are_in(one.read_bytes()) for one in beside):
        return True
    with closing(sqlite3.connect(path)) as connection:
        return any(words.are_in(line.encode()) for line in connection.iterdump())
