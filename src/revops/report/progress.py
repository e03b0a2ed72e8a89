"""Tell how far a run is: a line on a terminal, silence in a pipe, every step when asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from rich.console import Console


@contextmanager
def steps(*, verbose: bool = False) -> Iterator[Callable[[str], None]]:
    """Give a function that is told each step as it begins."""
    console = Console(stderr=True)
    if verbose or not console.is_terminal:
        start = perf_counter()

        def tell(step: str) -> None:
            if verbose:
                console.print(f"{perf_counter() - start:6.1f} s  {step}", highlight=False)

        yield tell
        return
    with console.status("starting") as status:
        yield lambda step: status.update(step)
