"""Put values into a message: plain names in braces, nothing else.

A value is never read as a template, and `{lead.__class__}` or `{0}` is never evaluated: it
stays in the text as it is written.
"""

import re
from collections.abc import Mapping

from revops.errors import UnknownName

NAME = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


def names(message: str) -> list[str]:
    """Give the names that a message asks for, in order.

    >>> names("Won {n} of {total}: {lead.__class__}")
    ['n', 'total']
    """
    return NAME.findall(message)


def fill(message: str, values: Mapping[str, str]) -> str:
    """Replace each `{name}` by its value, once, without looking into the value.

    >>> fill("{name} has {n} leads", {"name": "{n}", "n": "12"})
    '{n} has 12 leads'
    >>> fill("{who.__class__}", {"who": "Ana"})
    '{who.__class__}'
    """
    missing = [name for name in names(message) if name not in values]
    if missing:
        raise UnknownName(f"value for the message '{message}'", missing[0], values)
    return NAME.sub(lambda found: values[found.group(1)], message)
