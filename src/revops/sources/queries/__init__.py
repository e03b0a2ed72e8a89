"""Exports that are queries: asked of a database that may only be read, and kept as files.

    .revops/queries/<which query>/result.parquet

The result is text, as every export is, and takes the way of every file: the reader, the
quarantine, the ledger and the bridge. A result with the same rows as the last one leaves its file
alone, so that it makes no new snapshot; a database that is away leaves it, too.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from revops.errors import DatabaseAway, SourceError
from revops.sources.queries import mysql, postgres, sqlite
from revops.sources.queries.address import Address, address, said
from revops.sources.queries.kept import keep, place, shown
from revops.sources.queries.problems import Away, Refused
from revops.sources.queries.statement import statement
from revops.sources.refusal import refuse
from revops.workspace.settings import ExportSettings

_ENGINES = {"postgresql": postgres.rows, "sqlite": sqlite.rows, "mysql": mysql.rows}


def fetch(exports: Iterable[ExportSettings], root: Path) -> None:
    """Ask every query of a workspace, and keep the results; every problem is told at once.

    `DatabaseAway` is raised where databases could not be reached and nothing else is wrong: a
    later try may find them.
    """
    problems: list[str] = []
    away: list[str] = []
    for number, settings in enumerate(exports, start=1):
        if settings.is_query:
            try:
                _fetch(settings, root)
            except Away as error:
                away.append(_told(number, settings, f"{error}{_kept(settings, root)}"))
            except SourceError as error:
                problems += [_told(number, settings, each) for each in error.problems]
    if problems:
        raise SourceError("the queries have problems", [*problems, *away])
    if away:
        raise DatabaseAway("a database could not be asked", away)


def drop(exports: Iterable[ExportSettings], root: Path) -> None:
    """Remove the kept results; each is asked anew at the next load."""
    for settings in exports:
        if settings.is_query:
            place(settings, root).unlink(missing_ok=True)


def _told(number: int, settings: ExportSettings, problem: str) -> str:
    return f"export {number} ({settings.source}), {shown(settings)}: {problem}"


def _kept(settings: ExportSettings, root: Path) -> str:
    """Say that the last result is still there."""
    is_kept = place(settings, root).is_file()
    return " Its last result is kept as it was, and nothing was loaded." if is_kept else ""


def _fetch(settings: ExportSettings, root: Path) -> None:
    """Ask one query; no message repeats what only its address tells."""
    sql, found = statement(settings, root), address(settings, root)
    try:
        keep(place(settings, root), _rows(settings, sql, found))
    except Away as error:
        raise Away(said(str(error), found)) from None
    except Refused as error:
        raise refuse(said(str(error), found)) from None


def _rows(settings: ExportSettings, sql: str, found: Address) -> Iterator[pl.DataFrame]:
    return _ENGINES[found.engine](found, sql, settings.time_limit, settings.row_limit)


__all__ = ["drop", "fetch", "place", "shown"]
