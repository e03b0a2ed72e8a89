"""Writing TOML by hand, so that it can carry comments; any text, however hostile, stays text."""

import re
from collections.abc import Iterable, Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _escaped(text: str) -> str:
    """Write control characters and marks of direction as their codes."""
    return _CONTROL.sub(lambda found: "\\u" + format(ord(found[0]), "04x"), text)


def quoted(text: str) -> str:
    """Write a text as a basic string.

    >>> print(quoted('a "b" \\\\ c' + chr(10)))
    "a \\"b\\" \\\\ c\\n"
    """
    short = "".join(_SHORT.get(one, one) for one in text)
    return f'"{_escaped(short)}"'


def key(name: str) -> str:
    """Write a key, in quotation marks where it needs them."""
    return name if _BARE.fullmatch(name) else quoted(name)


def table(pairs: Mapping[str, str]) -> str:
    """Write an inline table of texts.

    >>> table({"amount": "Value", "our key": "x"})
    '{ amount = "Value", "our key" = "x" }'
    """
    inside = ", ".join(f"{key(name)} = {quoted(value)}" for name, value in pairs.items())
    return f"{{ {inside} }}" if inside else "{}"


def said(text: str) -> str:
    """Write a text so that it stays in one line of a comment or of the terminal.

    >>> said("a" + chr(10) + "b" + chr(27))
    'a b\\\\u001b'
    """
    return _escaped(" ".join(text.split()))


def comment(text: str, width: int = 96) -> list[str]:
    """Write a text as lines of comment, broken between words."""
    lines, line = [], "#"
    for word in said(text).split(" "):
        if len(line) + 1 + len(word) > width and line != "#":
            lines.append(line)
            line = "#"
        line += f" {word}"
    return [*lines, line]


def lines(*parts: str | Iterable[str]) -> list[str]:
    """Put lines and lists of lines together."""
    return [line for part in parts for line in ([part] if isinstance(part, str) else part)]
