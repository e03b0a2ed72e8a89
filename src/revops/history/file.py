"""The one SQLite file of a workspace's history, `.revops/history.sqlite`.

It is opened for each question and closed again, so that no process holds it. A file that cannot
be used (damaged, or written by a newer version) is set aside under a name that says why, and a
new one is begun: history never stops a run.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from revops.errors import RevopsError
from revops.history.schema import UPGRADES, VERSION

FILE = "history.sqlite"
#: How long a process waits for another one that writes.
WAIT_SECONDS = 30.0
_SIDES = ("", "-wal", "-shm")


class HistoryUnusable(RevopsError):
    """The history file is damaged, or was written by a newer version."""

    def __init__(self, path: Path, why: str, kind: str) -> None:
        self.path, self.why, self.kind = path, why, kind
        super().__init__(
            f"the history {path.parent.name}/{path.name} {why}. The next run sets it aside under "
            "another name and begins a new one; pages and snapshots are not touched"
        )


class HistoryUnreachable(RevopsError):
    """The history file cannot be opened or written now: a full disk, rights, another process."""

    def __init__(self, path: Path, error: Exception) -> None:
        super().__init__(
            f"the history {path.parent.name}/{path.name} cannot be opened or written: {error}. "
            "Look at the disk and at the rights of the folder"
        )


def path_of(folder: Path) -> Path:
    """Give the place of the history of a workspace whose state is in `folder`."""
    return folder / FILE


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file; write ahead where the file system allows it."""
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _brought_up(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables, or bring an older file up to this version, in one step."""
    if _version(connection, path) == VERSION:
        return
    with writing(connection):
        for version in range(_version(connection, path), VERSION):
            for statement in UPGRADES[version]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION:d}")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Read the version of the file; one newer than ours is not understood."""
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > VERSION:
        why = f"was written by a newer version of revops (format {found}, this one knows {VERSION})"
        raise HistoryUnusable(path, why, "newer")
    return found


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that is inside, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def connected(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the history of a workspace; it is made where there is none.

    Raises HistoryUnusable where the file is damaged or newer than this version, and
    HistoryUnreachable where the disk is full, cannot be written, or another process holds it.
    """
    path = path_of(folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with closing(_opened(path)) as connection:
            _brought_up(connection, path)
            yield connection
    except sqlite3.OperationalError as error:
        raise HistoryUnreachable(path, error) from error
    except sqlite3.DatabaseError as error:
        raise HistoryUnusable(path, f"is damaged ({error})", "damaged") from error


def set_aside(problem: HistoryUnusable) -> Path:
    """Rename a history that cannot be used, with what belongs to it; give its new name.

    The name says why, and is the first that is free: history.damaged-1.sqlite.
    """
    path, n = problem.path, 1
    while (aside := path.with_name(f"{path.stem}.{problem.kind}-{n}{path.suffix}")).exists():
        n += 1
    for side in _SIDES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(aside.with_name(aside.name + side))
    return aside


def _looked_over(connection: sqlite3.Connection, path: Path) -> None:
    """Read every page of the file; one that is torn in its middle is found now."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise HistoryUnusable(path, f"is damaged ({found.strip()})", "damaged")


def saved(folder: Path, tell: Callable[[str], object]) -> None:
    """Make sure that a history can be written: one that cannot be used is set aside, and told."""
    try:
        with connected(folder) as connection:
            _looked_over(connection, path_of(folder))
    except HistoryUnusable as problem:
        aside = set_aside(problem)
        tell(
            f"the history {problem.path.name} {problem.why}; it is kept as {aside.name}, "
            "and a new one is begun"
        )
