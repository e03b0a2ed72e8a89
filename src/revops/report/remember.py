"""What a check leaves behind for people and for the next load: quarantine and trend."""

from datetime import date

from revops.checks import Checked
from revops.report.kept_checks import keep
from revops.report.quarantine import write_quarantine
from revops.store import Snapshot
from revops.workspace import Workspace


def remember(
    workspace: Workspace, snapshot: Snapshot, found: Checked, *, as_of: date, checked: str
) -> None:
    """Set out the rows that a check set aside, and keep what it found for the trend.

    `checked` names all that its result depends on; of a check that is remembered already nothing
    is written.
    """
    show_names = workspace.settings.privacy.show_names
    told = {"as_of": as_of.isoformat(), "checked": checked, "snapshot": snapshot.name}
    write_quarantine(workspace.state, found.quarantined, told, show_names=show_names)
    keep(workspace, snapshot, found, as_of=as_of, checked=checked)
