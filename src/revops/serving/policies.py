"""What a page from the site may do: what its own policy says, never more.

A page that revops made carries a policy that names its scripts by their fingerprints and allows
nothing from outside. The server repeats it as a header, and adds what only a header can say. Any
other file gets a policy under which nothing in it runs.
"""

import re
from functools import lru_cache
from html import unescape
from pathlib import Path

#: What the server adds to every policy.
HEADER_ONLY = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
#: For files that have no policy of their own.
NOTHING = f"default-src 'none'; sandbox; {HEADER_ONLY}"
_META = re.compile(rb'<meta\b[^>]*\bhttp-equiv="Content-Security-Policy"[^>]*>')
_CONTENT = re.compile(rb'\bcontent="([^"]*)"')
_HEAD = 16_384
_PLAIN = re.compile(r"'(none|self)'|data:|blob:|'sha(256|384|512)-[A-Za-z0-9+/=]+'")
_STYLE = re.compile(rf"{_PLAIN.pattern}|'unsafe-inline'")


def policy_of(path: Path, version: str) -> str:
    """Give the policy with which a file is served; `version` changes whenever the file does."""
    return _read(path, version)


@lru_cache(maxsize=512)
def _read(path: Path, _: str) -> str:
    if path.suffix.lower() not in {".html", ".htm"}:
        return NOTHING
    with path.open("rb") as file:
        element = _META.search(file.read(_HEAD))
    stated = _CONTENT.search(element[0]) if element else None
    own = unescape(stated[1].decode("utf-8", "replace")) if stated else ""
    return f"{own}; {HEADER_ONLY}" if is_closed(own) else NOTHING


def is_closed(policy: str) -> bool:
    """Say whether a policy allows nothing by default, and nothing from outside.

    >>> is_closed("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-ab+/='")
    True
    >>> is_closed("default-src 'none'; script-src 'unsafe-inline'")
    False
    >>> is_closed("default-src 'none'; img-src https://pixel.example")
    False
    """
    directives = [part.split() for part in policy.split(";") if part.split()]
    names = [name.lower() for name, *_ in directives]
    if ["default-src", "'none'"] not in directives or len(set(names)) < len(names):
        return False
    return all(
        (_STYLE if name.lower() == "style-src" else _PLAIN).fullmatch(source)
        for name, *sources in directives
        for source in sources
    )
