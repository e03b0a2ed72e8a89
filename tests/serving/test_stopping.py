"""When the server ends, the run that it began ends with it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.serving.conftest import FAKE, Site
from tests.serving.test_served import post

TOLD = FAKE.replace("wanted = ", "import os; wanted = ").replace(
    'root = Path(wanted["root"])',
    'root = Path(wanted["root"]); (root / "pid").write_text(str(os.getpid()))',
)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="asks for a process as Unix does")
def test_a_run_ends_with_its_server(
    tmp_path: Path,
    make_workspace: Callable[[Path], Path],
    start_site: Callable[..., Iterator[Site]],
) -> None:
    root = make_workspace(tmp_path / "faro")
    fake = f"import revops.serving.runner as r; r.PROGRAM = (sys.executable, '-c', {TOLD!r})"
    server = start_site(root, fake)
    visitor = next(server).logged_in()
    assert post(visitor, days="60").status == 303
    for _ in range(200):
        if (root / "pid").is_file() and (root / "pid").read_text():
            break
        time.sleep(0.05)
    pid = int((root / "pid").read_text())
    assert is_alive(pid)
    server.close()  # type: ignore[attr-defined]
    assert not is_alive(pid)
