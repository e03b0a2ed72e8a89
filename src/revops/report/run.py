"""One run: load, check, compute, execute every notebook, render every page, put it in place.

    kernels warm up in the background
    load -> check -> numbers -> notebooks -> pages -> index, metrics, run.json

The folder is built aside and renamed at the end. What the workspace's data cannot give is said
on the page and in run.json; a notebook that fails gives a page that says so.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from revops import text
from revops.report.chosen import chosen
from revops.report.differing import changed_by, suffix_of
from revops.report.earlier import named
from revops.report.executing import finished, started
from revops.report.folder import built, locked
from revops.report.kept_pages import Made
from revops.report.lean import load_jsonschema
from revops.report.notebooks import Notebook, listed
from revops.report.pages import write_pages
from revops.report.pool import KernelPool
from revops.report.prepare import prepare
from revops.report.render import warm
from revops.report.results import PageResult, Results, gather
from revops.report.write import write_metrics, write_run
from revops.workspace import Workspace


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
            self.detail(step)

    def detail(self, step: str) -> None:
        """Tell a part of a step."""
        self.say(step)


def period_of(workspace: Workspace, as_of: date) -> str:
    """Name the period of a run as the settings ask: a week, a month or a day."""
    year, week, _ = as_of.isocalendar()
    named = {"week": f"{year}-W{week:02}", "month": f"{as_of:%Y-%m}", "day": as_of.isoformat()}
    return named[workspace.settings.reports.period]


def folder_name(
    workspace: Workspace,
    as_of: date,
    language: str,
    only: Sequence[str],
    load_name: str,
    given: Mapping[str, str] | None = None,
) -> str:
    """Name the folder of a run: its period, then what makes it a special one.

    A run in another language than the workspace's, of one report only, of an earlier load, or
    with other parameters than the usual ones, stands beside the main one instead of replacing it.
    """
    other = [language] if language != workspace.settings.language else []
    load = [f"load-{named(workspace.state, load_name)[:8]}"] if load_name else []
    values = suffix_of(changed_by(workspace, only, given))
    return "-".join([period_of(workspace, as_of), *other, *only, *load, *values])


def _made(
    workspace: Workspace,
    notebooks: Sequence[Notebook],
    parameters: Mapping[str, Mapping[str, Any]],
    as_of: date,
    language: str,
    steps: Steps,
    load_name: str,
    warm_pool: KernelPool | None,
) -> Results:
    """Load, check and compute, while the kernels warm up and then run the notebooks."""
    own = {"workspace": str(workspace.root), "as_of": as_of.isoformat(), "language": language}
    given = {each.name: {**own, **parameters[each.name]} for each in notebooks}
    cold = KernelPool(len(notebooks), cwd=workspace.root)
    with nullcontext(warm_pool) if warm_pool else cold as pool:
        snapshot, checked = prepare(workspace, as_of=as_of, say=steps, load_name=load_name)
        steps("notebooks")
        words = text.load(language)
        made = Made(workspace, snapshot, checked, as_of, words) if warm_pool else None
        waiting = started(notebooks, given, pool, made)
        results = gather(workspace, snapshot, checked, as_of=as_of, language=language)
        warm()
        pages = []
        for each, executed in finished(notebooks, given, waiting, made):
            steps.detail(f"notebook {each.name}")
            pages.append(PageResult(each, executed, given[each.name]))
    steps("pages")
    return results.with_pages(pages)


def run(
    workspace: Workspace,
    *,
    as_of: date,
    out: Path | None = None,
    language: str = "",
    only: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
    say: Callable[[str], None] = lambda _: None,
    load_name: str = "",
    warm_pool: KernelPool | None = None,
) -> Done:
    """Run a workspace's notebooks into one folder of pages; give its index page and exit code.

    `load_name` names an earlier load to make them of. With kernels that are warm already
    (`warm_pool`), only the notebooks run whose pages would come out otherwise than before.
    """
    load_jsonschema()
    words = text.load(language or workspace.settings.language)
    notebooks = listed(workspace, list(only))
    parameters = chosen(workspace, notebooks, given or {})
    folder = folder_name(workspace, as_of, words.language, only, load_name, given)
    target = (out or workspace.reports) / folder
    steps = Steps(say)
    taken: list[str] = []
    what = "this workspace's reports"
    state = locked(workspace.state / "run", what=what, tell=taken.append)
    with state, built(target) as building:
        results = _made(
            workspace, notebooks, parameters, as_of, words.language, steps, load_name, warm_pool
        )
        results = replace(results, changed=changed_by(workspace, only, given))
        write_pages(building, results, words, period_of(workspace, as_of))
        write_metrics(building, results.published)
        steps("")
        write_run(building, results, steps.seconds)
    return Done(target / "index.html", results.exit_code, [*taken, *results.messages()])
