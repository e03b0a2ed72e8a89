"""Be told of a change by the system, or by the passing of time where it tells nothing."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path


def waiter(
    folders: Iterable[Path], stop: threading.Event, *, polling: bool = False
) -> Callable[[float], bool]:
    """Give a wait that ends when something in the folders changes, or the time is over.

    It says whether the watching goes on. A folder that comes later, or a drive that reports
    nothing, is seen when the time is over.
    """
    there = [folder for folder in folders if folder.is_dir()]

    def wait(seconds: float) -> bool:
        from watchfiles import watch

        if not there:
            return not stop.wait(seconds)
        milliseconds = max(1, int(seconds * 1000))
        changes = watch(
            *there,
            stop_event=stop,
            recursive=False,
            debounce=50,
            step=25,
            rust_timeout=milliseconds,
            yield_on_timeout=True,
            force_polling=polling or None,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        next(changes, None)
        return not stop.is_set()

    return wait
