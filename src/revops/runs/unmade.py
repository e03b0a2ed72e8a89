"""What a run could not make, in the columns of the history and in words for pages."""

from collections.abc import Sequence
from typing import Any

from revops import text
from revops.runs.faults import Fault
from revops.runs.made import Made
from revops.runs.not_made import reports_of
from revops.runs.red import target
from revops.runs.request import Request
from revops.workspace import Workspace


def missing_languages(request: Request, made: Sequence[Made]) -> list[str]:
    """Give the languages whose pages were asked for and not made."""
    there = {each.language for each in made}
    return [language for language in request.languages if language not in there]


def unmade_pages(
    workspace: Workspace, request: Request, made: Sequence[Made], fault: Fault | None
) -> list[dict[str, Any]]:
    """Give one row a page that was asked for and that the run did not come to."""
    if fault is None or fault.kind in ("usage", "busy"):
        return []
    notebooks = reports_of(workspace, request.reports)
    return [
        {
            "language": language,
            "folder": target(workspace, request, language).name,
            "name": each.name,
            "title": each.translated(text.load(language))[0],
            "state": "not made",
        }
        for language in missing_languages(request, made)
        for each in notebooks
    ]


def shown_of(made: Sequence[Made], fault: Fault | None) -> list[str]:
    """Give what pages say of a run that did not end well, as messages to be translated."""
    if fault:
        return [fault.shown]
    found = [said for each in made for said in _blocking(each)]
    return list(dict.fromkeys(found))


def _blocking(made: Made) -> list[str]:
    """Give the descriptions of the checks that hold numbers back."""
    told = made.record.get("checks", {})
    reasons = " ".join(told.get("blocked", {}).values())
    return [
        each["description"]
        for each in told.get("failed", [])
        if each["severity"] == "critical" and each["description"] in reasons
    ]
