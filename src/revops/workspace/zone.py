"""A time zone by its name in the zone database."""

from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError(f"'{zone}' is no time zone; use a name such as America/Santiago")
    return zone


Zone = Annotated[str, AfterValidator(_known_zone)]
