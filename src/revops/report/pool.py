"""A few warm kernels, one thread each: notebooks wait for a free one.

The kernels start in the background when the pool is entered, so that they load their
libraries while the exports are read and checked.
"""

import os
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from revops.report.kernels import WARM, Kernel

Result = TypeVar("Result")
Job = tuple[Future[Any], Callable[[Kernel], Any]]
JOIN_SECONDS = 10.0


def cores() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class KernelPool:
    """Warm kernels for a number of notebooks; never more than there are processors."""

    def __init__(
        self,
        notebooks: int,
        *,
        cwd: Path,
        size: int | None = None,
        imports: Sequence[str] = WARM,
    ) -> None:
        self.size = size or max(1, min(cores(), notebooks))
        threads = max(1, cores() // self.size)
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._kernels = [Kernel(cwd, threads=threads, imports=imports) for _ in range(self.size)]
        self._threads = [
            Thread(target=self._work, args=(kernel,), daemon=True, name=f"kernel-{number}")
            for number, kernel in enumerate(self._kernels)
        ]
        self._closing = False

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing = kind is not None
        if self._closing:
            self._abandon()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(JOIN_SECONDS if self._closing else None)

    def submit(self, job: Callable[[Kernel], Result]) -> "Future[Result]":
        """Give a job to the next free kernel."""
        future: Future[Result] = Future()
        self._jobs.put((future, job))
        return future

    def _abandon(self) -> None:
        """Drop the jobs that wait, and end every process."""
        while not self._jobs.empty():
            waiting = self._jobs.get()
            if waiting is not None:
                waiting[0].cancel()
        for kernel in self._kernels:
            kernel.abandon()

    def _work(self, kernel: Kernel) -> None:
        """Do one job after the other on one kernel."""
        from jupyter_core.utils import ensure_event_loop

        try:
            self._do(kernel.start, None)
            while (job := self._jobs.get()) is not None:
                if not self._closing and job[0].set_running_or_notify_cancel():
                    future, work = job
                    self._do(lambda: work(kernel.fresh()), future)  # noqa: B023
        finally:
            kernel.stop()
            ensure_event_loop().close()

    def _do(self, work: Callable[[], Any], future: "Future[Any] | None") -> None:
        """Do one job; what goes wrong belongs to the one who waits for it."""
        try:
            result = work()
        except BaseException as error:
            if future is not None:
                future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)
