"""SQLite, opened for reading only, and watched: each step of a statement must be one that reads.

Python's own driver is used: a column of SQLite may hold cells of several kinds, which drivers that
decide a column's type from its first rows refuse in the middle.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote

import polars as pl

from revops.sources.queries.address import Address
from revops.sources.queries.problems import Away, Refused, first_words, refuse_twins, too_long
from revops.sources.queries.statement import bracketed

#: How many rows are brought to text at a time.
PART = 50_000
#: After how many steps of SQLite's machine the clock is looked at.
_STEPS = 10_000
_BUSY_SECONDS = 10.0
_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
_UNSAFE = ("load_extension", "fts3_tokenizer", "writefile", "edit")


def rows(address: Address, sql: str, seconds: int, row_limit: int | None) -> Iterator[pl.DataFrame]:
    """Give the rows of one query as text, a part at a time; one part at least."""
    path = _file(address)
    if not path.is_file():
        raise Away("the database file that `uri` names is not there.")
    try:
        opened = f"file:{quote(path.as_posix())}?mode=ro"
        with closing(sqlite3.connect(opened, uri=True, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.set_progress_handler(_stop_after(seconds), _STEPS)
            connection.set_authorizer(_only_reading)
            yield from _asked(connection, bracketed(sql, "*", row_limit))
    except sqlite3.Error as error:
        raise _problem(error, seconds) from None


def _file(address: Address) -> Path:
    """Find the file: `sqlite:crm.db` and `sqlite:///crm.db` stand in the workspace."""
    name = unquote(address.uri.partition(":")[2].partition("?")[0])
    if name.startswith("//"):
        name = name[2:].removeprefix("/")
    return address.root / Path(name).expanduser()


def _stop_after(seconds: int) -> Callable[[], int]:
    """Make what stops a statement when its time is over."""
    until = time.monotonic() + seconds
    return lambda: int(time.monotonic() > until)


def _only_reading(
    action: int, first: str | None, second: str | None, database: str | None, inner: str | None
) -> int:
    """Allow the steps that read, and nothing else."""
    is_unsafe = action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _UNSAFE
    return sqlite3.SQLITE_OK if action in _READING and not is_unsafe else sqlite3.SQLITE_DENY


def _asked(connection: sqlite3.Connection, sql: str) -> Iterator[pl.DataFrame]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    refuse_twins([_unnumbered(name, names) for name in names])
    schema = dict.fromkeys(names, pl.String)
    yield pl.DataFrame(schema=schema)
    while part := cursor.fetchmany(PART):
        columns = zip(names, zip(*part, strict=True), strict=True)
        yield pl.DataFrame([_text(name, list(cells)) for name, cells in columns])


def _unnumbered(name: str, names: list[str]) -> str:
    """Give a column's own name: SQLite numbers twins, `email` and `email:1`."""
    own = name.rpartition(":")[0]
    return own if own in names and name.rpartition(":")[2].isdigit() else name


def _text(name: str, cells: list[object]) -> pl.Series:
    """Write each cell as what it is: a text, a whole number, or the shortest that is the number.

    >>> _text("a", ["x", 7, 0.1, 12345678901.5, None]).to_list()
    ['x', '7', '0.1', '12345678901.5', None]
    """
    if any(isinstance(cell, bytes) for cell in cells):
        raise Refused(f"the column '{name}' holds bytes. Leave it out, or use hex({name}).")
    return pl.Series(name, cells, dtype=pl.String, strict=False)


def _problem(error: sqlite3.Error, seconds: int) -> Away | Refused:
    told = first_words(error)
    if told == "interrupted":
        return Refused(too_long(seconds))
    if "locked" in told or "unable to open" in told or "disk I/O" in told:
        return Away(f"the database cannot be read now: {told}.")
    return Refused(f"the database refuses it: {told}.")
