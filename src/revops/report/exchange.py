"""Two folders change places in one step, where the system and the drive can do it.

Two renames leave a moment between them at which no folder has the name; a reader, or a killed
run, can fall into it. Linux and macOS exchange two names at once.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE, and RENAME_SWAP


@cache
def _renames() -> Callable[[bytes, bytes], int] | None:
    """Find the system's call; none where there is no such call."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return lambda one, other: int(library.renamex_np(one, other, _EXCHANGE))
        call = library.renameat2
    except (AttributeError, OSError, TypeError):
        return None
    return lambda one, other: int(call(_HERE, one, _HERE, other, _EXCHANGE))


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places; say whether that was done. If not, nothing has changed.

    >>> exchange(Path("nowhere/a"), Path("nowhere/b"))
    False
    """
    call = _renames()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0
