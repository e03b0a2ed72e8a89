"""A run that could not even begin, because revops.toml or the agreement cannot be read.

Nothing of the settings is known then; so what is needed is taken from the run before, and from
what of the settings can still be read.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from revops import history, text
from revops.delivery import Standing, standing
from revops.errors import RevopsError
from revops.report.edition import redden
from revops.runs.banner import with_banner
from revops.runs.clock import now as clock
from revops.runs.faults import Fault, fault_of
from revops.runs.notices import send_refused
from revops.runs.request import Trigger
from revops.runs.runs_page import MARK
from revops.store import replace_text
from revops.text import N_
from revops.workspace import Workspace
from revops.workspace.settings import SETTINGS_FILE
from revops.workspace.workspace import find, open_workspace

_LANGUAGE = re.compile(r'<html lang="(\w+)"')
_UNHEARD = (
    "no notice could be sent: revops.toml names no channel that can be read, and none was kept"
)


@dataclass(frozen=True)
class Begun:
    """Who began a run that was refused; `is_tried` is what somebody tries by hand."""

    trigger: Trigger = "hand"
    job: str = ""
    due_at: datetime | None = None
    is_tried: bool = False


def opened(
    folder: str,
    begun: Begun,
    *,
    now: Callable[[], datetime] = clock,
    tell: Callable[[str], object] = lambda _: None,
) -> Workspace:
    """Open a workspace for a run; where it cannot be opened, that is written down, shown and told.

    `tell` is told what became of the notice.
    """
    try:
        return open_workspace(folder)
    except Exception as error:
        for line in refused(folder, error, begun, at=now()):
            tell(line)
        raise


def refused(folder: str, error: Exception, begun: Begun, *, at: datetime) -> list[str]:
    """Write down a run that could not begin, put a red line on the front page, and send a notice.

    Gives what to say of the notice. Who tries by hand where nothing ever ran is told by the error
    alone; and what hinders one of the parts keeps none of the others from happening.
    """
    said: list[str] = []
    with suppress(RevopsError):  # no workspace is there at all
        root = Path(folder).expanduser().resolve() if folder else find().resolve()
        before = _before(root / ".revops")
        if not before and (begun.trigger == "hand" or not (root / SETTINGS_FILE).is_file()):
            return []
        stands = standing(root)
        now = _Refusal(stands, fault_of(error, stands.workspace), begun, at)
        for part in (partial(_write_down, now, before), partial(_show, now), partial(_send, now)):
            try:
                said += part()
            except Exception as other:
                said.append(f"this could not be written down or told: {type(other).__name__}")
    return said


@dataclass(frozen=True)
class _Refusal:
    """What was refused, why, and when."""

    stands: Standing
    fault: Fault
    begun: Begun
    at: datetime

    @property
    def root(self) -> Path:
        return self.stands.workspace.root

    @property
    def state(self) -> Path:
        return self.stands.workspace.state


def _before(state: Path) -> dict[str, Any]:
    """Give the run before; nothing where there is none, or the history cannot be read."""
    with suppress(Exception):
        return next(iter(history.runs(state, limit=1).to_dicts()), {})
    return {}


def _send(now: _Refusal) -> list[str]:
    """Send a notice by the channels that stand; say what did not arrive."""
    if now.begun.is_tried:
        return []
    failed = [str(each) for each in send_refused(now.stands, now.fault.shown) if not each.ok]
    return [*failed, *([_UNHEARD] if now.stands.is_unheard else [])]


def _show(now: _Refusal) -> list[str]:
    """Put a red line on the front page, wherever the settings had it last."""
    good = history.last_good(now.state).sort("run_id", descending=True)
    for folder in good["folders"].to_list():
        front = (now.root / folder[0]).parent / "index.html" if folder else now.root / "index.html"
        if front.is_file() and MARK in (html := front.read_text("utf-8")):
            words = text.load(found[1] if (found := _LANGUAGE.search(html)) else "en")
            moment = f"{words.moment(now.at)} UTC"
            line = words(
                N_("The run of {moment} failed: {why}"), moment=moment, why=words(now.fault.shown)
            )
            replace_text(front, with_banner(html, [line]))
            redden(front.parent)
            break
    return []


def _write_down(now: _Refusal, before: dict[str, Any]) -> list[str]:
    """Write the run down as one of the same day and languages as the one before it."""
    begun, own = now.begun, [now.stands.workspace.settings.language]
    run_id = history.begin(
        now.state, started_at=now.at, as_of=before.get("as_of") or now.at.date(), out="",
        languages=before.get("languages") or own, reports=(), given={}, trigger=begun.trigger,
        job=begun.job, due_at=begun.due_at,
    )  # fmt: skip
    history.finish(
        now.state, run_id, finished_at=now.at, state="failed", folders=[], fault="error",
        exit_code=now.fault.exit_code, shown=[now.fault.shown], message=now.fault.message,
        log=now.fault.trace,
    )  # fmt: skip
    return []
