"""The last result of each query, kept as a file that the reader reads.

A file is named by what is asked of which address, both as the settings write them, and replaced
only when its rows are others: another order of the same rows is no news.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from revops.sources.reading.paths import File
from revops.sources.refusal import refuse
from revops.workspace.settings import ExportSettings

#: Where results are kept, in a workspace.
FOLDER = Path(".revops/queries")
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def _which(settings: ExportSettings) -> str:
    """Name a query by all that says what is asked; only letters, so that none reads as a day."""
    written = settings.uri.get_secret_value() if settings.uri else ""
    asked = [settings.source, settings.table, settings.query, settings.query_file]
    text = json.dumps([*asked, settings.row_limit, written])
    return hashlib.sha256(text.encode()).hexdigest()[:20].translate(_LETTERS)


def place(settings: ExportSettings, root: Path) -> Path:
    """Give the file of a query's last result."""
    return root / FOLDER / _which(settings) / "result.parquet"


def result(settings: ExportSettings, root: Path) -> File:
    """Give the file of a query that was asked, by the query's name."""
    path = place(settings, root)
    if not path.is_file():
        raise refuse("the database was not asked yet. Load the exports with: revops load")
    return File(shown(settings), path)


def shown(settings: ExportSettings) -> str:
    """Name a block as pages and messages do: its path, or its query; one cut short says so.

    >>> asked = {"source": "template.leads", "uri": "$CRM_DB"}
    >>> shown(ExportSettings(**asked, query_file="sql/leads.sql", row_limit=100))
    'sql/leads.sql (first 100 rows)'
    >>> shown(ExportSettings(**asked, query="select * from leads"))[:29]
    'query for template.leads (no.'
    """
    if not settings.is_query:
        return settings.path
    own = f"query for {settings.source} (no. {_which(settings)[:4]})"
    name = settings.query_file or own
    return name if settings.row_limit is None else f"{name} (first {settings.row_limit} rows)"


def keep(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    """Write a result aside and put it in place, unless it has the rows of the last one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(aside, parts)
        if not (path.is_file() and _rows_are_same(path, aside)):
            aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _write(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    """Write a result part by part, so that it never stands in memory all at once."""
    from pyarrow.parquet import ParquetWriter

    first = next(parts).to_arrow()
    with ParquetWriter(path, first.schema) as writer:
        writer.write_table(first)
        for part in parts:
            if part.height:
                writer.write_table(part.to_arrow().cast(first.schema))


def _rows_are_same(one: Path, other: Path) -> bool:
    """Say whether two files hold the same rows, in whichever order."""
    found = [pl.scan_parquet(path) for path in (one, other)]
    if found[0].collect_schema() != found[1].collect_schema():
        return False
    row = pl.concat_list(pl.all())
    prints = [
        rows.select(one=row.hash(seed=1), two=row.hash(seed=2)).collect().sort("one", "two")
        for rows in found
    ]
    return prints[0].equals(prints[1])
