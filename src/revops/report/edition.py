"""Which edition of its pages a folder holds, so that an open page can offer the newer one.

A page may load nothing from outside, and one opened from a disk may not ask a server. So the
edition is a picture beside the pages, `edition.svg`, which is never shown: its width and height
are the number. The same pages give the same edition.
"""

from hashlib import sha256
from pathlib import Path

FILE = "edition.svg"
_BLANK = ' data-edition=""'
_SIDES = 30_000


def edition(content: bytes) -> str:
    """Name an edition by what its pages say: a width and a height.

    >>> edition(b"a page") == edition(b"a page") != edition(b"another page")
    True
    """
    number = int.from_bytes(sha256(content).digest()[:8])
    width, height = number % _SIDES + 1, number // _SIDES % _SIDES + 1
    return f"{width}x{height}"


def stamp(folder: Path) -> None:
    """Write the edition of a folder's pages beside them, and into each."""
    pages = {path: path.read_text("utf-8") for path in sorted(folder.glob("*.html"))}
    named = edition("".join(pages.values()).encode())
    width, height = named.split("x")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>\n'
    (folder / FILE).write_text(svg, "utf-8", newline="\n")
    for path, html in pages.items():
        html = html.replace(_BLANK, f' data-edition="{named}"', 1)
        path.write_text(html, "utf-8", newline="\n")
