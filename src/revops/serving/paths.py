"""Which file an address means: one inside the reports folder, or none.

An address is what the browser asked for, decoded once. It is refused whole where any part of it
could lead elsewhere: no part is empty, hidden or a step up, none is a drive, a device or another
system's separator, and what the system makes of it, links followed, still lies in the folder.
"""

import re
from pathlib import Path

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 1000


def is_safe(address: str) -> bool:
    """Say whether every part of an address is a plain name.

    >>> is_safe("2026-W27/funnel.html"), is_safe("../revops.toml"), is_safe("a//b")
    (True, False, False)
    """
    if not address or len(address) > _LONGEST or _FORBIDDEN.search(address):
        return False
    return all(_is_name(part) for part in address.split("/"))


def _is_name(part: str) -> bool:
    """Say whether a part is the name of a file or folder that is not hidden.

    Windows takes dots and spaces off the end of a name, so a name that ends so is another one.
    """
    plain = bool(part) and not part.startswith(".") and part == part.rstrip(". ")
    return plain and not _DEVICE.fullmatch(part)


def found(root: Path, address: str) -> Path | None:
    """Give the file or folder that an address means inside `root`; None where it means none."""
    if not is_safe(address):
        return None
    try:
        folder = root.resolve(strict=True)
        path = folder.joinpath(*address.split("/")).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    inside = path.relative_to(folder).parts if path.is_relative_to(folder) else ()
    return path if inside and not any(part.startswith(".") for part in inside) else None
