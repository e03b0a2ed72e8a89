"""Serve a folder of exports: what arrives is loaded, checked, and on the pages it changes.

look -> a run, of which only the pages whose inputs changed are made again
-> kernels warm up -> wait for a change, and until its files are whole -> look -> ...
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from revops import store
from revops.errors import RevopsError
from revops.report.pool import KernelPool
from revops.runs import Outcome, Request
from revops.runs.carry_out import carry_out, with_report
from revops.runs.made import record_of
from revops.watching.alerts import waiter
from revops.watching.looked_at import Look, look
from revops.watching.settled import Settled
from revops.workspace import Workspace, open_workspace

_KERNELS = 2
_PACKAGE = Path(__file__).resolve().parents[1]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Watching:
    """How a workspace is watched; `day` gives its as-of day, which may pass while it waits."""

    root: Path
    day: Callable[[Workspace], date]
    stop: threading.Event
    tell: Tell
    languages: tuple[str, ...] = ()
    polling: bool = False
    settle_seconds: float = 1.0
    idle_seconds: float = 5.0
    most_runs: int = 100

    def serve(self) -> bool:
        """Make the pages, and again at each change, until asked to stop.

        Say whether the process should begin anew, with the change at hand still to be seen: after
        many runs, which leave a little memory behind each, or when revops itself was updated.
        """
        workspace, code = open_workspace(self.root), store.code_of(_PACKAGE)
        before, made_for, runs = Look(), date.min, 0
        while not self.stop.is_set():
            with KernelPool(_KERNELS, cwd=self.root) as pool:
                if runs and not (before := self._change(workspace, before, made_for)):
                    return False
                if runs >= self.most_runs or store.code_of(_PACKAGE) != code:
                    return True
                workspace = self._opened(workspace)
                before, made_for = before or look(workspace), self.day(workspace)
                outcome = self._made(workspace, made_for, pool)
                before = {} if outcome.is_passing else before
                runs += 1
        return False

    def _change(self, workspace: Workspace, before: Look, made_for: date) -> Look:
        """Wait for a change, or the next day; nothing at the end."""
        settled = Settled(
            partial(look, workspace),
            waiter({path.parent for path in before}, self.stop, polling=self.polling),
            self.tell,
            self.settle_seconds,
            self.idle_seconds,
            lambda: self.day(workspace) != made_for,
        )
        found = settled.next(before)
        if found is None:
            return {}
        self.tell(found[0].told() if before and found[0] else "again")
        return found[1]

    def _opened(self, before: Workspace) -> Workspace:
        """Read the settings again; where they are wrong now, say so and go on with those before."""
        try:
            return open_workspace(self.root)
        except RevopsError as error:
            self.tell(f"{error}\nUntil this is mended, the settings before it hold")
            return before

    def _made(self, workspace: Workspace, day: date, pool: KernelPool) -> Outcome:
        """Carry out one run, and tell what came of it."""
        began = perf_counter()
        request = Request(as_of=day, languages=self.languages, trigger="watch")
        outcome = carry_out(workspace, request, runner=partial(with_report, warm_pool=pool))
        for message in outcome.messages:
            self.tell(message)
        for index in outcome.indexes:
            seconds = record_of(index.parent).get("seconds", {}).get("by_notebook", {})
            n = sum(1 for each in seconds.values() if each)
            told = f"{n} pages made again, {len(seconds) - n} as before"
            self.tell(f"{told}, in {perf_counter() - began:.1f} s: {index}")
        return outcome
