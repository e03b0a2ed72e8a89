"""The clock of a run: when it began and when it ended."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the clock of runs
