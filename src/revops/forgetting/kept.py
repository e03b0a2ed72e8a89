"""What a workspace keeps beside its loads: removed where it is made anew, else rewritten."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import polars as pl

from revops.forgetting.looking import holds
from revops.forgetting.snapshots import replaced, untold
from revops.forgetting.words import Words
from revops.load.tombstones import FOLDER as OWN
from revops.report.kept_checks import FOLDER as TREND

#: What the next check or load makes anew from what is left.
MADE_ANEW = ("checked", "executed", "quarantine", "queries", "latest.json")
_DATABASES = (".sqlite", ".db")
_TEXTS = (".json", ".txt", ".log", ".csv", ".html", ".md", ".toml", ".ipynb", ".sql", "")


def remove_made_anew(state: Path) -> list[str]:
    """Remove what is made anew; say what was there."""
    there = [name for name in MADE_ANEW if (state / name).exists()]
    for name in there:
        shutil.rmtree(state / name) if (state / name).is_dir() else (state / name).unlink()
    for left in state.glob(".reading-*"):
        shutil.rmtree(left)
    for left in (state / "snapshots").glob(".*"):
        shutil.rmtree(left)
    return there


def unfollowed(state: Path) -> int:
    """Take the fingerprints of failing records out of the trend: counts stay."""
    n = 0
    for path in sorted((state / TREND).glob("*.parquet")):
        old = pl.read_parquet(path)
        if old["records"].is_not_null().any():
            none = pl.lit(None, old.schema["records"]).alias("records")
            replaced(path, old.with_columns(none), old)
            n += 1
    return n


def others(state: Path) -> Iterator[Path]:
    """List the other files of the state folder: history, measures, receipts of sendings, logs."""
    own = state / OWN
    for path in sorted(state.rglob("*")):
        is_own = path.is_relative_to(own) or path.is_relative_to(state / "snapshots")
        if path.is_file() and not is_own and not path.name.endswith(("-wal", "-shm", ".lock")):
            yield path


def rewritten(path: Path, words: Words) -> str:
    """Take a person out of one file; `removed` where that cannot be done."""
    try:
        if path.suffix in _DATABASES:
            _database(path, words)
        elif path.suffix == ".parquet":
            _table(path, words)
        elif path.suffix in _TEXTS:
            _text(path, words)
    except (OSError, ValueError, sqlite3.Error, pl.exceptions.PolarsError):
        pass
    if holds(path, words):
        path.unlink()
        return "removed"
    return "rewritten"


def _text(path: Path, words: Words) -> None:
    old = path.read_text(encoding="utf-8")
    replace_bytes(path, words.out_of(old).encode())


def replace_bytes(path: Path, content: bytes) -> None:
    """Replace a file in one step, with the rights that it has."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(content)
    shutil.copymode(path, aside)
    aside.replace(path)


def _table(path: Path, words: Words) -> None:
    """Leave out the rows that name the person in an id, and scrub the others."""
    old = pl.read_parquet(path)
    texts = [name for name, dtype in old.schema.items() if dtype == pl.String]
    ids = [pl.col(name).str.contains(words.pattern) for name in texts if name.endswith("_id")]
    kept = old.filter(~pl.any_horizontal(*ids, pl.lit(False)).fill_null(False))
    replaced(path, untold(kept, words), old)


def _database(path: Path, words: Words) -> None:
    """Take a person out of every text of a database, and out of its unused pages."""
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
        connection.create_function("named", 1, lambda cell: _names(cell, words))
        connection.create_function("out_of", 1, lambda cell: words.out_of(str(cell)))
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN IMMEDIATE")
        for (table,) in connection.execute(_TABLES).fetchall():
            own = _quoted(table)
            for column in connection.execute(f"PRAGMA table_info({own})").fetchall():
                name = _quoted(column[1])
                # names of the file's own columns, quoted; no value is among them
                update = f"UPDATE {own} SET {name} = out_of({name})"  # nosec B608
                connection.execute(f"{update} WHERE named({name})")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def _names(cell: object, words: Words) -> bool:
    return isinstance(cell, str) and words.are_in(cell.encode())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
