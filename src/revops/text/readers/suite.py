"""Messages in a suite of checks: what each check means."""

import json
from collections.abc import Iterator
from typing import Any


def suite_messages(source: str, place: str) -> Iterator[tuple[str, ...]]:
    """Give the descriptions of a suite's checks, in order.

    >>> suite = '{"expectations": [{"type": "t", "description": "Each lead has an id."}]}'
    >>> list(suite_messages(suite, "leads.json"))
    [('Each lead has an id.',)]
    """
    yield from _described(json.loads(source))


def _described(found: Any) -> Iterator[tuple[str, ...]]:
    """Walk into lists and objects, and give each text under `description` or `title`."""
    if isinstance(found, list):
        for item in found:
            yield from _described(item)
    elif isinstance(found, dict):
        for key, item in found.items():
            if key in ("description", "title") and isinstance(item, str) and item:
                yield (item,)
            else:
                yield from _described(item)
