"""A few runs in a row leave no process, open file or folder; the long soak is a benchmark."""

import importlib.util
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def soak() -> Any:
    """The benchmark itself, as a module."""
    spec = importlib.util.spec_from_file_location("soak", ROOT / "benchmarks" / "soak.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["soak"] = module
    spec.loader.exec_module(module)
    return module


def test_five_runs_leave_nothing_open(
    soak: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory(prefix="soak-") as temporary:  # short: sockets lie in it
        monkeypatch.setattr("tempfile.tempdir", temporary)
        found = list(soak.soak(soak.small(tmp_path / "w"), 5))
    assert [each.exit_code for each in found] == [0] * 5
    assert [each.children for each in found] == [found[0].children] * 5
    assert [each.temporary for each in found] == [0] * 5
    assert found[4].state_kb < found[3].state_kb + 60  # the day's check
    assert found[4].pages_kb < found[3].pages_kb * 1.1  # of five folders four are kept
    assert found[4].handles <= found[1].handles + 8  # what the first runs open for good


def test_growth_is_seen(soak: Any) -> None:
    runs = [soak.Left(n, 0, 500.0, 20 + n, 0, 9, 0, 50.0, 80.0, 60.0) for n in range(1, 31)]
    told = soak.slopes(runs)
    assert told["handles"] == pytest.approx(1)
    assert told["rss_mb"] == pytest.approx(0, abs=1e-9)
