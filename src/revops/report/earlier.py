"""An earlier load, read again: what a page said then can be said once more.

Its tables are as they were made, by the agreement of that day on stages and channels. The checks,
the metrics and the rest of the agreement are today's.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from revops import store
from revops.errors import UnknownName
from revops.workspace import Workspace

_SHOWN = 12


def named(state: Path, name: str) -> str:
    """Give a load's whole name; its first letters are enough where no other begins so.

    >>> named(Path("nowhere"), "a1")
    Traceback (most recent call last):
        ...
    revops.errors.UnknownName: there is no load named 'a1'. Known: none.
    """
    known = [one for one in dict.fromkeys(store.listed(state)) if store.exists(state, one)]
    found = [one for one in known if one.startswith(name)]
    if name in known or len(found) == 1:
        return name if name in known else found[0]
    raise UnknownName("load", name, known[-_SHOWN:])


def earlier(workspace: Workspace, name: str) -> store.Snapshot:
    """Read an earlier load by its name or the first letters of it."""
    return store.read(workspace.state, named(workspace.state, name))


def loaded_at(state: Path, name: str) -> datetime:
    """Say when a load was made: when its files were written."""
    written = state / "snapshots" / name / "files.parquet"
    return datetime.fromtimestamp(written.stat().st_mtime, tz=UTC)


def loaded_on(workspace: Workspace, name: str) -> date:
    """Give the day of a load, in the workspace's zone."""
    at = loaded_at(workspace.state, named(workspace.state, name))
    return at.astimezone(ZoneInfo(workspace.settings.zone)).date()


def told(state: Path, name: str) -> str:
    """Say of a load when it was made and what it holds, and which is the newest."""
    if not store.exists(state, name):
        return "no longer kept"
    files = store.read(state, name).files
    count = f"{files.height} file{'' if files.height == 1 else 's'}"
    newest = ", the newest" if store.current(state) == name else ""
    rows = files.get_column("n_rows").sum()
    return f"{loaded_at(state, name):%Y-%m-%d %H:%M} UTC, {count}, {rows:,} rows{newest}"
