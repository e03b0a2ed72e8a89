"""Which edition of its pages a folder holds, so that an open page can offer the newer one.

A page may load nothing from outside, and one opened from a disk may not ask a server. So the
edition is a picture beside the pages, `edition.svg`, which is never shown: its width and height
are the number. The same pages give the same edition. A picture that is wider by `SIDES` says that
something went wrong since: the pages are the same, with a red line.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from revops.store import replace_text

FILE = "edition.svg"
#: The longest side of a picture; what the page's script adds for a red line, too.
SIDES = 15_000
_BLANK = ' data-edition=""'
_PICTURE = re.compile(r'<svg xmlns="[^"]+" width="(\d+)" height="(\d+)"/>\n')


def edition(content: bytes, *, is_red: bool = False) -> str:
    """Name an edition by what its pages say: a width and a height.

    >>> edition(b"a page") == edition(b"a page") != edition(b"another page")
    True
    """
    number = int.from_bytes(sha256(content).digest()[:8])
    width, height = number % SIDES + 1, number // SIDES % SIDES + 1
    return f"{width + SIDES * is_red}x{height}"


def edition_of(pages: Iterable[str], *, is_red: bool = False) -> str:
    """Name the edition of some pages."""
    return edition("".join(pages).encode(), is_red=is_red)


def stamped(html: str, named: str) -> str:
    """Write an edition into a page that has none yet."""
    return html.replace(_BLANK, f' data-edition="{named}"', 1)


def show(folder: Path, named: str) -> None:
    """Put the picture of an edition into a folder; a file of that name that is not ours stays."""
    path = folder / FILE
    if path.is_file() and not _PICTURE.fullmatch(path.read_text("utf-8", errors="replace")):
        return
    width, height = named.split("x")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>\n'
    replace_text(path, svg)


def stamp(folder: Path) -> None:
    """Write the edition of a folder's pages beside them, and into each."""
    pages = {path: path.read_text("utf-8") for path in sorted(folder.glob("*.html"))}
    named = edition_of(pages.values())
    show(folder, named)
    for path, html in pages.items():
        path.write_text(stamped(html, named), "utf-8", newline="\n")


def redden(folder: Path) -> None:
    """Let open pages of a folder know that a red line was put on them."""
    path = folder / FILE
    found = _PICTURE.fullmatch(path.read_text("utf-8")) if path.is_file() else None
    if found and int(found[1]) <= SIDES:
        show(folder, f"{int(found[1]) + SIDES}x{found[2]}")
