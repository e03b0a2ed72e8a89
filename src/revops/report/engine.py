"""The Papermill engine of this house: a notebook runs on a kernel that is already warm."""

from collections.abc import Callable
from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines

from revops.report.kernels import Kernel

NAME = "revops"
CELL_SECONDS = 1800


class WarmEngine(Engine):  # type: ignore[misc]
    """Run the cells on the kernel given, and leave the kernel running."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        kernel: Kernel,
        on_cell: Callable[..., None],
        **_: Any,
    ) -> None:
        """Run one notebook; `on_cell` hears of each cell before it starts."""
        client = PapermillNotebookClient(
            nb_man,
            km=kernel.manager,
            timeout=CELL_SECONDS,
            record_timing=False,
            store_widget_state=False,
            on_cell_start=on_cell,
        )
        client.kc = kernel.client
        client.execute()


def register() -> str:
    """Make the engine known to Papermill under its name."""
    papermill_engines.register(NAME, WarmEngine)
    return NAME
