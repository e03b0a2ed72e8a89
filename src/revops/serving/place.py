"""Which workspace a server shows: the one it was told, or the nearest to its folder.

Its settings are read again whenever the file changes, so that a running server follows them.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from revops.workspace import Workspace, open_workspace
from revops.workspace.settings import SETTINGS_FILE
from revops.workspace.workspace import find


@dataclass
class Place:
    """The workspace of one server.

    `named` is the folder that was given to the server, `folder` where its notebooks are.
    """

    named: str
    folder: str
    _lock: Lock = field(default_factory=Lock)
    _last: tuple[object, Workspace] | None = None

    def root(self) -> Path:
        """Find the workspace's folder; RevopsError where there is none."""
        given = self.named or os.environ.get("REVOPS_WORKSPACE", "")
        return Path(given).expanduser().resolve() if given else find(Path(self.folder))

    def workspace(self) -> Workspace:
        """Open the workspace, or give the one of before while no file of its settings changed."""
        root = self.root()
        stamp = (root, *_stamps(root))
        with self._lock:
            if self._last is None or self._last[0] != stamp:
                self._last = (stamp, open_workspace(root))
            return self._last[1]


def _stamps(root: Path) -> list[tuple[str, int, int]]:
    """Tell the settings' and the agreement's files apart from what they were before."""
    files = [root / SETTINGS_FILE, *sorted((root / "agreement").rglob("*"))]
    known = [(path, path.stat()) for path in files if path.is_file()]
    return [(str(path), told.st_mtime_ns, told.st_size) for path, told in known]
