"""How a parameter's value, often a text from the command line, becomes its declared type."""

from collections.abc import Callable, Sequence
from datetime import date
from math import isfinite
from typing import Any

from revops.report.reviewed_week import week_name
from revops.text import N_

YES = ("true", "yes", "1")
NO = ("false", "no", "0")


class NotChosen(ValueError):
    """A value that is none of those that a parameter's comment names."""

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)
        super().__init__(f"it takes one of: {', '.join(choices)}")


def typed(value: Any, kind: str) -> Any:
    """Bring one value, often a text from the command line, into a declared type.

    >>> typed("90", "int"), typed("no", "bool"), typed("email, web", "list[str]")
    (90, False, ['email', 'web'])
    >>> typed("soon", "date")
    Traceback (most recent call last):
        ...
    ValueError: it takes a day such as 2026-06-30
    """
    if kind not in _READERS:
        return value
    return _READERS[kind](value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(N_("it takes a text"))
    return value


def _whole(value: Any) -> int:
    try:
        return int(value if isinstance(value, str) else _no_bool(value).__index__())
    except (ValueError, TypeError, AttributeError):
        raise ValueError(N_("it takes a whole number such as 90")) from None


def _number(value: Any) -> float:
    try:
        number = float(_no_bool(value))
    except (ValueError, TypeError):
        number = float("nan")
    if not isfinite(number):
        raise ValueError(N_("it takes a number such as 0.5"))
    return number


def _no_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise TypeError
    return value


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).strip().lower() in (*YES, *NO):
        return str(value).strip().lower() in YES
    raise ValueError(N_("it takes true or false"))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return list(value)
    raise ValueError(N_("it takes texts, with commas between them"))


def _day(value: Any) -> str:
    """Keep a day as ISO text, the way notebooks take it; empty means the workspace's own."""
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except (ValueError, TypeError):
        raise ValueError(N_("it takes a day such as 2026-06-30")) from None


_READERS: dict[str, Callable[[Any], Any]] = {
    "str": _text,
    "int": _whole,
    "float": _number,
    "bool": _yes_no,
    "list[str]": _texts,
    "date": _day,
    "week": week_name,
}
