"""One message to translate and where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Message:
    """A message in one or two forms (two where it counts something) and its file."""

    forms: tuple[str, ...]
    place: str = ""
