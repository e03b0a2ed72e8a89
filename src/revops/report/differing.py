"""Which parameters of a run are not the usual ones, what its folder is then called, and its note.

The usual ones are the notebooks' defaults and the workspace's settings. A run with others stands
beside the usual pages of its period, never in their place.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from revops.report.chosen import chosen
from revops.report.notebooks import Notebook, listed
from revops.report.parameter_words import name_of, value_of
from revops.report.reviewed_week import LAST
from revops.text import N_, Text
from revops.workspace import Workspace

Changed = Mapping[str, tuple[Any, Any]]
_LENGTH = 8


def differing(
    workspace: Workspace,
    notebooks: Sequence[Notebook],
    parameters: Mapping[str, Mapping[str, Any]],
) -> dict[str, Changed]:
    """Give, by notebook, each parameter that is not the usual one: its value and the usual one.

    A notebook whose parameters are the usual ones is left out.
    """
    usual = chosen(workspace, notebooks, {})
    found = {
        each.name: {
            name: (value, usual[each.name].get(name, ""))
            for name, value in parameters[each.name].items()
            if not _is_same(name, value, usual[each.name].get(name, ""))
        }
        for each in notebooks
    }
    return {name: changed for name, changed in found.items() if changed}


def changed_by(
    workspace: Workspace, only: Sequence[str], given: Mapping[str, str] | None
) -> dict[str, Changed]:
    """Give, by notebook, which parameters are not the usual ones in a run that was given some."""
    if not given:
        return {}
    notebooks = listed(workspace, list(only))
    return differing(workspace, notebooks, chosen(workspace, notebooks, given))


def _is_same(name: str, value: Any, usual: Any) -> bool:
    """Say whether two values mean the same; the last week is what a page looks at anyway."""
    alike = ("", LAST) if name == "week" else ()
    return value == usual or (value in alike and usual in alike)


def suffix_of(changed: Mapping[str, Changed]) -> list[str]:
    """Give what the folder's name ends with: nothing, or a name for these very values.

    >>> suffix_of({}), suffix_of({"wins": {"days": (60, 30)}})
    ([], ['with-44013655'])
    """
    if not changed:
        return []
    values = {
        notebook: {name: value for name, (value, _) in each.items()}
        for notebook, each in changed.items()
    }
    written = json.dumps(values, sort_keys=True, default=str)
    return [f"with-{sha256(written.encode()).hexdigest()[:_LENGTH]}"]


def note_of(changed: Changed, text: Text) -> str:
    """Say on a page which of its parameters are not the usual ones.

    >>> from revops.text import load
    >>> note_of({"days": (60, 30)}, load("en"))
    'This page was made with other values than usual: Days looked at: 60 (usually 30).'
    """
    parts = [_part(name, value, usual, text) for name, (value, usual) in changed.items()]
    message = N_("This page was made with other values than usual: {values}.")
    return text(message, values="; ".join(parts))


def _part(name: str, value: Any, usual: Any, text: Text) -> str:
    told = {"name": name_of(name, text), "value": value_of(value, text) or text(N_("(empty)"))}
    if usual in ("", [], ()):
        return text(N_("{name}: {value}"), **told)
    return text(N_("{name}: {value} (usually {usual})"), **told, usual=value_of(usual, text))
