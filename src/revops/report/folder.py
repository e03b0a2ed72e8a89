"""A folder that is whole or not there: built aside, then put in place of the one before.

A killed run leaves the folder before it; two runs on one folder don't mix.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from revops.errors import Busy

LOCK_SECONDS = 2.0
ATTEMPTS = 20
Result = TypeVar("Result")


@contextmanager
def locked(folder: Path, *, seconds: float = LOCK_SECONDS, what: str = "") -> Iterator[None]:
    """Hold a folder for one run; another run is told who holds it, and `what` it holds."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    name = folder.name.lstrip(".")
    holder = folder.parent / f".{name}.holder"
    lock = FileLock(folder.parent / f".{name}.lock", thread_local=False)
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        instead = "" if what else ", or name another folder with --out"
        raise Busy(
            f"another run is writing {what or folder.name}{_who(holder)}. Wait for it{instead}"
        ) from None
    try:
        holder.write_text(str(os.getpid()), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


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
    with suppress(OSError):
        return f" (process {holder.read_text(encoding='utf-8').strip()})"
    return ""


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
