"""The notebooks of one run, on their way: those that must run, and those that need not."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from revops.report.execute import Executed, submit
from revops.report.kept_pages import Made, keep, kept
from revops.report.notebooks import Notebook
from revops.report.pool import KernelPool

Given = Mapping[str, Mapping[str, Any]]


def started(
    notebooks: Sequence[Notebook], given: Given, pool: KernelPool, made: Made | None
) -> list["Future[Executed]"]:
    """Start what must run; with `made`, what would come out as before is taken from there."""
    futures = []
    for each in notebooks:
        before = kept(made, each, given[each.name]) if made else None
        futures.append(_done(before) if before else submit(each.path, given[each.name], pool))
    return futures


def _done(executed: Executed) -> "Future[Executed]":
    future: Future[Executed] = Future()
    future.set_result(executed)
    return future


def finished(
    notebooks: Sequence[Notebook],
    given: Given,
    futures: Sequence["Future[Executed]"],
    made: Made | None,
) -> Iterator[tuple[Notebook, Executed]]:
    """Wait for each notebook in turn; with `made`, keep what came out."""
    for each, future in zip(notebooks, futures, strict=True):
        executed = future.result()
        if made and executed.seconds:
            keep(made, each, given[each.name], executed)
        yield each, executed
