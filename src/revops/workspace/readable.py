"""What can be read of settings that as a whole cannot: enough to say so to people."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from revops.errors import SettingsError
from revops.workspace.read import expanded, parsed
from revops.workspace.settings import SETTINGS_FILE, Settings

#: What a notice needs besides its channels.
_KEYS = ("company", "language", "zone")
#: What stands where a key cannot be read; the currency is shown in no notice.
_UNKNOWN = {"company": "revops", "currency": "XXX"}


@dataclass(frozen=True)
class Readable:
    """The parts of settings that can be read by themselves.

    `written` is what they say, with variables in place of what is secret. `is_whole` says that no
    channel is lost.
    """

    settings: Settings
    written: Mapping[str, Any]
    is_whole: bool


def readable(content: Mapping[str, Any]) -> Readable:
    """Read each key and each channel by itself, and leave out what cannot be read.

    >>> found = readable({"curency": "USD", "delivery": [{"name": "a", "uri": "$A"}, {"name": 1}]})
    >>> [each.name for each in found.settings.delivery], found.is_whole
    (['a'], False)
    """
    written = {key: content[key] for key in _KEYS if key in content and _read(key, content[key])}
    blocks = content.get("delivery", [])
    blocks = blocks if isinstance(blocks, list) else [blocks]
    channels: list[Any] = []
    for block in blocks:
        if _read("delivery", [*channels, block]):
            channels.append(block)
    written["delivery"] = channels
    return Readable(_settings(written), written, len(channels) == len(blocks))


def written(root: Path) -> dict[str, Any] | None:
    """Give what revops.toml says, as it is written; nothing where it is no TOML."""
    try:
        return parsed(root / SETTINGS_FILE, str(SETTINGS_FILE))
    except SettingsError:
        return None


def _read(key: str, value: Any) -> bool:
    """Say whether one key can be read, all others left aside."""
    problems: list[str] = []
    expanded(value, key, problems)
    try:
        _settings({key: value})
    except ValidationError:
        return False
    return not problems


def _settings(content: Mapping[str, Any]) -> Settings:
    return Settings.model_validate({**_UNKNOWN, **expanded(dict(content), "", [])})
