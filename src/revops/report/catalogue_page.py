"""The catalogue's page: every metric with its question, definition, owner, source and hash."""

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup

from revops.report.catalogue import CatalogueEntry
from revops.report.heading import Heading
from revops.report.markdown import definition_html
from revops.report.results import PageResult
from revops.report.scripts import FOLDER, closed
from revops.report.templates import common, filled
from revops.text import N_, Text

NAME = "metrics"
FILE = f"{NAME}.html"
TITLE = N_("Metric catalogue")
QUESTION = N_("What does each number mean, where does it come from, and what guards it?")


@cache
def _script() -> str:
    """Give the script that searches the catalogue."""
    return closed((FOLDER / "catalogue.js").read_text(encoding="utf-8"))


def catalogue_html(entries: Sequence[CatalogueEntry], text: Text, heading: Heading) -> str:
    """Give the catalogue's page; without its script it is the whole list."""
    values = common(text, heading, text(TITLE), [_script()])
    titles = {page.notebook.name: page.notebook.translated(text)[0] for page in _pages(entries)}
    own = {
        "entries": sorted(entries, key=lambda each: text.label(each.card.id).casefold()),
        "question": text(QUESTION),
        "titles": titles,
        "prose": lambda definition: Markup(definition_html(definition)),  # nosec B704  # our words
        "setting": lambda value: _written(value, text),
        "script": Markup(_script()),  # nosec B704  # our own file
    }
    return filled("metrics.html.j2", {**values, **own})


def _pages(entries: Sequence[CatalogueEntry]) -> list[PageResult]:
    """List the pages that show any metric."""
    return [page for entry in entries for page in entry.pages]


def _written(value: object, text: Text) -> str:
    """Write a parameter's value.

    >>> from revops.text import load
    >>> _written((30, 60), load("en")), _written("month", load("en")), _written(True, load("es"))
    ('30, 60', 'month', 'True')
    """
    if isinstance(value, list | tuple):
        return ", ".join(_written(each, text) for each in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text.number(value, 0 if value == value // 1 else 2)
    return str(value)
