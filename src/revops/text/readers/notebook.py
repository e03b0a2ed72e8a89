"""Messages in a notebook: each markdown cell is one, its code cells are Python, and what the
parameters mean is said by the comments of their cell.
"""

import json
import re
from collections.abc import Iterator

from revops.text.readers.python import python_messages

_COMMENT = re.compile(r"^\w+ *:.*?  # (\S.*)$", re.MULTILINE)


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
            if "parameters" in cell.get("metadata", {}).get("tags", []):
                yield from ((meaning(found),) for found in _COMMENT.findall(words))


def meaning(comment: str) -> str:
    """Give what a parameter means, without what its comment says of its values.

    >>> meaning("where the clock starts; one of: lead, opportunity")
    'where the clock starts'
    """
    return re.split(r"; (?:one of: |revops list )", comment, maxsplit=1)[0]


def _without_magics(code: str) -> str:
    """Blank the lines that only Jupyter understands."""
    lines = code.splitlines()
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in lines)
