"""One warm kernel: a Python process that runs one notebook after the other."""

import tempfile
from ast import literal_eval
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from revops.errors import ReportFailed
from revops.report.launch import environment, manager, place
from revops.report.lean import load_papermill

WARM = (
    "polars",
    "altair",
    "great_tables",
    "xlsxwriter",
    "babel.numbers",
    "revops.metrics",
    "revops.charts",
    "revops.report.page",
)
START_SECONDS = 120
_STATE = "__import__('revops.report.kernel_state', fromlist=['forget'])"


class Kernel:
    """One kernel process; all its methods but `kill` and `abandon` belong to one thread."""

    def __init__(self, cwd: Path, *, threads: int = 1, imports: Sequence[str] = WARM) -> None:
        self.cwd = cwd
        self.manager: Any = None
        self.client: Any = None
        self._imports = tuple(imports)
        self._threads = threads
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._used = False
        self._abandoned = False

    @property
    def _process(self) -> Any:
        """Give the process, where one was started."""
        return getattr(getattr(self.manager, "provisioner", None), "process", None)

    @property
    def alive(self) -> bool:
        """Say whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process, and load the libraries in it."""
        from jupyter_core.utils import run_sync

        self._go_on()
        self._folder = tempfile.TemporaryDirectory(
            prefix="revops-", dir=place(), ignore_cleanup_errors=True
        )
        self._launch(Path(self._folder.name))
        self._go_on()
        load_papermill()  # while the process starts
        self._go_on()
        try:
            run_sync(self.client.wait_for_ready)(timeout=START_SECONDS)
        except RuntimeError as error:
            raise ReportFailed(f"the kernel did not start: {error}\n{self._log()}") from error
        self._run(f"{_STATE}.warm_up({self._imports!r})")
        self._used = False

    def fresh(self) -> "Kernel":
        """Be ready for a notebook: reset, and started again where the process died."""
        if self.alive and self._used:
            with suppress(ReportFailed):
                self._run(f"{_STATE}.forget()")
                self._used = False
        if not self.alive or self._used:
            self.stop()
            self.start()
        self._used = True
        return self

    def stop(self) -> None:
        """End the process and remove its folder."""
        from jupyter_core.utils import run_sync

        if self.client is not None:
            self.client.stop_channels()
        if self.manager is not None:
            run_sync(self.manager.shutdown_kernel)(now=True)
        if self._folder is not None:
            self._folder.cleanup()
        self.manager = self.client = self._folder = None

    def kill(self) -> None:
        """End the process at once; any thread may call this."""
        if self._process is not None:
            self._process.kill()

    def abandon(self) -> None:
        """End the process for good, even one that is only starting; any thread may call this."""
        self._abandoned = True
        self.kill()

    def ask(self, expression: str) -> str | None:
        """Evaluate an expression that gives a text; none where it cannot be said."""
        self.client.execute("", silent=True, user_expressions={"asked": expression})
        found = self._reply().get("user_expressions", {}).get("asked", {})
        return str(literal_eval(found["data"]["text/plain"])) if "data" in found else None

    def _go_on(self) -> None:
        """Stop here where nobody waits for the kernel any more."""
        if self._abandoned:
            self.kill()
            raise ReportFailed("the run was stopped")

    def _launch(self, folder: Path) -> None:
        """Start the process and open the channels to it."""
        from jupyter_core.utils import run_sync

        self.manager = manager(folder)
        env = environment(folder, self._threads)
        with (folder / "kernel.log").open("wb") as log:
            start = run_sync(self.manager.start_kernel)
            start(cwd=str(self.cwd), env=env, stdout=log, stderr=log)
        self.client = self.manager.client()
        self.client.allow_stdin = False
        self.client.start_channels(hb=False)  # the process itself tells whether it lives

    def _run(self, code: str) -> None:
        """Run code that shows nothing; its error is ours."""
        self.client.execute(code, silent=True, store_history=False)
        reply = self._reply()
        if reply.get("status") != "ok":
            raise ReportFailed(f"the kernel failed: {reply.get('evalue', '')}\n{self._log()}")

    def _reply(self) -> dict[str, Any]:
        """Wait for an answer for as long as the process lives."""
        from jupyter_core.utils import run_sync

        while self.alive:
            with suppress(Empty):
                reply: dict[str, Any] = run_sync(self.client.get_shell_msg)(timeout=1)["content"]
                return reply
        return {"status": "error", "evalue": "its process died"}

    def _log(self) -> str:
        """Give the last lines that the process wrote."""
        if self._folder is None:
            return ""
        log = Path(self._folder.name, "kernel.log").read_text("utf-8", errors="replace")
        return "\n".join(log.splitlines()[-20:])
