"""Tell how far a run is: a bar on a terminal, silence in a pipe, every step when asked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

#: How much of a usual run, in percent, is done when a step begins.
SHARES: Mapping[str, float] = {"load": 2, "check": 10, "notebooks": 40, "pages": 80}
#: What a step without a place of its own, such as one notebook, adds.
_SMALL = 5.0


def share_after(step: str, done: float) -> float:
    """Give how much is done when a step begins; the bar never goes back, nor over its end.

    >>> share_after("check", 2.0), share_after("notebook funnel", 40.0), share_after("load", 50.0)
    (10, 45.0, 50.0)
    """
    return max(done, min(SHARES.get(step, done + _SMALL), 99.0))


@contextmanager
def steps(
    *, verbose: bool = False, console: Console | None = None
) -> Iterator[Callable[[str], None]]:
    """Give a function that is told each step as it begins."""
    shown = console or Console(stderr=True)
    if verbose:
        start = perf_counter()
        yield lambda step: shown.print(f"{perf_counter() - start:6.1f} s  {step}", highlight=False)
    elif not shown.is_terminal:
        yield lambda _: None
    else:
        columns = (
            SpinnerColumn(),
            BarColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=shown, transient=True) as bar:
            task = bar.add_task("start", total=100.0)
            yield lambda step: bar.update(
                task, description=step, completed=share_after(step, bar.tasks[0].completed)
            )
