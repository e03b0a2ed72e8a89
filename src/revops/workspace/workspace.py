"""A workspace: any folder with a revops.toml, its settings, its agreement and its paths.

Notebooks and expectations come from the installed package; a workspace's own file of the
same name wins.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from revops.errors import RevopsError
from revops.workspace.agreement import Agreement, read_agreement
from revops.workspace.read import read_toml
from revops.workspace.settings import SETTINGS_FILE, Settings

_PACKAGE = Path(__file__).resolve().parents[1]


def packed(kind: str) -> Path:
    """Find the folder that the package brings: packed into the wheel, or beside src/."""
    inside = _PACKAGE / "_packed" / kind
    return inside if inside.is_dir() else _PACKAGE.parents[1] / kind


def _files(kind: str, root: Path, suffix: str) -> dict[str, Path]:
    """List files by stem, the workspace's own before the package's."""
    found: dict[str, Path] = {}
    for folder in (packed(kind), root / kind):
        if folder.is_dir():
            found |= {path.stem: path for path in sorted(folder.glob(f"*{suffix}"))}
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Workspace:
    """One company's settings, agreement and places."""

    root: Path
    settings: Settings
    agreement: Agreement

    @property
    def state(self) -> Path:
        """The folder of snapshots."""
        return self.root / ".revops"

    @property
    def reports(self) -> Path:
        """The folder of finished reports."""
        return self.root / os.path.expandvars(self.settings.reports.folder)

    def notebooks(self) -> dict[str, Path]:
        """List the notebooks by name."""
        return _files("notebooks", self.root, ".ipynb")

    def suites(self) -> dict[str, Path]:
        """List the expectation suites by table."""
        return _files("expectations", self.root, ".json")


def find(start: Path | None = None) -> Path:
    """Find the nearest folder with a revops.toml, from here upwards.

    The environment variable REVOPS_WORKSPACE names it where it is set.
    """
    if start is None and os.environ.get("REVOPS_WORKSPACE"):
        return Path(os.environ["REVOPS_WORKSPACE"])
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise RevopsError(
        f"no revops.toml in {here} or above it. Go to a workspace, name one with "
        "--workspace DIR, or make one with: revops new DIR"
    )


def read_settings(root: Path) -> Settings:
    """Read the settings of a workspace."""
    there = {"reports": list(_files("notebooks", root, ".ipynb"))}
    return read_toml(root / SETTINGS_FILE, Settings, shown=str(SETTINGS_FILE), context=there)


def open_workspace(folder: str | Path = "") -> Workspace:
    """Open a workspace: the folder given, or the nearest one upwards."""
    root = Path(folder).expanduser().resolve() if str(folder) else find().resolve()
    return Workspace(root, read_settings(root), read_agreement(root / "agreement"))
