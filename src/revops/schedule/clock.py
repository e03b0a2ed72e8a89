"""The clock of the schedule."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the clock of the schedule
