"""What several metrics make of the same tables is made once, for who asks for them together.

Six metrics look for each lead's first contact and three draw the same curves. Each stands on its
own and says all that it does; inside `sharing` the steps marked `shared` are made once for the
same frames and parameters. Outside of it nothing is kept, so that a frame that somebody changes
in place is read again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

Params = ParamSpec("Params")
Made = TypeVar("Made")
#: What was made, by step and inputs; beside it the inputs, which must live as long as it does.
Kept = dict[Any, tuple[Any, Any]]
_PLAIN = (str, int, float, bool, date, type(None))
_KEPT: ContextVar[Kept | None] = ContextVar("kept", default=None)


@contextmanager
def sharing(kept: Kept | None) -> Iterator[None]:
    """Keep in `kept` what the shared steps make in here; with None, nothing is kept.

    >>> @shared
    ... def halves(n: int) -> list[float]: return [n / 2]
    >>> with sharing({}):
    ...     halves(3) is halves(3), halves(3) is halves(4)
    (True, False)
    >>> halves(3) is halves(3)
    False
    """
    before = _KEPT.set(kept)
    try:
        yield
    finally:
        _KEPT.reset(before)


def shared(make: Callable[Params, Made]) -> Callable[Params, Made]:
    """Mark a step whose result depends on its arguments alone, and which nobody changes.

    Frames, and all that is not a plain value, count as the same where they are one object.
    """
    asked = signature(make)

    @wraps(make)
    def once(*args: Params.args, **params: Params.kwargs) -> Made:
        kept = _KEPT.get()
        if kept is None:
            return make(*args, **params)
        bound = asked.bind(*args, **params)
        bound.apply_defaults()
        key = (make.__module__, make.__qualname__, *map(_named, bound.arguments.values()))
        if key not in kept:
            kept[key] = bound, make(*args, **params)
        found: Made = kept[key][1]
        return found

    return once


def _named(value: Any) -> Any:
    """Name an argument so that two names are alike only where the arguments are."""
    if isinstance(value, _PLAIN):
        return type(value), value
    if isinstance(value, list | tuple):
        return type(value), *map(_named, value)
    return "one object", id(value)
