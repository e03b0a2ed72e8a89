"""How a kernel process is started: by this Python, alone, with nothing of the user's settings.

No installed kernel is needed, no profile is read, no history is written, and the two
processes talk over sockets in a private folder rather than over the network.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

_ARGUMENTS = (
    "-Xfrozen_modules=off",
    "-P",  # nothing is imported from the folder that it is started in
    "-m",
    "revops.report.kernel_main",
    "-f",
    "{connection_file}",
    "--HistoryManager.enabled=False",
    "--InteractiveShell.colors=NoColor",
)


#: A socket's address may have some hundred characters, and a kernel adds thirty to its folder's.
_LONGEST = 70
_SHORT = Path("/tmp")  # nosec B108  # a folder made in it is its owner's alone


def place() -> Path:
    """Give the folder in which kernels get theirs: the usual one, unless its path is too long."""
    usual = Path(tempfile.gettempdir())
    is_short = os.name == "nt" or len(str(usual)) <= _LONGEST
    return usual if is_short or not os.access(_SHORT, os.W_OK) else _SHORT


def environment(folder: Path, threads: int) -> dict[str, str]:
    """Give a kernel its environment: the same order, clock and place whoever runs it."""
    return {
        **os.environ,
        "IPYTHONDIR": str(folder / "ipython"),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "POLARS_MAX_THREADS": str(threads),
        "REVOPS_RENDER": "1",
    }


def manager(folder: Path) -> Any:
    """Make the manager of one process of this very Python."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    class Here(KernelSpecManager):
        """The one kernel that there is: this Python."""

        def get_kernel_spec(self, kernel_name: str) -> Any:
            return KernelSpec(
                argv=[sys.executable, *_ARGUMENTS],
                display_name=kernel_name,
                language="python",
                metadata={"supported_encryption": "curve"},
            )

    return AsyncKernelManager(
        kernel_spec_manager=Here(), connection_file=str(folder / "kernel.json"), **_transport()
    )


def _transport() -> dict[str, str]:
    """Choose sockets in the folder; Windows has only the network, so encrypted there."""
    if os.name == "nt":
        return {"transport": "tcp", "transport_encryption": "auto"}
    return {"transport": "ipc"}
