"""What a form shows and asks for: made from a notebook's parameters cell and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from revops import text
from revops.report.chosen import OWN, chosen
from revops.report.notebooks import Notebook, listed
from revops.report.parameters import declared
from revops.serving.asked import Wanted
from revops.serving.clock import today
from revops.serving.fields import Field, fields, filled, given
from revops.text import N_, Text
from revops.workspace import Workspace
from revops.workspace.workspace import packed

_UNREADABLE = N_("The parameters of the notebook cannot be read: {error}")
_UNKNOWN = N_("The report has no parameter {name}.")


@dataclass(frozen=True)
class Form:
    """A report's form: its words, its fields, and what is wrong with it as a whole."""

    workspace: Workspace
    notebook: Notebook
    words: Text
    fields: list[Field]
    problems: Sequence[str] = ()

    @property
    def is_good(self) -> bool:
        """Say whether it can be run as it is."""
        return not self.problems and not any(each.error for each in self.fields)

    def wanted(self) -> Wanted:
        """Give the run that it asks for."""
        values = {each.parameter.name: each.value for each in self.fields}
        settings = self.workspace.settings
        return Wanted(
            root=str(self.workspace.root),
            report=self.notebook.name,
            title=self.notebook.translated(self.words)[0],
            language=values.get("language") or settings.language,
            as_of=date.fromisoformat(values.get("as_of") or today(self.workspace).isoformat()),
            given=given(self.fields, tuple(OWN)),
        )


def is_ours(workspace: Workspace, path: Path) -> bool:
    """Say whether a notebook, links followed, lies in the workspace's or the package's folder."""
    real = path.resolve()
    folders = (workspace.root / "notebooks", packed("notebooks"))
    inside = workspace.root.resolve(), packed("notebooks").resolve()
    return path.parent in folders and any(real.is_relative_to(each) for each in inside)


def made(workspace: Workspace, report: str, typed: Mapping[str, str]) -> Form | None:
    """Make the form of a report, with what was typed; None where there is no such report."""
    found = [each for each in listed(workspace) if each.name == report]
    if not found or not is_ours(workspace, found[0].path):
        return None
    (notebook,) = found
    words = text.load(workspace.settings.language)
    try:
        takes = declared(notebook.path)
    except Exception as error:  # papermill raises what it likes
        return Form(workspace, notebook, words, [], [words(_UNREADABLE, error=str(error))])
    own = {"as_of": today(workspace).isoformat(), "language": workspace.settings.language}
    usual = {**chosen(workspace, [notebook], {})[report], **own}
    models = _models() if "model" in takes else []
    asked = fields(takes, usual, words, models)
    unknown = [words(_UNKNOWN, name=name) for name in typed if name not in takes]
    judged = filled(asked, typed, words) if typed else asked
    return Form(workspace, notebook, words, judged, unknown)


def _models() -> list[str]:
    from revops.attribution import MODELS

    return list(MODELS)
