"""What each table got of a file, so that every row can be followed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl

from revops.sources.building.build import Built
from revops.sources.building.rejected import LOST_ROWS
from revops.sources.mapping import Export
from revops.sources.reading.paths import File
from revops.sources.reading.successive import day_of
from revops.workspace.settings import ExportSettings


def instant(file: File, zone: str) -> datetime | None:
    """Give the day of a file's name as an instant: the day's beginning where it tells no time."""
    day = day_of(file)
    return day and day.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def parts(
    file: File,
    state_at: datetime | None,
    number: int,
    settings: ExportSettings,
    fed: Sequence[tuple[Export, Built]],
    n_surplus: int,
) -> Iterator[tuple[object, ...]]:
    """Give one row of `PARTS` a table; a row of too many cells is the first table's."""
    for place, (export, one) in enumerate(fed):
        no_key = one.rejected.filter(pl.col("reason").is_in(LOST_ROWS)).height
        lost = no_key + (0 if place else n_surplus)
        n_read = one.height + one.n_added + one.n_repeats + lost
        origin = (one.table, export.vendor, file.name, number, settings.successive, state_at)
        yield (*origin, n_read, lost, one.n_added, one.n_repeats, one.height)
