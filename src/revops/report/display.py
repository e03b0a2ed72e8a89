"""Show things in a notebook: IPython's display, with what the page is made from."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from IPython.display import display

ROWS = "application/vnd.revops.rows+json"


def show_html(html: str) -> None:
    """Show a piece of HTML."""
    display({"text/html": html}, raw=True)


def show_bundle(bundle: Mapping[str, Any]) -> None:
    """Show one thing in several forms, of which the reader's programme takes one."""
    display(dict(bundle), raw=True)


def show_rows(published: pl.DataFrame) -> None:
    """Tell the run the numbers that a page shows; readers see nothing."""
    display({ROWS: published.to_dicts()}, raw=True)
