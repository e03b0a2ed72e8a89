"""Exports in: any vendor's file becomes rows of the shared tables.

A source is a mapping (their header -> our column) in a vendor's file; `SOURCES` lists them all
by the name that revops.toml uses. Sources rename and cast; they don't filter, join or fix.

>>> sorted(name for name in SOURCES if name.startswith("meta"))
['meta_ads.campaigns']
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from revops.sources import (
    ga4,
    google_ads,
    hubspot,
    hubspot_touches,
    linkedin_ads,
    mailchimp,
    meta_ads,
    microsoft_ads,
    pipedrive,
    rd_station,
    salesforce,
    template,
    utm,
    zoho,
)
from revops.sources.building.checked import OTHERWISE, NotAsSeen
from revops.sources.building.currencies import OTHER_CURRENCY
from revops.sources.building.deleted import DELETED
from revops.sources.building.gather import chosen, gather
from revops.sources.building.loaded import FILES, Loaded
from revops.sources.building.rejected import (
    BAD_KEY,
    BLANK_KEY,
    KEY_ORDER,
    LOST_KEY,
    REJECTED,
    TOO_MANY,
)
from revops.sources.building.spans import FIRST_OF_SPAN
from revops.sources.building.sums import unreconciled
from revops.sources.casting import cast
from revops.sources.mapping import Export
from revops.sources.reading.paths import digest
from revops.workspace.settings import ExportSettings

_EXPORTS: tuple[Export, ...] = (
    *hubspot.EXPORTS,
    *hubspot_touches.EXPORTS,
    *salesforce.EXPORTS,
    *pipedrive.EXPORTS,
    *zoho.EXPORTS,
    *rd_station.EXPORTS,
    *google_ads.EXPORTS,
    *meta_ads.EXPORTS,
    *linkedin_ads.EXPORTS,
    *microsoft_ads.EXPORTS,
    *mailchimp.EXPORTS,
    *ga4.EXPORTS,
    *utm.EXPORTS,
    *template.EXPORTS,
)

SOURCES: dict[str, tuple[Export, ...]] = {
    name: tuple(export for export in _EXPORTS if export.source == name)
    for name in dict.fromkeys(export.source for export in _EXPORTS)
}


REASONS = (
    *cast.REASONS,
    BLANK_KEY,
    BAD_KEY,
    KEY_ORDER,
    LOST_KEY,
    TOO_MANY,
    DELETED,
    FIRST_OF_SPAN,
    OTHER_CURRENCY,
)
"""Every reason that `rejected` may give."""


def read_all(
    exports: Sequence[ExportSettings],
    *,
    root: Path,
    zone: str,
    until: date | None = None,
    digests: Mapping[Path, str] | None = None,
    unread: bool = False,
    aside: Path | None = None,
    glanced: bool = False,
) -> Loaded:
    """Read every export of a workspace into the shared tables.

    `root` is the workspace's folder, `zone` its time zone (for times that don't say theirs).
    Rows keep the order of the settings and of the files. Every problem of every file is told
    at once, by `SourceError`; every cell that does not cast is a row of `rejected`. Of successive
    states only those known by `until` are read; `digests` spares the hashing of files again.
    Where big files may stay `unread`, their rows are not in memory but in `Loaded.stored`; those
    of another encoding than UTF-8 are copied to the folder `aside`, if there is one. Where they may
    be `glanced` at, what a light look leaves to prove is proved as the rows are read, which raises
    `NotAsSeen` where a row is another: then they are read again, not glanced at.
    """
    return gather(
        exports,
        SOURCES,
        root=root,
        zone=zone,
        until=until,
        digests=digests,
        unread=unread,
        aside=aside,
        glanced=glanced,
    )


__all__ = [
    "FILES",
    "OTHERWISE",
    "REASONS",
    "REJECTED",
    "SOURCES",
    "Export",
    "Loaded",
    "NotAsSeen",
    "chosen",
    "digest",
    "read_all",
    "unreconciled",
]
