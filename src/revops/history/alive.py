"""Whether the process of a run still lives: it holds a lock that its death lets go.

A process id alone would not do: systems give it out again, and another host has its own.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

FOLDER = "running"
_HELD: dict[str, FileLock] = {}


def _path(folder: Path, token: str) -> Path:
    return folder / FOLDER / f"{token}.lock"


def hold(folder: Path) -> str:
    """Hold a lock for a run that begins; give its token."""
    token = f"{os.getpid()}-{secrets.token_hex(4)}"
    path = _path(folder, token)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, thread_local=False)
    lock.acquire()
    _HELD[token] = lock
    return token


def let_go(folder: Path, token: str) -> None:
    """Let a lock go, and take its file away."""
    if lock := _HELD.pop(token, None):
        lock.release()
    with suppress(OSError):
        _path(folder, token).unlink()


def is_alive(folder: Path, token: str) -> bool:
    """Say whether a lock is held.

    >>> is_alive(Path("nowhere"), "1-00000000")
    False
    """
    if token in _HELD:
        return True
    path = _path(folder, token)
    if not path.is_file():
        return False
    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False
