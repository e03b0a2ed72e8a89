"""What came out of a notebook: its cells with their outputs, or which cell failed and why."""

import json
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from revops.report.failure import INJECTED, Failure, failure, first_error, unreadable
from revops.report.kernels import Kernel
from revops.report.pool import KernelPool

PYTHON = "python3"


@dataclass(frozen=True)
class Executed:
    """One notebook after its run; `warnings` is what it wrote to stderr.

    `used` are the tables that it looked at, where it said so.
    """

    name: str
    notebook: Any
    seconds: float
    error: Failure | None = None
    warnings: str = ""
    used: tuple[str, ...] | None = None


def submit(notebook: Path, parameters: Mapping[str, Any], pool: KernelPool) -> "Future[Executed]":
    """Run a notebook on the next free kernel; the answer comes later."""
    return pool.submit(lambda kernel: run_on(kernel, notebook, parameters))


def execute(
    notebook: Path, parameters: Mapping[str, Any], pool: KernelPool, out: Path | None = None
) -> Executed:
    """Run a notebook on the next free kernel, and wait; `out` keeps the executed notebook."""
    executed = submit(notebook, parameters, pool).result()
    if out is not None:
        import nbformat

        nbformat.write(executed.notebook, out)
    return executed


def run_on(kernel: Kernel, notebook: Path, parameters: Mapping[str, Any]) -> Executed:
    """Run a notebook on one kernel: an error in it is part of the answer."""
    start = perf_counter()
    try:
        node = _prepared(notebook, dict(parameters))
    except Exception as error:
        return Executed(notebook.stem, _empty(), perf_counter() - start, unreadable(error))
    stopped = _run(kernel, node)
    _without_clock(node)
    seen = None if stopped else _used(kernel)
    return Executed(notebook.stem, node, perf_counter() - start, stopped, _stderr(node), seen)


def _prepared(notebook: Path, parameters: dict[str, Any]) -> Any:
    """Read a notebook and put the cell with this run's parameters into it."""
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    node = load_notebook_node(str(notebook))
    if parameters:
        node = parameterize_notebook(node, parameters, kernel_name=PYTHON, language="python")
    for cell in node.cells:
        if INJECTED in cell.metadata.get("tags", []):
            cell.id = INJECTED
    return node


def _run(kernel: Kernel, node: Any) -> Failure | None:
    """Run all cells; say where it stopped, if it did."""
    from papermill.engines import papermill_engines

    from revops.report.engine import register

    at = {"index": 0}

    def on_cell(cell: Any, cell_index: int) -> None:
        at["index"] = cell_index

    try:
        papermill_engines.execute_notebook_with_engine(
            register(), node, PYTHON, progress_bar=False, kernel=kernel, on_cell=on_cell
        )
    except Exception as error:
        kernel.kill()  # it died, or hangs in a cell: the next notebook gets a new one
        return failure(node, at["index"], type(error).__name__, str(error), "")
    return first_error(node)


def _used(kernel: Kernel) -> tuple[str, ...] | None:
    """Ask which tables the notebook looked at; one without a page of ours cannot say."""
    told = kernel.ask("__import__('revops.report.used', fromlist=['told']).told()")
    return tuple(json.loads(told)) if told else None


def _empty() -> Any:
    import nbformat

    return nbformat.v4.new_notebook()


def _without_clock(node: Any) -> None:
    """Drop what tells when and how long a cell ran."""
    for part in (node, *node.cells):
        part.metadata.pop("papermill", None)
        part.metadata.pop("execution", None)


def _stderr(node: Any) -> str:
    """Gather what the cells wrote to stderr."""
    outputs: list[Any] = [output for cell in node.cells for output in cell.get("outputs", [])]
    return "".join(
        output.text for output in outputs if output.get("name") == "stderr" and "text" in output
    )
