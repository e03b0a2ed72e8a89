"""What follows a run: red lines, the front page, notices, and old runs that leave.

Each part is tried for itself: one that fails is said, and keeps none of the others from happening.
"""

import shutil
from collections.abc import Callable, Sequence
from functools import partial

import polars as pl

from revops import history
from revops.delivery import Sent, keep
from revops.runs.alarms import Alarm
from revops.runs.diary import Diary
from revops.runs.faults import Fault, fault_of
from revops.runs.folders import folders
from revops.runs.front import write_front
from revops.runs.made import Made
from revops.runs.notices import is_asked, kind_of, send_alarms, send_outcome
from revops.runs.old_loads import drop_old_loads
from revops.runs.red import show, told_folder
from revops.runs.request import Request
from revops.runs.sweep import sweep
from revops.runs.unmade import missing_languages

#: Who is not told at once that a run was killed.
_WAITED_FOR = ("schedule", "watch")


def after(
    diary: Diary, request: Request, made: Sequence[Made], fault: Fault | None, code: int
) -> None:
    """Show, tell and tidy up after a run."""
    if fault and is_shown(request, fault):
        for language in missing_languages(request, made):
            _tried(diary, partial(_show, diary, request, language, fault))
    _tried(diary, lambda: _tidy(diary))
    _tried(diary, lambda: sweep(diary.workspace, now=diary.now()))
    _tried(diary, lambda: drop_old_loads(diary.workspace, now=diary.now()))
    _tried(diary, lambda: keep(diary.workspace))
    if request.out is None:
        _tried(diary, lambda: _front(diary))
    kind = kind_of(code, made, fault)
    if is_asked(request, kind, fault):
        _tried(diary, lambda: _log(diary, send_outcome(diary.workspace, kind, made, fault)))
    diary.note()


def is_shown(request: Request, fault: Fault) -> bool:
    """Say whether pages tell of a fault: not of a wrong word, nor of a run that waits its turn."""
    if fault.kind == "usage" or (fault.kind == "busy" and request.trigger in ("hand", "serve")):
        return False
    return request.is_last_try or not fault.is_passing


def _tried(diary: Diary, work: Callable[[], object]) -> None:
    """Do one part; what hinders it is a message."""
    try:
        work()
    except Exception as error:
        diary.tell(fault_of(error, diary.workspace).message)


def _show(diary: Diary, request: Request, language: str, fault: Fault) -> None:
    show(diary.workspace, request, language, fault, at=diary.started_at)


def _log(diary: Diary, sent: Sequence[Sent]) -> None:
    """Log what was sent; what could not be sent is told on the terminal too."""
    for each in sent:
        (diary.log if each.ok else diary.tell)(str(each))


def _front(diary: Diary) -> None:
    for hindered in write_front(diary.workspace, now=diary.now()):
        diary.tell(hindered)


def _tidy(diary: Diary) -> None:
    """Write down runs that were killed, tell of them, and let old ones leave."""
    workspace, kept = diary.workspace, diary.workspace.settings.history
    stopped = history.settle(workspace.state).filter(pl.col("trigger").is_in(_WAITED_FOR))
    told = [Alarm("stopped", each["started_at"], each["job"] or "") for each in stopped.to_dicts()]
    _log(diary, send_alarms(workspace, "failed", told))
    history.forget_old(
        workspace.state, keep_runs=kept.keep_runs, keep_days=kept.keep_days, now=diary.now()
    )
    if kept.keep_pages is not None:
        _drop_pages(diary, kept.keep_pages)


def _drop_pages(diary: Diary, keep: int) -> None:
    """Delete the oldest folders of pages; those of a last good run stay."""
    workspace = diary.workspace
    good = history.last_good(workspace.state)["folders"].explode(empty_as_null=True)
    safe = set(good.drop_nulls().to_list())
    for folder in folders(workspace)[keep:]:
        path = workspace.reports / folder.name
        if told_folder(workspace, path) not in safe:
            shutil.rmtree(path, ignore_errors=True)
