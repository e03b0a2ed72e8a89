"""What stopped a run, for the terminal, the history and the pages."""

import errno
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revops.errors import BadParameter, Busy, DatabaseAway, RevopsError, SourceAway, UnknownName
from revops.runs.private import masked
from revops.text import N_
from revops.workspace import Workspace

Kind = Literal["usage", "busy", "passing", "error"]
_SYSTEM: Mapping[int | None, str] = {
    errno.ENOSPC: "the disk is full. Make room and run again",
    errno.EDQUOT: "the quota of the disk is used up. Make room and run again",
    errno.EROFS: "the disk can only be read. Make it writable and run again",
    errno.EACCES: "the permissions do not allow it. Give the user who runs revops the right to it",
    errno.EPERM: "the system does not allow it. Give the user who runs revops the right to it",
}
_OURS = N_("an error of the program; the history of runs tells it in full")


@dataclass(frozen=True)
class Fault:
    """Why a run stopped.

    `message` is for the terminal and the history, `shown` for pages. A `busy` or `passing` fault
    may mend by itself; one of `usage` is in the words that the run was called with, and says
    nothing of the pages; `trace` tells where it happened, for an error of the program.
    """

    message: str
    shown: str
    exit_code: int
    kind: Kind = "error"
    trace: str = ""

    @property
    def is_passing(self) -> bool:
        """Whether trying again makes sense."""
        return self.kind in ("busy", "passing")


def fault_of(error: Exception, workspace: Workspace) -> Fault:
    """Judge what was raised; of an error that is not ours a page shows no words, for safety."""
    if isinstance(error, RevopsError):
        told = masked(str(error), workspace)
        return Fault(told, told, error.exit_code, _kind(error))
    if isinstance(error, OSError):
        told = masked(_of_system(error), workspace)
        return Fault(told, told, 2, "passing")
    trace = masked("".join(traceback.format_exception(error)), workspace)
    told = masked(f"{type(error).__name__}: {error}", workspace)
    return Fault(told, _OURS, 3, trace=trace)


def _kind(error: RevopsError) -> Kind:
    if isinstance(error, Busy):
        return "busy"
    if isinstance(error, DatabaseAway | SourceAway):
        return "passing"
    return "usage" if isinstance(error, BadParameter | UnknownName) else "error"


def _of_system(error: OSError) -> str:
    """Say what the system refused, of which file, and what to do."""
    what = _SYSTEM.get(error.errno, f"{error.strerror or error}. Look at it and run again")
    place = error.filename2 or error.filename
    return f"{place} could not be read or written: {what}" if place else f"a file: {what}"
