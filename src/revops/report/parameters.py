"""Which parameters a notebook takes, and whether those given fit.

The notebook's own cell tagged `parameters` is the schema: name, type, default and, as a
comment, what it means. Papermill only warns of an unknown name and takes any type; here both
are refused, all problems at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from revops.errors import BadParameter, nearest

YES = ("true", "yes", "1")
NO = ("false", "no", "0")


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook, as its cell declares it."""

    name: str
    type: str
    default: str
    help: str


def declared(notebook: Path) -> dict[str, Parameter]:
    """List what a notebook's parameters cell declares."""
    from revops.report.lean import load_jsonschema

    load_jsonschema()
    from papermill.inspection import inspect_notebook

    escaped = str(notebook).replace("{", "{{").replace("}", "}}")
    found = inspect_notebook(escaped)
    return {
        name: Parameter(name, _type(given), given["default"], given["help"])
        for name, given in found.items()
    }


def checked(notebook: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the parameters in the types that the notebook declares, or refuse them all at once."""
    known = declared(notebook)
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in given.items():
        if name not in known:
            choices = ", ".join(sorted(known)) or "none"
            problems.append(
                f"there is no parameter '{name}'.{nearest(name, known)} Known: {choices}"
            )
            continue
        try:
            values[name] = typed(value, known[name].type)
        except ValueError as error:
            problems.append(f"{name} is {value!r}, but {error}")
    if problems:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        raise BadParameter(f"the notebook '{notebook.stem}' cannot run with these:\n{lines}")
    return values


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


def _type(given: Mapping[str, str]) -> str:
    """Name the declared type; an as-of day is a text that holds a date."""
    kind = given["inferred_type_name"].replace(" ", "")
    return "date" if kind == "str" and given["name"] == "as_of" else kind


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("it takes a text")
    return value


def _whole(value: Any) -> int:
    try:
        return int(value if isinstance(value, str) else _no_bool(value).__index__())
    except (ValueError, TypeError, AttributeError):
        raise ValueError("it takes a whole number such as 90") from None


def _number(value: Any) -> float:
    try:
        number = float(_no_bool(value))
    except (ValueError, TypeError):
        number = float("nan")
    if not isfinite(number):
        raise ValueError("it takes a number such as 0.5")
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
    raise ValueError("it takes true or false")


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return list(value)
    raise ValueError("it takes texts, with commas between them")


def _day(value: Any) -> str:
    """Keep a day as ISO text, the way notebooks take it; empty means the workspace's own."""
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except (ValueError, TypeError):
        raise ValueError("it takes a day such as 2026-06-30") from None


_READERS: dict[str, Callable[[Any], Any]] = {
    "str": _text,
    "int": _whole,
    "float": _number,
    "bool": _yes_no,
    "list[str]": _texts,
    "date": _day,
}
