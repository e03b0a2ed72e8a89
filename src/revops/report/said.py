"""What a page says first: the sentences of its bottom line, as plain text for a notice."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from revops.report.execute import Executed

#: The paragraphs that count, by their class: sentences, and what warns of their numbers.
_COUNTED = frozenset({"said", "warning", "fit", "unavailable"})
_SECTION = re.compile(r"^## ", re.MULTILINE)


class _Paragraphs(HTMLParser):
    """Collect the text of paragraphs of the classes that count; links to pages are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._is_open = False
        self._links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a paragraph that counts."""
        if tag == "p":
            classes = (dict(attrs).get("class") or "").split()
            self._is_open = not _COUNTED.isdisjoint(classes)
            if self._is_open:
                self.found.append("")
        self._links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        self._is_open &= tag != "p"
        self._links -= tag == "a" and self._links > 0

    def handle_data(self, data: str) -> None:
        """Take its text."""
        if self._is_open and not self._links:
            self.found[-1] += data


def bottom_lines(executed: Executed) -> list[str]:
    """Give the sentences of a page's first section; none of a page that failed.

    They are the paragraphs before the second heading, or before the first where those are some.
    """
    if executed.error is not None:
        return []
    reader = _Paragraphs()
    for cell in executed.notebook.cells:
        if cell.cell_type == "markdown" and _SECTION.search(cell.source) and reader.found:
            break
        for html in _shown(cell):
            reader.feed(html)
    reader.close()
    return [line for each in reader.found if (line := " ".join(each.split()))]


def _shown(cell: Any) -> Iterator[str]:
    """Give the HTML that a cell showed."""
    for output in cell.get("outputs", []):
        html = output.get("data", {}).get("text/html", "")
        yield "".join(html) if isinstance(html, list) else str(html)
