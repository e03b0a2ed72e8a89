"""The record of one run while it goes on: its row in the history, its log, its messages.

A history that cannot be written (a full disk, a folder that can only be read) never stops a run:
it is said, and the run goes on without a number.
"""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from revops import history
from revops.errors import RevopsError
from revops.runs.private import masked
from revops.runs.request import Request
from revops.workspace import Workspace

_FAILURES = (sqlite3.Error, OSError, RevopsError)


class Diary:
    """Write down one run."""

    def __init__(self, workspace: Workspace, request: Request, now: Callable[[], datetime]) -> None:
        """Begin: the row of the run says that it is running."""
        self.workspace, self.now = workspace, now
        self.messages: list[str] = []
        self.lines: list[str] = []
        self.started_at = now()
        self.run_id = 0
        self._guarded(lambda: self._begin(request))

    def _begin(self, request: Request) -> None:
        history.saved(self.workspace.state, self.tell)
        self.run_id = history.begin(
            self.workspace.state,
            started_at=self.started_at,
            trigger=request.trigger,
            job=request.job,
            due_at=request.due_at,
            as_of=request.as_of,
            languages=request.languages,
            reports=request.reports,
            given={k: masked(v, self.workspace) for k, v in request.given.items()},
            load_name=request.load_name,
            out=str(request.out or ""),
        )

    def _guarded(self, work: Callable[[], object]) -> None:
        """Write into the history; where that cannot be done, say so and go on."""
        try:
            work()
        except _FAILURES as error:
            self.tell(f"the history of runs could not be written: {error}")

    def tell(self, message: str) -> None:
        """Keep a message for the terminal, and for the log."""
        self.messages.append(message)
        self.log(message)

    def log(self, line: str) -> None:
        """Keep a line of the log, with the seconds since the run began."""
        seconds = (self.now() - self.started_at).total_seconds()
        self.lines.append(f"{seconds:8.1f} s  {masked(line, self.workspace)}")

    def finish(self, row: Mapping[str, Any], **sides: Any) -> None:
        """End: write how it went."""
        if not self.run_id:
            return
        told = "\n".join(masked(each, self.workspace) for each in self.messages)
        whole = {"finished_at": self.now(), "message": told, "log": "\n".join(self.lines), **row}
        state, run_id = self.workspace.state, self.run_id
        self._guarded(lambda: history.finish(state, run_id, **whole, **sides))

    def note(self) -> None:
        """Write the log once more, with what was done after the end."""
        if self.run_id:
            state, run_id, log = self.workspace.state, self.run_id, "\n".join(self.lines)
            self._guarded(lambda: history.note(state, run_id, log=log))
