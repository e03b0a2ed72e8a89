"""Which parameters a notebook takes, and whether those given fit.

The notebook's own cell tagged `parameters` is the schema: name, type, default and, as a
comment, what it means; a comment that says "one of: a, b, c" names the only values. Papermill
only warns of an unknown name and takes any type; here both are refused, all problems at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revops.errors import BadParameter, nearest
from revops.report.parameter_values import NotChosen, typed

_ONE_OF = re.compile(r"\bone of: (\w+(?:, \w+)+)")


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook, as its cell declares it."""

    name: str
    type: str
    default: str
    help: str
    choices: tuple[str, ...] = ()

    def fitting(self, value: Any) -> Any:
        """Give a value in the declared type; ValueError where it does not fit.

        >>> Parameter("start", "str", '"lead"', "", ("lead", "opportunity")).fitting("deal")
        Traceback (most recent call last):
            ...
        revops.report.parameter_values.NotChosen: it takes one of: lead, opportunity
        """
        found = typed(value, self.type)
        left_empty = found == "" and self.default in ('""', "''")
        if self.choices and found not in self.choices and not left_empty:
            raise NotChosen(self.choices)
        return found


def declared(notebook: Path) -> dict[str, Parameter]:
    """List what a notebook's parameters cell declares."""
    from revops.report.lean import load_jsonschema

    load_jsonschema()
    from papermill.inspection import inspect_notebook

    escaped = str(notebook).replace("{", "{{").replace("}", "}}")
    found = inspect_notebook(escaped)
    return {
        name: Parameter(
            name, _type(given), given["default"], given["help"], _choices(given["help"])
        )
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
            values[name] = known[name].fitting(value)
        except ValueError as error:
            problems.append(f"{name} is {value!r}, but {error}")
    if problems:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        raise BadParameter(f"the notebook '{notebook.stem}' cannot run with these:\n{lines}")
    return values


def _choices(comment: str) -> tuple[str, ...]:
    """Read the values that a comment names.

    >>> _choices("the span of a cohort; one of: month, quarter, year")
    ('month', 'quarter', 'year')
    """
    found = _ONE_OF.search(comment)
    return tuple(found[1].split(", ")) if found else ()


def _type(given: Mapping[str, str]) -> str:
    """Name the declared type; a day is a text that holds a date, a week one that names it."""
    kind = given["inferred_type_name"].replace(" ", "")
    if kind == "str" and given["name"] == "week":
        return "week"
    return "date" if kind == "str" and given["name"] in ("as_of", "observed_from") else kind
