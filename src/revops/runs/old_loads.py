"""Loads that are too many or too old leave, and with them what their checks found.

Nothing else reads them: the history of stages is read anew from the files of the exports by each
load, so no event goes with an old one. What a load was compared by (its measures) and how its
checks went (the trend) is small, and stays longer than its tables.

    .revops/snapshots/<name>   the newest, the last one of each week, and what is still needed
    .revops/trend/, measures/  of each load that is still listed
    .revops/loads.txt          loads that are there, or of which the trend tells
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from revops import history, store
from revops.checks.loads import earlier
from revops.checks.measures import FOLDER as MEASURES
from revops.checks.measures import measured, recall
from revops.errors import Busy
from revops.report.earlier import loaded_at
from revops.report.folder import locked
from revops.report.kept_checks import FOLDER as TREND
from revops.workspace import Workspace

#: How many files of the trend stay, the newest, besides those of loads that are there.
TRENDS = 1000
_WAIT_SECONDS = 2.0
_ORPHAN = timedelta(days=1)


def drop_old_loads(workspace: Workspace, *, now: datetime) -> None:
    """Remove what nobody needs any more; where another run or load is at work, the next one does.

    A load that is being removed when the process dies is not there any more: it has another name.
    """
    state = workspace.state
    if not (_too_old(workspace, now) or _dropped_trends(workspace, now) or _unlisted(state)):
        return
    with (
        suppress(Busy, Timeout),
        locked(state / "run", what="this workspace's reports"),
        FileLock(state / "load.lock", timeout=_WAIT_SECONDS),
    ):
        for folder in _too_old(workspace, now):
            aside = folder.with_name(f".{folder.name}.{os.getpid()}")
            folder.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)
        for path in _dropped_trends(workspace, now):
            path.unlink(missing_ok=True)
        _shorten(state)


def _too_old(workspace: Workspace, now: datetime) -> list[Path]:
    """List the loads that leave, and folders of killed loads that nobody can name."""
    state = workspace.state
    if not (state / "current").is_file():
        return []
    folders = [path for path in (state / "snapshots").glob("[!.]*") if path.is_dir()]
    kept = _kept(workspace, now) | _needed(state)
    listed, since = set(store.listed(state)), (now - _ORPHAN).timestamp()
    return sorted(
        path
        for path in folders
        if path.name not in kept and (path.name in listed or path.stat().st_mtime < since)
    )


def _kept(workspace: Workspace, now: datetime) -> set[str]:
    """Name the loads that settings keep: the newest, and of those before the last of each week."""
    state, settings = workspace.state, workspace.settings.history
    last_first = dict.fromkeys(reversed(store.listed(state)))
    there = [name for name in last_first if store.exists(state, name)]
    since = now - timedelta(days=settings.keep_load_days)
    young = [(name, at) for name in there if (at := loaded_at(state, name)) >= since]
    weekly: dict[tuple[int, int], str] = {}
    for name, at in young:
        weekly.setdefault(at.isocalendar()[:2], name)
    return {name for name, _ in young[: settings.keep_loads]} | set(weekly.values())


def _needed(state: Path) -> set[str]:
    """Name the loads that stay whatever their age.

    They are the newest, those that it is compared with, that of the last check, and those that the
    last good runs were made of.
    """
    newest = store.current(state)
    good = history.last_good(state)["snapshot"].drop_nulls().to_list()
    compared: Iterable[str] = ()
    if store.exists(state, newest):
        own = recall(state, newest) or measured(store.read(state, newest))
        compared = earlier(state, newest, own)
    return {newest, *good, *compared, *_checked(state)}


def _checked(state: Path) -> Iterator[str]:
    """Name the load that notebooks read: that of the last check."""
    with suppress(OSError, ValueError, KeyError):
        yield json.loads((state / "latest.json").read_text("utf-8"))["snapshot"]


def _dropped_trends(workspace: Workspace, now: datetime) -> list[Path]:
    """List the files of the trend that leave: too many or too old, and of no load that is there.

    Of a load that is there the last one stays, whatever its age.
    """
    state, days = workspace.state, workspace.settings.history.keep_load_days
    since = (now.astimezone(UTC) - timedelta(days=days)).date()
    files = {path: _of_trend(path) for path in (state / TREND).glob("[!.]*-????-??-??.parquet")}
    newest_first = sorted(files, key=lambda path: (files[path][1], path.name), reverse=True)
    last = {files[path][0]: path for path in reversed(newest_first)}
    safe = {path for name, path in last.items() if store.exists(state, name)}
    few = newest_first[:TRENDS]
    young = {path for path in few if files[path][1] >= since}
    return [path for path in newest_first if path not in young | safe]


def _of_trend(path: Path) -> tuple[str, date]:
    """Tell of which load and as of which day a file of the trend is."""
    return path.name[:-19], date.fromisoformat(path.stem[-10:])


def _told(state: Path) -> list[str]:
    """List the loads that are still worth naming, oldest first: each by its first and last time."""
    known = {path.name[:-19] for path in (state / TREND).glob("[!.]*-????-??-??.parquet")}
    every = store.listed(state)
    last = {name: n for n, name in enumerate(every)}
    first = {name: n for n, name in reversed([*enumerate(every)])}
    return [
        name
        for n, name in enumerate(every)
        if n in (first[name], last[name]) and (name in known or store.exists(state, name))
    ]


def _unlisted(state: Path) -> list[Path]:
    """List the measures of loads that are not named any more."""
    named = set(_told(state))
    return [path for path in (state / MEASURES).glob("[!.]*.json") if path.stem not in named]


def _shorten(state: Path) -> None:
    """Take out of the list what is neither there nor in the trend, and its measures."""
    told = _told(state)
    if told != store.listed(state):
        store.replace_text(state / "loads.txt", "\n".join(told) + "\n")
    for path in _unlisted(state):
        path.unlink(missing_ok=True)
