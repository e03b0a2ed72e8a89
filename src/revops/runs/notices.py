"""Tell people of a run, where the workspace or the request asks for it."""

from collections.abc import Sequence

from revops import text
from revops.checks.freshness import STALE
from revops.delivery import Kind, Notice, Sent, Standing, send, told
from revops.runs.alarm_words import alarm_line
from revops.runs.alarms import Alarm
from revops.runs.faults import Fault
from revops.runs.made import Made
from revops.runs.request import Request
from revops.workspace import Workspace


def kind_of(code: int, made: Sequence[Made], fault: Fault | None) -> Kind:
    """Say what kind of thing happened.

    >>> kind_of(0, [], None), kind_of(2, [], None)
    ('done', 'failed')
    """
    if fault or code > 1:
        return "failed"
    if code == 0:
        return "done"
    return "stale" if all(_is_stale(each) for each in made if each.exit_code) else "blocked"


def _is_stale(made: Made) -> bool:
    """Say whether all that is held back is so because a source is too old."""
    blocked = made.record.get("checks", {}).get("blocked", {})
    return bool(blocked) and all(STALE in why for why in blocked.values())


def is_asked(request: Request, kind: Kind, fault: Fault | None) -> bool:
    """Say whether anybody is to be told.

    What went well is told where the request asks for it. What went wrong is told in any case,
    but for what somebody tries by hand: single reports, other values, other folders, earlier
    loads, wrong words.
    """
    if fault and fault.is_passing and not request.is_last_try:
        return False
    if request.deliver:
        return True
    by_hand = request.trigger in ("hand", "serve")
    tried = request.reports or request.given or request.out or request.load_name
    if by_hand and (tried or (fault and fault.kind in ("usage", "busy"))):
        return False
    return kind != "done"


def send_outcome(
    workspace: Workspace, kind: Kind, made: Sequence[Made], fault: Fault | None
) -> list[Sent]:
    """Send what came of a run, in each of its languages; say how that went."""
    if fault:
        words = text.load(workspace.settings.language)
        why = [words(fault.shown)]
        notices = [told(workspace, None, kind, why=why, language=words.language)]
    else:
        notices = [told(workspace, each.folder, kind) for each in made]
    return _sent(workspace, notices)


def send_refused(stands: Standing, why: str) -> list[Sent]:
    """Send that a run could not even begin, by the channels that can still be read."""
    workspace = stands.workspace
    words = text.load(workspace.settings.language)
    lines = [words(why), *([words(stands.said)] if stands.said else [])]
    return _sent(workspace, [told(workspace, None, "failed", why=lines, language=words.language)])


def send_alarms(workspace: Workspace, kind: Kind, found: Sequence[Alarm]) -> list[Sent]:
    """Send that runs were stopped, or did not start."""
    if not found:
        return []
    words = text.load(workspace.settings.language)
    lines = [alarm_line(each, words, workspace.settings.zone) for each in found]
    return _sent(workspace, [told(workspace, None, kind, why=lines, language=words.language)])


def _sent(workspace: Workspace, notices: Sequence[Notice]) -> list[Sent]:
    """Send where anything is set up; a channel that fails is said, and stops nothing."""
    if not workspace.settings.delivery:
        return []
    return send(workspace, *notices)
