"""Messages in a notebook: each markdown cell is one, and its code cells are Python."""

import json
from collections.abc import Iterator

from revops.text.readers.python import python_messages


def notebook_messages(source: str, place: str) -> Iterator[tuple[str, ...]]:
    """Give the messages of a notebook, in the order of its cells.

    >>> cell = {"cell_type": "markdown", "source": ["# Funnel\\n", "Where do leads stop?"]}
    >>> list(notebook_messages(json.dumps({"cells": [cell]}), "funnel.ipynb"))
    [('# Funnel\\nWhere do leads stop?',)]
    """
    for cell in json.loads(source)["cells"]:
        words = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        if cell["cell_type"] == "markdown" and words.strip():
            yield (words,)
        elif cell["cell_type"] == "code":
            yield from python_messages(_without_magics(words), place)


def _without_magics(code: str) -> str:
    """Blank the lines that only Jupyter understands."""
    lines = code.splitlines()
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in lines)
