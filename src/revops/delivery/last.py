"""The notices of the last run, and a test notice: what `revops deliver` sends."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from revops import history, text
from revops.delivery.notice import Notice
from revops.delivery.told import told
from revops.errors import RevopsError
from revops.text import N_
from revops.workspace import Workspace


def last(workspace: Workspace) -> list[Notice]:
    """Tell of the last run that ended, in each of its languages.

    It is the last of the history, else the newest folder of pages.
    """
    ended = history.runs(workspace.state).filter(pl.col("state") != "running")
    if ended.is_empty():
        folder = _newest(workspace)
        return [told(workspace, folder)] if folder else []
    run = ended.row(0, named=True)
    folders = _folders(workspace, run)
    if folders and not run["fault"]:
        return [told(workspace, folder) for folder in folders]
    words = text.load(workspace.settings.language)
    why = [words(each) for each in run["shown"] or ()]
    return [told(workspace, None, "failed", why=why, language=words.language)]


def trial(workspace: Workspace, language: str) -> Notice:
    """Make a test notice in a language, with the pages of the last run where there is one."""
    words = text.load(language)
    try:
        made = next((each for each in last(workspace) if each.folder), None)
    except RevopsError:
        made = None
    title = words(N_("{company}: a test of this channel"), company=workspace.settings.company)
    lines = [words(N_("It works. Nothing happened: this was sent to try it."))]
    if made:
        lines.append(words(N_("Pages and links are those of the last run.")))
    folder, pages = (made.folder, made.pages) if made else (None, ())
    return Notice("done", title, tuple(lines), folder, pages, language)


def _folders(workspace: Workspace, run: Mapping[str, Any]) -> list[Path]:
    """Give the folders of a run that are still there; the history names them from the workspace."""
    named = [workspace.root / name for name in run["folders"] or ()]
    return [folder for folder in named if (folder / "run.json").is_file()]


def _newest(workspace: Workspace) -> Path | None:
    """Give the folder that was written last; a folder that is being built is none."""
    every = workspace.reports.glob("*/run.json")
    made = [path for path in every if not path.parent.name.startswith(".")]
    newest = max(made, key=lambda path: (path.stat().st_mtime, path.parent.name), default=None)
    return newest.parent if newest else None
