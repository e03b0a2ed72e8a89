"""Text that a picture can hold: a sign that XML has no place for is shown as a missing one.

One control character in a company's name would otherwise end the whole process: the library that
draws does not survive it.
"""

import re
from typing import Any

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drawable(value: Any) -> Any:
    """Give a specification in which every text can be drawn.

    >>> drawable({"text": ["Faro \\x1b[2J", 2]})
    {'text': ['Faro \ufffd[2J', 2]}
    """
    if isinstance(value, str):
        return _NOT_XML.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: drawable(each) for key, each in value.items()}
    return [drawable(each) for each in value] if isinstance(value, list) else value
