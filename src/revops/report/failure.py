"""Why a notebook stopped: which cell, with which error."""

import re
from dataclasses import dataclass
from typing import Any

INJECTED = "injected-parameters"
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_ADDRESSES = re.compile(r"0x[0-9a-f]{6,}")


@dataclass(frozen=True)
class Failure:
    """Why a notebook stopped: the cell (counted from 1, as the file has them) and its error."""

    cell: int
    name: str
    message: str
    trace: str
    source: str = ""


def first_error(node: Any) -> Failure | None:
    """Find the cell that raised."""
    for index, cell in enumerate(node.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                trace = "\n".join(output.traceback)
                return failure(node, index, output.ename, output.evalue, trace)
    return None


def failure(node: Any, index: int, name: str, message: str, trace: str) -> Failure:
    """Count the cell as the file on disk has it, without the cell that was put in."""
    added = sum(cell.id == INJECTED for cell in node.cells[: index + 1])
    return Failure(
        max(1, index + 1 - added), name, _clean(message), _clean(trace), node.cells[index].source
    )


def unreadable(error: Exception) -> Failure:
    """Say that the file is no notebook."""
    return Failure(1, type(error).__name__, _clean(str(error)), "")


def _clean(text: str) -> str:
    """Drop colours, and addresses in memory, which differ between runs."""
    return _ADDRESSES.sub("0x...", _COLOURS.sub("", text))
