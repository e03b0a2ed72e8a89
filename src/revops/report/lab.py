"""Open a workspace's notebooks in JupyterLab, with a kernel named `revops`.

The kernel is registered inside the environment that revops runs in, so nothing of the user's
own Jupyter set-up changes. A workspace without notebooks of its own gets the package's listed
beside it: they are copied only when it has none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from revops.workspace import Workspace, packed

KERNEL = "revops"
#: JupyterLab asks the network for news and newer versions unless told not to.
_QUIET = (
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


def register_kernel() -> None:
    """Register the kernel `revops` in this environment."""
    from ipykernel.kernelspec import install

    install(prefix=sys.prefix, kernel_name=KERNEL, display_name="revops")


def own_notebooks(workspace: Workspace) -> None:
    """Copy the package's notebooks into a workspace that has none, for its analysts to change."""
    folder = workspace.root / "notebooks"
    if not folder.exists():
        folder.mkdir()
        for path in sorted(packed("notebooks").glob("*.ipynb")):
            shutil.copyfile(path, folder / path.name)


def open_lab(workspace: Workspace, arguments: Sequence[str] = ()) -> int:
    """Open JupyterLab on the workspace; give its exit code."""
    register_kernel()
    own_notebooks(workspace)
    environment = {**os.environ, "REVOPS_WORKSPACE": str(workspace.root)}
    place = f"--ServerApp.root_dir={workspace.root}"
    command = [sys.executable, "-m", "jupyterlab", place, *_QUIET, *arguments]
    # a list, no shell: this very Python, and what the user typed after it
    done = subprocess.run(command, env=environment, check=False)  # nosec B603
    return done.returncode
