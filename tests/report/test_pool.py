"""Kernels are warm, forget what a notebook did, and go away with the run."""

import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from revops.report.execute import execute, submit
from revops.report.pool import KernelPool

LEAVES_TRACES = """import os, sys, warnings, decimal
import altair as alt, polars as pl
left = 1
os.environ["LEFT"] = "1"
os.chdir("/")
sys.path.insert(0, "/left")
warnings.simplefilter("error")
decimal.getcontext().prec = 3
alt.theme.enable("dark")
alt.data_transformers.enable("default", max_rows=7)
pl.Config.set_tbl_rows(1)"""

SHOWS_STATE = """import os, sys, warnings, decimal
import altair as alt, polars as pl
kept = sorted(name for name in dir() if not name.startswith("_"))
print(kept, os.environ.get("LEFT"), os.getcwd() == "/", "/left" in sys.path)
print(warnings.filters[0][0], decimal.getcontext().prec, alt.theme.active)
print(alt.data_transformers.options, pl.Config.state()["POLARS_FMT_MAX_ROWS"])
print(len(Out), Out is _oh)"""

TREE = """import sys, time
from pathlib import Path
from revops.report.pool import KernelPool
if __name__ == "__main__":
    with KernelPool(1, cwd=Path(sys.argv[1]), imports=[]) as pool:
        print(pool.submit(lambda kernel: kernel._process.pid).result(), flush=True)
        time.sleep(60)
"""


def state(path, pool):
    executed = execute(path, {}, pool)
    assert executed.error is None, executed.error
    return executed.notebook.cells[-1].outputs[0].text


def is_running(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def gone(pid, seconds=10.0):
    until = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(pid)


def test_a_notebook_finds_nothing_of_the_one_before(notebook, pool):
    shows = notebook("# Shows", SHOWS_STATE, name="shows")
    before = state(shows, pool)
    assert execute(notebook("# Leaves", LEAVES_TRACES, name="leaves"), {}, pool).error is None
    assert state(shows, pool) == before


def test_libraries_are_loaded_and_stay_loaded(notebook, pool):
    path = notebook("# Loaded", "import sys; print('altair' in sys.modules)", name="loaded")
    assert [state(path, pool), state(path, pool)] == ["True\n", "True\n"]


def test_notebooks_run_beside_one_another(notebook, tmp_path):
    waits = notebook("# Waits", "import time; time.sleep(1.5)", name="waits")
    with KernelPool(2, cwd=tmp_path, size=2, imports=[]) as pool:
        pool.submit(lambda kernel: None).result()
        pool.submit(lambda kernel: None).result()
        start = time.monotonic()
        both = [submit(waits, {}, pool), submit(waits, {}, pool)]
        assert [job.result().error for job in both] == [None, None]
        assert time.monotonic() - start < 2.8


def test_an_interrupted_run_ends_its_kernels_at_once(notebook, tmp_path):
    begun = tmp_path / "begun"
    code = f"import time; open({str(begun)!r}, 'w').close(); time.sleep(60)"
    waits = notebook("# Waits", code, name="waits")
    with (  # noqa: PT012
        pytest.raises(KeyboardInterrupt),
        KernelPool(1, cwd=tmp_path, imports=[]) as pool,
    ):
        pid = pool.submit(lambda kernel: kernel._process.pid).result()
        running, waiting = submit(waits, {}, pool), submit(waits, {}, pool)
        until = time.monotonic() + 60
        while not begun.exists() and time.monotonic() < until:
            time.sleep(0.05)
        start = time.monotonic()
        raise KeyboardInterrupt
    assert time.monotonic() - start < 20
    assert gone(pid)
    assert running.result().error.name == "DeadKernelError"
    assert waiting.cancelled()


@pytest.mark.parametrize("after", [0, 0.05, 0.4])
def test_a_run_that_is_refused_at_once_leaves_nothing(tmp_path, after):
    start, before = time.monotonic(), threading.active_count()
    with pytest.raises(ZeroDivisionError), KernelPool(1, cwd=tmp_path, imports=[]):  # noqa: PT012
        time.sleep(after)
        raise ZeroDivisionError
    assert time.monotonic() - start < 8
    assert threading.active_count() <= before
    assert not [child for child in psutil.Process().children() if str(tmp_path) == child.cwd()]


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_a_killed_run_leaves_no_kernel(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(TREE, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        pid = int(run.stdout.readline())
        assert is_running(pid)
        run.send_signal(signal.SIGKILL)
    assert gone(pid)


def test_a_kernel_writes_nothing_into_the_home_folder(notebook, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    with KernelPool(1, cwd=tmp_path, imports=[]) as pool:
        assert execute(notebook("# Funnel", "1 + 1"), {}, pool).error is None
    assert list(home.rglob("*")) == []


def test_a_folder_for_temporary_files_with_a_long_path_stops_no_kernel(
    tmp_path, notebook, monkeypatch
):
    """A socket's address has room for some hundred characters."""
    deep = tmp_path / ("a-folder-of-a-long-name-" * 4)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    with KernelPool(1, cwd=tmp_path, imports=[]) as pool:
        assert state(notebook("print(6 * 7)"), pool) == "42\n"
