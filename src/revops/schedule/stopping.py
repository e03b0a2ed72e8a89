"""How a run is asked to end: after the present step, or at once on the second signal."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

#: The exit code of a run that was asked to end.
STOPPED = 130
_NAP_SECONDS = 0.3
_NAMES = ("SIGTERM", "SIGINT", "SIGBREAK")


class Stopped(KeyboardInterrupt):
    """A run was asked to end before its last step; the history says that it was stopped."""


class Stopping:
    """What was asked: nothing, to end after the present step, or to end at once.

    It waits in short naps: a lock that a signal's handler would need could be held by whom the
    signal interrupts.

    >>> stopping = Stopping()
    >>> stopping.wait(0), stopping.ask(), stopping.wait(3600)
    (False, None, True)
    """

    def __init__(self) -> None:
        self.times = 0

    @property
    def is_asked(self) -> bool:
        """Say whether an end was asked for."""
        return self.times > 0

    def ask(self) -> None:
        """Ask for the end, once more."""
        self.times += 1

    def wait(self, seconds: float) -> bool:
        """Wait, or until an end is asked for; say whether it is."""
        end = time.monotonic() + seconds
        while not self.is_asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _NAP_SECONDS))
        return self.is_asked

    def checked(self, say: Callable[[str], None]) -> Callable[[str], None]:
        """Give a teller of steps at which a run that was asked to end does."""

        def step(name: str) -> None:
            if self.is_asked:
                raise Stopped(f"stopped before the step '{name}', as it was asked to")
            say(name)

        return step


@contextmanager
def on_signals(stopping: Stopping, *, second_interrupts: bool = False) -> Iterator[None]:
    """Ask for the end on SIGTERM and SIGINT while the work inside goes on.

    `second_interrupts` ends the work inside where it stands, on the second signal.
    """

    def heard(_number: int, _frame: FrameType | None) -> None:
        stopping.ask()
        if second_interrupts and stopping.times > 1:
            raise Stopped("stopped at once, as it was asked to")

    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, heard) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
