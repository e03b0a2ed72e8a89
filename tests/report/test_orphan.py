"""A kernel whose run was killed ends by itself, and leaves no folder."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

KILLED = """import os
from pathlib import Path
from revops.report.kernels import Kernel
kernel = Kernel(Path.cwd(), imports=())
kernel.start()
print(kernel._folder.name, kernel._process.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.skipif(os.name == "nt", reason="Windows tells ipykernel by itself")
def test_a_kernel_ends_with_the_run_that_started_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED]
    killed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    folder, pid = killed.stdout.decode().split()
    until = time.monotonic() + 30
    while Path(folder).exists() or is_alive(int(pid)):
        assert time.monotonic() < until
        time.sleep(0.1)
