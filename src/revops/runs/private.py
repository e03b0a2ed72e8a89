"""A message as it may be kept and shown: no mailbox, no telephone, no path of the machine."""

import re

from revops.report.privacy import without_address
from revops.workspace import Workspace

_PHONE = re.compile(r"\+\d[\d ().-]{6,}\d")
_MASK = "+…"


def masked(message: str, workspace: Workspace) -> str:
    """Mask e-mail addresses and telephone numbers, and tell paths from the workspace on."""
    told = _PHONE.sub(_MASK, without_address(message, show_names=False))
    return told.replace(f"{workspace.root}/", "").replace(str(workspace.root), ".")
