"""Make a failure seen where people read: on the pages of the period that the run was for."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from revops import history, text
from revops.report.folder import locked
from revops.report.run import folder_name
from revops.runs.banner import mark
from revops.runs.faults import Fault
from revops.runs.made import record_of
from revops.runs.not_made import NotMade, is_not_made, reports_of, write_not_made
from revops.runs.request import Request
from revops.text import N_, Text
from revops.workspace import Workspace


def target(workspace: Workspace, request: Request, language: str) -> Path:
    """Give the folder that a run makes, or would have made."""
    only, given = list(request.reports), request.given
    name = folder_name(workspace, request.as_of, language, only, request.load_name, given)
    return (request.out or workspace.reports) / name


def show(
    workspace: Workspace, request: Request, language: str, fault: Fault, *, at: datetime
) -> None:
    """Write the failure onto the pages of its folder, or a folder that says it in their place."""
    words, folder = text.load(language), target(workspace, request, language)
    local = at.astimezone(ZoneInfo(workspace.settings.zone))
    why = words(fault.shown)
    first = words(N_("The run of {moment} failed: {why}"), moment=words.moment(local), why=why)
    if folder.is_dir() and not is_not_made(folder):
        with locked(folder):
            mark(folder, [first, _earlier(workspace, folder, words)])
        return
    notebooks = reports_of(workspace, request.reports)
    lines = [first, words(N_("No page of this period has been made yet."))]
    write_not_made(workspace, NotMade(folder, request.as_of, notebooks), lines, why, words)


def _earlier(workspace: Workspace, folder: Path, words: Text) -> str:
    """Say from when, and of what, the pages are that still stand."""
    record = record_of(folder)
    load = str(record.get("snapshot", ""))[:8]
    if made := made_at(history.runs(workspace.state), workspace, [folder]).get(folder):
        when = words.moment(made)
        return words(
            N_("These pages are older: made on {moment}, from load {load}."),
            moment=when,
            load=load,
        )
    return words(N_("These pages are older: from load {load}."), load=load)


def told_folder(workspace: Workspace, folder: Path) -> str:
    """Name a folder in the history: from the workspace on, where it is inside."""
    whole = folder.resolve()
    inside = whole.is_relative_to(workspace.root)
    return (whole.relative_to(workspace.root) if inside else whole).as_posix()


def made_at(
    runs: pl.DataFrame, workspace: Workspace, folders: Sequence[Path]
) -> dict[Path, datetime]:
    """Give the moment at which each folder was made, by the last run that made it."""
    every = runs.drop_nulls("finished_at").explode("folders", empty_as_null=True)
    last = every.group_by("folders").agg(pl.col("finished_at").max())
    known = dict(last.drop_nulls().iter_rows())
    zone = ZoneInfo(workspace.settings.zone)
    names = {folder: told_folder(workspace, folder) for folder in folders}
    return {folder: known[name].astimezone(zone) for folder, name in names.items() if name in known}
