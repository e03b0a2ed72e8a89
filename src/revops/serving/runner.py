"""Runs what forms ask for, one at a time, each in a process of its own.

The server's loop goes on meanwhile, and what a run takes of memory is given back at its end.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock, Thread

from revops.serving.asked import Asked, Wanted

_KEPT = 50
#: The process that carries one run out.
PROGRAM: Sequence[str] = (sys.executable, "-m", "revops.serving.one_run")
_LOST = {"exit_code": 3, "page": "", "messages": [], "is_busy": False}


class Runner:
    """The runs that this server was asked for: the one under way, and the last ones."""

    def __init__(self, program: Sequence[str] = ()) -> None:
        self._program = list(program or PROGRAM)
        self._asked: dict[str, Asked] = {}
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._is_stopped = False

    def ask(self, wanted: Wanted) -> tuple[Asked, bool]:
        """Begin a run and give it with True; while another is under way, give that and False."""
        with self._lock:
            if under_way := self.under_way():
                return under_way, False
            asked = Asked(wanted)
            self._asked[asked.id] = asked
            for old in list(self._asked)[:-_KEPT]:
                del self._asked[old]
        Thread(target=self._carry_out, args=(asked,), daemon=True).start()
        return asked, True

    def under_way(self) -> Asked | None:
        """Give the run that is under way."""
        return next((each for each in self._asked.values() if not each.is_over), None)

    def find(self, name: str) -> Asked | None:
        """Give a run by its id; None where this server does not know it (any more)."""
        return self._asked.get(name)

    def stop(self) -> None:
        """End the run that is under way, and begin none, because the server ends."""
        self._is_stopped = True
        if (process := self._process) and process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)

    def _carry_out(self, asked: Asked) -> None:
        """Run one process, and take what it says, line by line."""
        try:
            pipe = subprocess.PIPE
            with subprocess.Popen(  # nosec B603  # our own programme; what is asked goes by its pipe
                self._program, stdin=pipe, stdout=pipe, text=True, encoding="utf-8"
            ) as process:
                self._process = process
                if self._is_stopped:
                    process.terminate()
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(json.dumps(asked.wanted.message()))
                process.stdin.close()
                for line in process.stdout:
                    with suppress(ValueError):
                        asked.told(json.loads(line))
        except OSError as error:
            asked.told({**_LOST, "messages": [str(error)]})
        finally:
            if not asked.is_over:
                asked.told(_LOST)
