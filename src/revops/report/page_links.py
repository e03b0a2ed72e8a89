"""Links from one page to another: in a run to the page beside it, in JupyterLab to the notebook."""

import os
import re
from collections.abc import Container
from html import escape

from revops.report.chart_output import RENDER

_LINK = re.compile(r'<a class="page" href="([\w-]+)\.html">(.*?)</a>')


def page_link(name: str, words: str) -> str:
    """Link to another page by its notebook's name.

    >>> page_link("wins", "All wins")
    '<a class="page" href="wins.ipynb">All wins</a>'
    """
    ending = "html" if os.environ.get(RENDER) == "1" else "ipynb"
    return f'<a class="page" href="{name}.{ending}">{escape(words)}</a>'


def without_dead_links(html: str, there: Container[str]) -> str:
    """Leave out the links to pages that a run has not made.

    >>> without_dead_links('Look: <a class="page" href="wins.html">All wins</a>', {"funnel"})
    'Look: '
    """
    kept = _LINK.sub(lambda found: found[0] if found[1] in there else "", html)
    return kept.replace('<p class="see"></p>', "")
