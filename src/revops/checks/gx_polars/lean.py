"""How to load Great Expectations in less time: a library of which nothing is used waits.

Three of its metrics, of distributions, call scipy.stats, which takes a second to load. It is loaded
when one of them is asked for. While thousands of modules are loaded nothing becomes garbage, so
that none is looked for, then or later among what they define.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec


def put_off(package: str, name: str) -> None:
    """Load a part of a package when something of it is first used, unless it is loaded already.

    >>> put_off("email", "mime")
    >>> "mime" in dir(import_module("email"))
    True
    """
    whole = f"{package}.{name}"
    spec = None if whole in sys.modules else find_spec(whole)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[whole] = module_from_spec(spec)
    setattr(import_module(package), name, module)
    spec.loader.exec_module(module)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no garbage within, and never again among what is there at the end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
