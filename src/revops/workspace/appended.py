"""Add one line to a file that people keep, however they saved it; lines are never rewritten.

Several may write at once: one lock a file, and each line goes out in a single write at the end
of the file. A spreadsheet may have saved the file in between: its separator, its encoding, its
order of columns and its decimal comma are kept.
"""

import csv
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from filelock import FileLock

from revops.errors import SourceError

#: What a spreadsheet would run as a formula when a cell begins with it.
FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
Row = dict[str, str]
_MOST = 32_000
_BOM = "\ufeff"


@dataclass(frozen=True)
class _Kept:
    """A file as it is: its way of writing, its header and its rows."""

    encoding: str
    separator: str
    newline: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    is_ended: bool


def append(
    path: Path,
    columns: Sequence[str],
    make: Callable[[Sequence[Row]], Mapping[str, str | float | None]],
    *,
    lock: Path,
) -> Row:
    """Add one row to a CSV and give it as written; `make` sees the rows there, and nobody else can.

    A file that is not there yet is begun with `columns`, in UTF-8 that Excel knows. Texts are made
    fit for one line and for a spreadsheet; numbers stay numbers, negative ones too.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock):
        kept = _read(path, tuple(columns))
        row = {name: _cell(value, kept) for name, value in make(kept.rows).items()}
        _refuse_lost(path, kept, row)
        is_new = not path.is_file() or path.stat().st_size == 0
        rest = "" if kept.is_ended else kept.newline
        start = _BOM + _line(kept, kept.header) if is_new else rest
        _write(path, start + _line(kept, [row.get(name, "") for name in kept.header]), kept)
    return row


def neutral(text: str) -> str:
    """Put a text on one line, and an apostrophe before what a spreadsheet would run.

    >>> neutral("=1+1"), neutral("call" + chr(10) + "them"), neutral("Ana")
    ("'=1+1", 'call them', 'Ana')
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_MOST]
    return f"'{line}" if re.match(FORMULA, line) else line


def _cell(value: str | float | None, kept: _Kept) -> str:
    """Write one cell: a number as the file writes numbers, a text neutralised."""
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value)
    plain = f"{value:.12g}"
    return plain.replace(".", ",") if kept.separator == ";" else plain


def _read(path: Path, columns: tuple[str, ...]) -> _Kept:
    """See how a file is written, and what stands in it."""
    content = path.read_bytes() if path.is_file() else b""
    if not content:
        return _Kept("utf-8", ",", "\n", columns, (), True)
    try:
        encoding, text = "utf-8", content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding, text = "cp1252", content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=first.count)
    header, *rows = list(_cells(text, separator)) or [list(columns)]
    names = tuple(name.strip() for name in header)
    newline = "\r\n" if first.endswith("\r") else "\n"
    told = tuple(dict(zip(names, row, strict=False)) for row in rows if any(row))
    return _Kept(encoding, separator, newline, names, told, text.endswith(("\n", "\r")))


def _cells(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


def _refuse_lost(path: Path, kept: _Kept, row: Row) -> None:
    """Raise where the file has no place for something that the row says, or cannot write it."""
    missing = [name for name, cell in row.items() if cell and name not in kept.header]
    problems = [f"the column '{name}' is missing" for name in missing]
    try:
        "".join(row.values()).encode(kept.encoding)
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        problems.append(f"it is saved as {kept.encoding}, which has no sign '{sign}'")
    if problems:
        raise SourceError(
            f"nothing was added to {path.name}",
            problems,
            "Put the columns back into its first line, or save it as CSV UTF-8.",
        )


def _line(kept: _Kept, cells: Sequence[str]) -> str:
    """Write one line."""
    line = StringIO()
    csv.writer(line, delimiter=kept.separator, lineterminator=kept.newline).writerow(cells)
    return line.getvalue()


def _write(path: Path, text: str, kept: _Kept) -> None:
    """Write at the end of a file, all at once, and have it on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    number = os.open(path, flags, 0o666)
    try:
        content = text.encode(kept.encoding)
        if os.write(number, content) != len(content):
            raise SourceError(f"{path.name} is not whole", ["the disk is full"], "Make room.")
        os.fsync(number)
    finally:
        os.close(number)
