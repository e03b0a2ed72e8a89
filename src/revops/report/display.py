"""Show things in a notebook: IPython's display, with what the page is made from."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
from IPython.display import display

ROWS = "application/vnd.revops.rows+json"
DAY = "application/vnd.revops.day+json"


#: JupyterLab sets what stands between two dollar signs as a formula, but not in these classes.
_OPEN, _CLOSE = '<div class="mathjax_ignore tex2jax_ignore">', "</div>"


def without_math(html: str) -> str:
    """Wrap HTML so that JupyterLab leaves amounts in dollars as they are.

    >>> as_written(without_math("<p>$1 of $2</p>"))
    '<p>$1 of $2</p>'
    """
    return f"{_OPEN}{html}{_CLOSE}"


def as_written(html: str) -> str:
    """Give HTML as it was before it was wrapped; a page that is no notebook needs no wrapping."""
    return html.removeprefix(_OPEN).removesuffix(_CLOSE) if html.startswith(_OPEN) else html


def show_html(html: str) -> None:
    """Show a piece of HTML."""
    display({"text/html": without_math(html)}, raw=True)


def show_bundle(bundle: Mapping[str, Any]) -> None:
    """Show one thing in several forms, of which the reader's programme takes one."""
    display(dict(bundle), raw=True)


def show_rows(published: pl.DataFrame) -> None:
    """Tell the run the numbers that a page shows; readers see nothing."""
    display({ROWS: published.to_dicts()}, raw=True)


def show_day(as_of: date, period: str) -> None:
    """Tell the run on which day a page stands, where it is not the run's own."""
    display({DAY: {"as_of": as_of.isoformat(), "period": period}}, raw=True)


def show_widget(widget: Any) -> None:
    """Show a form in JupyterLab."""
    display(widget)
