"""Exports in: any vendor's file becomes rows of the shared tables.

A source is a mapping (their header -> our column) in a vendor's file; `SOURCES` lists them all
by the name that revops.toml uses. Sources rename and cast; they don't filter, join or fix.

>>> sorted(name for name in SOURCES if name.startswith("meta"))
['meta_ads.campaigns']
"""

from collections.abc import Sequence
from pathlib import Path

from revops.sources import google_ads, hubspot, meta_ads, salesforce, template, utm
from revops.sources.building.gather import gather
from revops.sources.building.loaded import FILES, Loaded
from revops.sources.building.rejected import BAD_KEY, BLANK_KEY, REJECTED, TOO_MANY
from revops.sources.casting import cast
from revops.sources.mapping import Export
from revops.workspace.settings import ExportSettings

_EXPORTS: tuple[Export, ...] = (
    *hubspot.EXPORTS,
    *salesforce.EXPORTS,
    *google_ads.EXPORTS,
    *meta_ads.EXPORTS,
    *utm.EXPORTS,
    *template.EXPORTS,
)

SOURCES: dict[str, tuple[Export, ...]] = {
    name: tuple(export for export in _EXPORTS if export.source == name)
    for name in dict.fromkeys(export.source for export in _EXPORTS)
}


REASONS = (*cast.REASONS, BLANK_KEY, BAD_KEY, TOO_MANY)
"""Every reason that `rejected` may give."""


def read_all(exports: Sequence[ExportSettings], *, root: Path, zone: str) -> Loaded:
    """Read every export of a workspace into the shared tables.

    `root` is the workspace's folder, `zone` its time zone (for times that don't say theirs).
    Rows keep the order of the settings and of the files. Every problem of every file is told
    at once, by `SourceError`; every cell that does not cast is a row of `rejected`.
    """
    return gather(exports, SOURCES, root=root, zone=zone)


__all__ = ["FILES", "REASONS", "REJECTED", "SOURCES", "Export", "Loaded", "read_all"]
