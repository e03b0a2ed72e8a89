"""A folder is whole or not there, and belongs to one run at a time."""

import os
import subprocess
import sys

import pytest

from revops.errors import Busy
from revops.report.folder import built, locked

KILLED = """import os, sys
from pathlib import Path
from revops.report.folder import built
with built(Path(sys.argv[1])) as building:
    (building / "index.html").write_text("half")
    os._exit(9)
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def test_a_new_folder_takes_the_place_of_the_old_one(tmp_path):
    target = tmp_path / "reports" / "2026-W26"
    for words in ("old", "new"):
        with built(target) as building:
            (building / f"{words}.html").write_text(words)
            assert not (target / f"{words}.html").exists()
    assert [path.name for path in target.iterdir()] == ["new.html"]
    assert names(target.parent) == ["2026-W26"]


def test_work_that_fails_changes_nothing(tmp_path):
    target = tmp_path / "2026-W26"
    with built(target) as building:
        (building / "index.html").write_text("old")
    with pytest.raises(ZeroDivisionError), built(target) as building:  # noqa: PT012
        (building / "index.html").write_text("half")
        raise ZeroDivisionError
    assert (target / "index.html").read_text() == "old"
    assert names(tmp_path) == ["2026-W26"]


def test_a_killed_run_leaves_the_folder_before_it_and_the_next_one_cleans_up(tmp_path):
    target = tmp_path / "2026-W26"
    with built(target) as building:
        (building / "index.html").write_text("old")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert killed.returncode == 9
    assert (target / "index.html").read_text() == "old"
    assert len(names(tmp_path)) == 2
    with built(target) as building:
        (building / "index.html").write_text("new")
    assert names(tmp_path) == ["2026-W26"]


def test_a_run_that_died_between_two_renames_is_undone(tmp_path):
    target = tmp_path / "2026-W26"
    aside = tmp_path / ".2026-W26.before-1"
    aside.mkdir()
    (aside / "index.html").write_text("old")
    with pytest.raises(ZeroDivisionError), built(target):
        raise ZeroDivisionError
    assert (target / "index.html").read_text() == "old"


def test_two_runs_on_one_folder_do_not_mix(tmp_path):
    target = tmp_path / "2026-W26"
    busy = rf"another run is writing 2026-W26 \(process {os.getpid()}\)\. Wait for it, or name"
    with built(target), pytest.raises(Busy, match=busy), built(target, seconds=0.1):
        pass
    with built(target, seconds=0.1):
        pass


def test_runs_on_different_folders_do_not_wait_for_each_other(tmp_path):
    with locked(tmp_path / "2026-W26"), locked(tmp_path / "2026-W27", seconds=0.1):
        pass
