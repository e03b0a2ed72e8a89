"""Which parameters each notebook of a run gets: its defaults, the settings', then those given.

Workspace, day and language belong to the run, and so to its own options.
"""

from ast import literal_eval
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from revops.errors import BadParameter, nearest
from revops.report.notebooks import Notebook
from revops.report.parameters import Parameter, checked, declared
from revops.workspace import Workspace

#: What the run itself gives to each notebook, and the option that says it.
OWN = {"workspace": "--workspace", "as_of": "--as-of", "language": "--language"}

Declared = Mapping[str, Mapping[str, Parameter]]


def chosen(
    workspace: Workspace, notebooks: Sequence[Notebook], given: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Give every notebook's parameters by its name; what does not fit is refused."""
    takes = {each.name: _takes(each.path) for each in notebooks}
    problems = [*_of_run(given), *_misplaced(workspace), *_taken_by_none(takes, given)]
    if problems:
        raise BadParameter("; ".join(problems))
    settings = workspace.settings.reports.parameters
    values = {
        each.name: {**settings.get(each.name, {}), **_its_own(takes, each.name, given)}
        for each in notebooks
    }
    return {
        each.name: {
            **_defaults(takes[each.name]),
            **(checked(each.path, values[each.name]) if values[each.name] else {}),
        }
        for each in notebooks
    }


def _takes(notebook: Path) -> dict[str, Parameter]:
    """List what a notebook takes: nothing, where it cannot be read, as its page will say."""
    try:
        return declared(notebook)
    except Exception:
        return {}


def _of_run(given: Mapping[str, Any]) -> Iterator[str]:
    """Refuse what is an option of the run."""
    for name in given:
        if name in OWN:
            yield f"{name} is the same for all that a run makes: give it with {OWN[name]}"


def _misplaced(workspace: Workspace) -> Iterator[str]:
    """Refuse settings for a report that is not there, or for the run itself."""
    there = workspace.notebooks()
    for report, values in workspace.settings.reports.parameters.items():
        place = f"revops.toml, reports.parameters.{report}"
        if report not in there:
            yield (
                f"{place}: there is no such report.{nearest(report, there)} "
                f"Known: {', '.join(there)}"
            )
        for name in values:
            if name in OWN:
                yield f"{place}: {name} is the same for all reports: give it with {OWN[name]}"


def _taken_by_none(takes: Declared, given: Mapping[str, Any]) -> Iterator[str]:
    """Refuse what none of several notebooks takes; one alone refuses it with its own words."""
    known = sorted({name for each in takes.values() for name in each} - OWN.keys())
    for name in given:
        if len(takes) > 1 and name not in known and name not in OWN:
            yield (
                f"no notebook takes the parameter '{name}'.{nearest(name, known)} "
                f"Known: {', '.join(known)}"
            )


def _its_own(takes: Declared, notebook: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what a notebook takes, where others run beside it."""
    return {k: v for k, v in given.items() if len(takes) == 1 or k in takes[notebook]}


def _defaults(takes: Mapping[str, Parameter]) -> dict[str, Any]:
    """Give the declared defaults that are plain values."""
    found = {}
    for name, parameter in takes.items():
        if name not in OWN:
            with suppress(ValueError, SyntaxError):
                found[name] = literal_eval(parameter.default)
    return found
