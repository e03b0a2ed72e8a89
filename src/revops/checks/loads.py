"""The loads before this one that it can be compared with.

Only loads of the same exports count, each content once: files that were read again by newer code
are one load, and so are files that came back. A load of a later state of the CRM is no earlier
one, whenever it was made.
"""

from pathlib import Path

import polars as pl

from revops import store
from revops.checks.measures import Measured, keep, measured, recall

#: How many loads back a comparison goes.
MOST = 6


def _of(state: Path, name: str) -> Measured | None:
    """Give a load's measures: kept, or taken now where its snapshot can still be read."""
    known = recall(state, name)
    if known is not None or not store.exists(state, name):
        return known
    try:
        found = measured(store.read(state, name))
    except (OSError, pl.exceptions.PolarsError):  # a snapshot of an older shape
        return None
    keep(state, name, found)
    return found


def before(state: Path, name: str) -> list[str]:
    """List the loads before a load first came, oldest first, each once.

    >>> before(Path("nowhere"), "a")
    []
    """
    listed = store.listed(state)
    until = listed.index(name) if name in listed else len(listed)
    return list(dict.fromkeys(listed[:until]))


def earlier(state: Path, name: str, own: Measured) -> dict[str, Measured]:
    """Give the earlier loads that this one can be compared with, by name, oldest first."""
    found: dict[str, tuple[str, Measured]] = {}
    for one in before(state, name):
        known = _of(state, one)
        if known is None or known.exports != own.exports or known.files == own.files:
            continue
        if not own.state_at or known.state_at <= own.state_at:
            found.pop(known.files, None)
            found[known.files] = (one, known)
    return dict(list(found.values())[-MOST:])
