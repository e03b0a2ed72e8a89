"""A warm process that makes each run in a child, and kills the child at a moment that it is told.

It reads one order a line and answers each with a line, both JSON. A child counts how often it
touches a file of its workspace (makes, opens to write, renames, deletes); it can be killed just
before the n-th touch, or with that file half written, or after some seconds.
"""

import importlib
import json
import os
import pickle
import signal
import sys
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import psutil

WARM = """
    altair great_expectations great_tables nbclient nbformat papermill sqlite3 xlsxwriter
    vl_convert revops.cli revops.cli.render revops.charts revops.metrics revops.checks.run
    revops.runs.carry_out revops.runs.refused revops.report.progress revops.report.reviewed_week
"""
TOUCHES = {"open", "os.rename", "os.mkdir", "os.rmdir", "os.remove"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
Order = dict[str, Any]


class Touches:
    """Count the touches of a workspace; kill this process at one of them."""

    def __init__(self, order: Order) -> None:
        self.root, self.at, self.torn = order["root"], order.get("at"), order.get("torn")
        self.pid, self.n, self.told = os.getpid(), 0, order.get("told")
        self.names: list[str] = []

    def __call__(self, event: str, details: tuple[Any, ...]) -> None:
        if event not in TOUCHES or os.getpid() != self.pid or not self.is_ours(event, details):
            return
        self.n += 1
        if self.told:
            self.names.append(f"{event} {details[0]}")
        if self.n == self.at:
            if self.torn and event == "open" and not details[0].endswith(".lock"):
                half = os.open(details[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.write(half, b'{"half')
            os.kill(self.pid, signal.SIGKILL)

    def is_ours(self, event: str, details: tuple[Any, ...]) -> bool:
        """Say whether it is a file of the workspace; one that is named within a folder is."""
        path = details[0]
        if event == "open" and not details[2] & WRITES:
            return False
        return isinstance(path, str) and (path.startswith(self.root) or not path.startswith("/"))


def without_kernels(path: Path) -> None:
    """Take the executed notebooks from a file: all else of the run is real."""
    from revops.report import run

    executed = pickle.loads(path.read_bytes())
    run.KernelPool = lambda *_, **__: nullcontext()  # type: ignore[assignment,misc]
    run.warm = lambda: None  # no page has a chart
    run.started = lambda *_: []  # type: ignore[assignment]
    run.finished = lambda notebooks, *_: zip(notebooks, executed, strict=True)  # type: ignore


def keeping(path: Path) -> None:
    """Keep the executed notebooks of a run in a file."""
    from revops.report import run

    real = run.finished

    def kept(*given: Any) -> Any:
        found = list(real(*given))
        path.write_bytes(pickle.dumps([executed for _, executed in found]))
        return found

    run.finished = kept  # type: ignore[assignment]


def child(order: Order) -> None:
    """Be `revops run`; what it says goes to a file."""
    says = os.open(order["says"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(says, 1)
    os.dup2(says, 2)
    if order.get("keep"):
        keeping(Path(order["keep"]))
    elif order.get("executed"):
        without_kernels(Path(order["executed"]))
    with_few_numbers()
    touches = Touches(order)
    sys.addaudithook(touches)
    from revops.cli import main

    try:
        main(["run", "--workspace", order["root"]])
    except SystemExit as end:
        code = end.code
    if order.get("told"):
        Path(order["told"]).write_text(json.dumps(touches.names), "utf-8")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(int(code or 0))


def waited(pid: int, seconds: float | None) -> tuple[int, list[list[float]]]:
    """Wait for a child, or kill it after some seconds; give its status and its own children."""
    until = time.monotonic() + (seconds or 1e9)
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > until:
            process = psutil.Process(pid)
            process.suspend()  # what it starts from now on would not be seen
            own = [[each.pid, each.create_time()] for each in process.children(recursive=True)]
            process.kill()
            return os.waitpid(pid, 0)[1], own
        time.sleep(0.005)
    return os.waitpid(pid, 0)[1], []


def with_few_numbers() -> None:
    """Publish a few numbers rather than all: how many there are changes no moment."""
    from revops.report import book, results

    results.publish = partial(book.publish, entries=book.BOOK[:3])  # type: ignore[attr-defined]


def warm_up() -> None:
    """Import and read all that no run changes; without Polars' threads, which no fork survives."""
    for name in WARM.split():
        importlib.import_module(name)
    from revops import text
    from revops.attribution.models import MODELS
    from revops.metrics import METRICS
    from revops.report import render

    text.load("en")
    render._exporter()
    for metric in METRICS.values():
        for model in MODELS:
            metric.definition_hash({"model": model})  # the code behind it is kept


def main() -> None:
    """Answer orders until there are no more."""
    warm_up()
    for line in sys.stdin:
        order, since = json.loads(line), time.monotonic()
        pid = os.fork()
        if pid == 0:
            try:
                child(order)
            finally:
                os._exit(99)
        status, own = waited(pid, order.get("seconds"))
        told = {"code": os.waitstatus_to_exitcode(status), "own": own, "pid": pid}
        sys.stdout.write(json.dumps({**told, "seconds": time.monotonic() - since}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
