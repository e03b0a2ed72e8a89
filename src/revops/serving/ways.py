"""The ways on that a served page gets and a file does not: to the start page, and to its form.

They are put into a page as it is sent, right after its body begins, so that the file stays what
the run wrote and its folder can be served by anything else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path

from tornado.web import StaticFileHandler

_BODY = re.compile(rb"<body[^>]*>")
_HEAD = 262_144
_STYLE = "width:min(56rem,100% - 2rem);margin:.6rem auto 0;font-size:.85rem;text-align:right"


def ways_html(links: list[tuple[str, str]]) -> bytes:
    """Write the links, each a name and an address; print leaves them out.

    >>> ways_html([("Start page", "/revops")]).count(b'class="home"')
    1
    """
    written = " · ".join(
        f'<a class="home" href="{escape(address)}">{escape(name)}</a>' for name, address in links
    )
    return f'<p style="{_STYLE}">{written}</p>'.encode()


@lru_cache(maxsize=512)
def place_of(path: Path, _version: str) -> int:
    """Give where in a page its body begins; -1 where it has none."""
    with path.open("rb") as file:
        body = _BODY.search(file.read(_HEAD))
    return body.end() if body else -1


def with_ways(path: Path, place: int, ways: bytes) -> Iterator[bytes]:
    """Give a page a piece at a time, with the ways in their place."""
    yield from StaticFileHandler.get_content(str(path), 0, place)
    yield ways
    yield from StaticFileHandler.get_content(str(path), place)
