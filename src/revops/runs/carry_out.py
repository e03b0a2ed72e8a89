"""Carry a run out: written down as it begins and as it ends, however it ends, and told.

    history: running -> each language's pages -> history: ok | blocked | failed | stopped
    -> red lines where pages could not be made -> front page -> notices -> old runs leave

Nothing that goes wrong inside is raised; only an interruption is, after it is written down.
"""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from revops.report import run as report_run
from revops.report.pool import KernelPool
from revops.runs.aftermath import after
from revops.runs.alarms import AGAIN
from revops.runs.clock import now as clock
from revops.runs.diary import Diary
from revops.runs.faults import Fault, fault_of
from revops.runs.made import Made, checks, inputs, pages, record_of, steps, summary
from revops.runs.red import told_folder
from revops.runs.request import Outcome, Request
from revops.runs.unmade import shown_of, unmade_pages
from revops.workspace import Workspace

Say = Callable[[str], None]
_STATES = {0: "ok", 1: "blocked"}


class Runner(Protocol):
    """What makes the pages of one language: `revops.report.run.run`, or a test's own."""

    def __call__(self, workspace: Workspace, request: Request, language: str, say: Say) -> Made:
        """Make the pages."""


def carry_out(
    workspace: Workspace,
    request: Request,
    *,
    now: Callable[[], datetime] = clock,
    say: Say = lambda _: None,
    runner: Runner | None = None,
) -> Outcome:
    """Run the reports of a request in each language, and write down what came of it.

    Exit codes: 0 all well; 1 a critical check failed; 2 wrong settings or input; 3 a report
    failed, or the program did.
    """
    own = (workspace.settings.language,)
    asked = dataclasses.replace(request, languages=request.languages or own)
    diary = Diary(workspace, asked, now)
    made: list[Made] = []
    fault = None
    try:
        for language in asked.languages:
            made.append((runner or with_report)(workspace, asked, language, _told(diary, say)))
    except Exception as error:
        fault = fault_of(error, workspace)
    except BaseException:
        diary.finish({"state": "stopped"})
        raise
    _tell(diary, made, fault)
    code = max([fault.exit_code if fault else 0, *(each.exit_code for each in made)])
    _finish(diary, asked, made, fault, code)
    after(diary, asked, made, fault, code)
    indexes = tuple(each.index for each in made)
    is_passing = bool(fault and fault.is_passing)
    return Outcome(diary.run_id, code, indexes, diary.messages, is_passing)


def with_report(
    workspace: Workspace,
    request: Request,
    language: str,
    say: Say,
    *,
    warm_pool: KernelPool | None = None,
) -> Made:
    """Make the pages of one language by the report layer, on warm kernels where there are some."""
    done = report_run.run(
        workspace,
        as_of=request.as_of,
        out=request.out,
        language=language,
        only=list(request.reports),
        given=request.given,
        say=say,
        load_name=request.load_name,
        warm_pool=warm_pool,
    )
    record = record_of(done.index.parent)
    return Made(done.index, done.exit_code, done.messages, language, record)


def _told(diary: Diary, say: Say) -> Say:
    """Tell each step to the log too."""

    def tell(step: str) -> None:
        diary.log(step)
        say(step)

    return tell


def _kind(request: Request, fault: Fault | None) -> str:
    """Name a fault in the history; one that will be tried again says nothing of the pages yet."""
    if fault is None:
        return ""
    return AGAIN if fault.is_passing and not request.is_last_try else fault.kind


def _tell(diary: Diary, made: list[Made], fault: Fault | None) -> None:
    """Tell what came of the pages, once where languages say the same, and what stopped the run."""
    for message in dict.fromkeys(message for each in made for message in each.messages):
        diary.tell(message)
    if fault:
        diary.tell(fault.message)
    if fault and fault.trace:
        diary.log(fault.trace)
        diary.tell(f"where it happened is told by: revops runs {diary.run_id}")


def _finish(
    diary: Diary, request: Request, made: list[Made], fault: Fault | None, code: int
) -> None:
    """Write the end of the run into the history."""
    workspace = diary.workspace
    row = {
        "state": _STATES.get(code, "failed") if fault is None else "failed",
        "exit_code": code,
        "folders": [told_folder(workspace, each.folder) for each in made],
        "fault": _kind(request, fault),
        "shown": shown_of(made, fault),
        **(summary(made[0]) if made else {}),
    }
    diary.finish(
        row,
        inputs=inputs(made[0]) if made else [],
        checks=checks(made[0]) if made else [],
        steps=[step for each in made for step in steps(each)],
        pages=[
            *(p for m in made for p in pages(m)),
            *unmade_pages(workspace, request, made, fault),
        ],
    )
