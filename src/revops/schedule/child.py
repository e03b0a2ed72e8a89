"""A run in a process of its own: its memory ends with it, and its crash ends nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from revops.schedule.stopping import Stopping

_LOOK_SECONDS = 0.2
#: How long a process has to end once it was told twice.
_PATIENCE_SECONDS = 15.0


def command_of(root: Path, name: str, due_at: datetime | None = None) -> list[str]:
    """Give the words of the command that runs a job now; `-P` lets no folder stand in for a module.

    >>> command_of(Path("aurora"), "monday")[1:]
    ['-P', '-m', 'revops', 'schedule', 'once', 'monday', '--workspace', 'aurora']
    """
    words = ["-P", "-m", "revops", "schedule", "once", name, "--workspace", str(root)]
    due = ["--due-at", due_at.isoformat()] if due_at else []
    return [sys.executable, *words, *due]


def run_child(
    command: Sequence[str],
    *,
    stopping: Stopping,
    tell: Callable[[str], None],
    minutes: float,
) -> int:
    """Run a command to its end and give its exit code; below 0, the signal that ended it.

    An end that is asked for is passed on, twice if it is asked for twice; who does not end then,
    or takes longer than `minutes`, is killed.
    """
    whole = [*command]  # no shell: this very Python, with the names of reports
    child = subprocess.Popen(whole, stdin=subprocess.DEVNULL, **_own_group())  # nosec B603
    passed_on, last_word = 0, time.monotonic() + minutes * 60
    while True:
        try:
            return child.wait(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        if stopping.times > passed_on:
            passed_on += 1
            child.send_signal(_ask_to_end())
            if passed_on == 1:
                tell("ending after the present step of the run; ask again to end at once")
            else:
                last_word = min(last_word, time.monotonic() + _PATIENCE_SECONDS)
        if time.monotonic() > last_word:
            tell(f"the run did not end, and was killed after {minutes:g} minutes or two signals")
            child.kill()


def _own_group() -> dict[str, Any]:
    """Keep a terminal's Ctrl-C from the child: it is told by us."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}  # type: ignore[attr-defined]
    return {"start_new_session": True}


def _ask_to_end() -> int:
    return int(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM))
