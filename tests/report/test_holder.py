"""Who holds a lock: a dead holder is followed, and named; one on another host only when silent."""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revops.errors import Busy
from revops.report import holder
from revops.report.folder import locked
from revops.report.holder import SILENT_SECONDS, Holder, held, holder_of

KILLED = """import os, sys
from pathlib import Path
from revops.report.folder import locked
with locked(Path(sys.argv[1])):
    os._exit(9)
"""


def left(folder: Path, host: str, silent: float) -> Path:
    """Leave a file as a holder does that let go of nothing."""
    path = folder / ".run.holder"
    path.write_text(json.dumps({"pid": 12, "host": host}), "utf-8")
    moment = time.time() - silent
    os.utime(path, (moment, moment))
    return path


def test_a_killed_holder_is_followed_and_named(tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path / "run")])
    assert killed.wait() == 9
    told: list[str] = []
    with locked(tmp_path / "run", what="the reports", tell=told.append):
        pass
    fact = f"process {killed.pid} ended without letting go of the reports: its lock is taken over"
    assert told == [fact]
    with locked(tmp_path / "run", tell=told.append):
        assert len(told) == 1


def test_a_holder_on_another_host_is_left_alone_while_it_lives(tmp_path: Path) -> None:
    left(tmp_path, "office", silent=20)
    fact = r"\(process 12 on office\), which showed a sign of life (19|20|21) seconds ago\. Wait"
    with pytest.raises(Busy, match=fact), locked(tmp_path / "run", seconds=0.1):
        pass
    assert holder_of(tmp_path / ".run.holder") == Holder(12, "office")


def test_a_holder_on_another_host_that_is_silent_is_followed(tmp_path: Path) -> None:
    left(tmp_path, "office", silent=SILENT_SECONDS + 5)
    told: list[str] = []
    with locked(tmp_path / "run", tell=told.append):
        assert holder_of(tmp_path / ".run.holder") == Holder(os.getpid(), platform.node())
    assert told[0].startswith("process 12 on office ended without letting go")


def test_a_refused_lock_can_be_had_later(tmp_path: Path) -> None:
    path = left(tmp_path, "office", silent=0)
    with pytest.raises(Busy), locked(tmp_path / "run", seconds=0.1):
        pass
    path.unlink()
    with locked(tmp_path / "run", seconds=0.1):
        pass


def test_a_holder_shows_that_it_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holder, "BEAT_SECONDS", 0.05)
    path = tmp_path / ".run.holder"
    with held(path):
        os.utime(path, (0, 0))
        for _ in range(100):
            if path.stat().st_mtime:
                break
            time.sleep(0.05)
        assert path.stat().st_mtime > 0
    assert not path.exists()


@pytest.mark.parametrize("text", ["", "12", "{", '{"pid": 3}', "[]"])
def test_what_another_version_or_a_full_disk_left_stops_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / ".run.holder").write_text(text, "utf-8")
    with locked(tmp_path / "run", seconds=0.1):
        pass
