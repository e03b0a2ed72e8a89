"""One run: load, check, compute, execute every notebook, render every page, put it in place.

    kernels warm up in the background
    load -> check -> numbers -> notebooks -> pages -> index, metrics, run.json

The folder is built aside and renamed at the end. What the workspace's data cannot give is said
on the page and in run.json; a notebook that fails gives a page that says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from revops import text
from revops.errors import BadParameter
from revops.report import parameters as notebook_parameters
from revops.report.execute import submit
from revops.report.folder import built, locked
from revops.report.notebooks import Notebook, listed
from revops.report.pages import write_pages
from revops.report.pool import KernelPool
from revops.report.prepare import prepare
from revops.report.results import PageResult, gather
from revops.report.write import write_metrics, write_run
from revops.workspace import Workspace

_OWN = ("workspace", "as_of", "language")


@dataclass(frozen=True)
class Done:
    """A finished run: its index page, its exit code, and what to tell on the terminal."""

    index: Path
    exit_code: int
    messages: list[str]


class Steps:
    """Tell each step as it begins, and keep its seconds."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.seconds: dict[str, float] = {}
        self._step, self._since = "", perf_counter()

    def __call__(self, step: str) -> None:
        """Begin a step; the one before ends."""
        now = perf_counter()
        if self._step:
            spent = self.seconds.get(self._step, 0.0) + now - self._since
            self.seconds[self._step] = round(spent, 3)
        self._step, self._since = step, now
        if step:
            self.say(step)


def folder_name(workspace: Workspace, as_of: date, language: str, only: Sequence[str]) -> str:
    """Name the folder of a run: its period, then what makes it a special one.

    A run in another language than the workspace's, or of one report only, stands beside the
    main one instead of replacing it.
    """
    year, week, _ = as_of.isocalendar()
    period = {"week": f"{year}-W{week:02}", "month": f"{as_of:%Y-%m}", "day": as_of.isoformat()}
    other = [language] if language != workspace.settings.language else []
    return "-".join([period[workspace.settings.reports.period], *other, *only])


def _parameters(
    workspace: Workspace, notebooks: Sequence[Notebook], given: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Check every notebook's parameters; one that no notebook takes is refused."""
    settings = workspace.settings.reports.parameters
    takes = {each.name: notebook_parameters.declared(each.path) for each in notebooks}
    unknown = [name for name in given if not any(name in known for known in takes.values())]
    if unknown and len(notebooks) > 1:
        choices = sorted({name for known in takes.values() for name in known} - set(_OWN))
        raise BadParameter(
            f"no notebook takes the parameter '{unknown[0]}'. Known: {', '.join(choices)}"
        )
    several = len(notebooks) > 1
    return {
        each.name: notebook_parameters.checked(
            each.path,
            {
                **settings.get(each.name, {}),
                **{k: v for k, v in given.items() if not several or k in takes[each.name]},
            },
        )
        for each in notebooks
    }


def run(
    workspace: Workspace,
    *,
    as_of: date,
    out: Path | None = None,
    language: str = "",
    only: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Done:
    """Run a workspace's notebooks into one folder of pages; give its index page and exit code."""
    words = text.load(language or workspace.settings.language)
    notebooks = listed(workspace, list(only))
    chosen = _parameters(workspace, notebooks, given or {})
    target = (out or workspace.reports) / folder_name(workspace, as_of, words.language, only)
    steps = Steps(say)
    own = {
        "workspace": str(workspace.root),
        "as_of": as_of.isoformat(),
        "language": words.language,
    }
    with locked(workspace.state / "run"), built(target) as building:
        with KernelPool(len(notebooks), cwd=workspace.root) as pool:
            snapshot, checked = prepare(workspace, as_of=as_of, say=steps)
            steps("notebooks")
            waiting = [submit(each.path, {**own, **chosen[each.name]}, pool) for each in notebooks]
            results = gather(workspace, snapshot, checked, as_of=as_of, language=words.language)
            pages = [
                PageResult(each, future.result(), {**own, **chosen[each.name]})
                for each, future in zip(notebooks, waiting, strict=True)
            ]
        steps("pages")
        results = results.with_pages(pages)
        write_pages(building, results, words, target.name)
        write_metrics(building, results.published)
        steps("")
        write_run(building, results, steps.seconds)
    return Done(target / "index.html", results.exit_code, results.messages())
