"""A run that could not even begin, because revops.toml or the agreement cannot be read.

Nothing of the settings is known then; so what is needed is taken from the run before.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from revops import history, text
from revops.errors import RevopsError
from revops.runs.banner import with_banner
from revops.runs.clock import now as clock
from revops.runs.request import Trigger
from revops.runs.runs_page import MARK
from revops.store import replace_text
from revops.text import N_
from revops.workspace import Workspace
from revops.workspace.workspace import find, open_workspace

_LANGUAGE = re.compile(r'<html lang="(\w+)"')


def opened(
    folder: str,
    *,
    trigger: Trigger = "hand",
    job: str = "",
    now: Callable[[], datetime] = clock,
) -> Workspace:
    """Open a workspace for a run; where it cannot be opened, that is written down and shown red."""
    try:
        return open_workspace(folder)
    except RevopsError as error:
        with suppress(Exception):  # what is wrong is told in any case, by the error itself
            root = Path(folder).expanduser().resolve() if folder else find().resolve()
            refused(root, error, trigger=trigger, job=job, at=now())
        raise


def refused(root: Path, error: RevopsError, *, trigger: Trigger, job: str, at: datetime) -> None:
    """Write down a run that could not begin, and put a red line on the front page."""
    state = root / ".revops"
    before = history.runs(state, limit=1).to_dicts()
    if not before:
        return
    why = str(error).replace(f"{root}/", "")
    _write_down(state, before[0], why, error.exit_code, trigger=trigger, job=job, at=at)
    for folder in history.last_good(state).sort("run_id", descending=True)["folders"].to_list():
        front = (root / folder[0]).parent / "index.html" if folder else root / "index.html"
        if front.is_file() and MARK in (html := front.read_text("utf-8")):
            words = text.load(found[1] if (found := _LANGUAGE.search(html)) else "en")
            line = words(
                N_("The run of {moment} failed: {why}"), moment=f"{words.moment(at)} UTC", why=why
            )
            replace_text(front, with_banner(html, [line]))
            return


def _write_down(state: Path, before: dict[str, Any], why: str, code: int, **row: Any) -> None:
    """Write the run down as one of the same day and languages as the one before it."""
    at = row.pop("at")
    run_id = history.begin(
        state, started_at=at, as_of=before["as_of"], languages=before["languages"], reports=(),
        given={}, out="", **row,
    )  # fmt: skip
    history.finish(
        state, run_id, finished_at=at, state="failed", exit_code=code, fault="error", shown=[why],
        message=why, folders=[],
    )  # fmt: skip
