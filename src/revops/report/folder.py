"""A folder that is whole or not there: built aside, then put in place of the one before.

A killed run leaves the folder before it; two runs on one folder don't mix.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from revops.errors import Busy
from revops.report.exchange import exchange
from revops.report.holder import SILENT_SECONDS, held, holder_of, seconds_silent

LOCK_SECONDS = 2.0
ATTEMPTS = 20
Result = TypeVar("Result")


@contextmanager
def locked(
    folder: Path,
    *,
    seconds: float = LOCK_SECONDS,
    what: str = "",
    doing: str = "",
    advice: str = "",
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[None]:
    """Hold a folder for one run; another run is told who holds it, and `what` it holds.

    A lock that a dead process left is taken over, and `tell` is told so. Where its process is on
    another host, it is dead only when it has shown no sign of life for a minute. `doing` says
    what the holder does, where that is not writing, and `advice` what to do then.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    name = folder.name.lstrip(".")
    holder = folder.parent / f".{name}.holder"
    lock = FileLock(folder.parent / f".{name}.lock", thread_local=False)
    fact = doing or f"another run is writing {what or folder.name}"
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        instead = "" if what else ", or name another folder with --out"
        raise Busy(f"{fact}{_who(holder)}. {advice or f'Wait for it{instead}'}") from None
    try:
        _take_over(holder, fact, what or folder.name, tell)
        with held(holder):
            yield
    finally:
        lock.release()


def _take_over(holder: Path, fact: str, what: str, tell: Callable[[str], None]) -> None:
    """Say that a dead process held the lock; refuse where one on another host may be alive."""
    before = holder_of(holder)
    if before is None:
        return
    if not before.is_here and (silent := seconds_silent(holder)) < SILENT_SECONDS:
        raise Busy(
            f"{fact} ({before}), which showed a sign of life {max(silent, 0):.0f} seconds ago. "
            f"Wait for it; if it is gone, its lock can be taken {SILENT_SECONDS:.0f} seconds "
            "after its last sign"
        )
    tell(f"{before} ended without letting go of {what}: its lock is taken over")


@contextmanager
def built(folder: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[Path]:
    """Build a folder aside: give the place to write to, and put it in place at the end.

    Where the work inside fails, nothing changes.
    """
    with locked(folder, seconds=seconds):
        _recover(folder)
        building = _aside(folder, "building")
        building.mkdir()
        try:
            yield building
            _swap(building, folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)


def _aside(folder: Path, why: str) -> Path:
    return folder.parent / f".{folder.name}.{why}-{os.getpid()}"


def _who(holder: Path) -> str:
    """Say which process holds the folder, where it said so."""
    found = holder_of(holder)
    return f" ({found})" if found else ""


def _recover(folder: Path) -> None:
    """Clear what killed runs left; bring back the last folder if one died between two renames."""
    name = escape(folder.name)
    left = sorted(folder.parent.glob(f".{name}.before-*"))
    if left and not folder.exists():
        _patiently(lambda: left[0].rename(folder))
    for stale in (*left, *folder.parent.glob(f".{name}.building-*")):
        shutil.rmtree(stale, ignore_errors=True)


def _swap(building: Path, folder: Path) -> None:
    """Put the new folder where the old one is; if that fails, the old one comes back."""
    if folder.exists() and exchange(building, folder):
        return
    before = _aside(folder, "before")
    if folder.exists():
        _patiently(lambda: folder.rename(before))
    try:
        _patiently(lambda: building.rename(folder))
    except OSError:
        if before.exists():
            before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _patiently(rename: Callable[[], Result]) -> Result:
    """Try again where a reader holds a file open, as Windows does not allow then."""
    for attempt in range(ATTEMPTS):
        try:
            return rename()
        except PermissionError as error:
            if attempt == ATTEMPTS - 1:
                raise Busy(f"a file of the last run is open elsewhere: {error}") from error
            time.sleep(0.1)
    raise AssertionError("unreachable")
