"""A few runs in a row leave no process, open file or folder; the long soak is a benchmark."""

import gc
import importlib.util
import sys
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.conftest import ROOT

FEW = 100


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


def counted() -> int:
    """Count the objects that Python keeps."""
    gc.collect()
    return len(gc.get_objects())


def test_five_runs_leave_nothing_open(
    soak: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory(prefix="soak-") as temporary:  # short: sockets lie in it
        monkeypatch.setattr("tempfile.tempdir", temporary)
        objects: list[int] = []
        found = list(soak.soak(soak.small(tmp_path / "w"), 5, lambda _: objects.append(counted())))
    assert [each.exit_code for each in found] == [0] * 5
    assert [each.children for each in found] == [found[0].children] * 5
    assert [each.temporary for each in found] == [0] * 5
    assert found[4].state_kb < found[3].state_kb + 60  # the day's check
    assert found[4].pages_kb < found[3].pages_kb * 1.1  # of five folders four are kept
    assert found[4].handles <= found[1].handles + 8  # what the first runs open for good
    grown = [later - earlier for earlier, later in pairwise(objects[1:])]
    assert min(grown) < FEW, grown  # a leak shows in each run; these are caches that have a bound


def test_growth_is_seen(soak: Any) -> None:
    runs = [soak.Left(n, 0, 500.0, 20 + n, 0, 9, 0, 50.0, 80.0, 60.0) for n in range(1, 31)]
    told = soak.slopes(runs)
    assert told["handles"] == pytest.approx(1)
    assert told["rss_mb"] == pytest.approx(0, abs=1e-9)


def memory(soak: Any, rss: Sequence[float]) -> float:
    """Tell by how much the memory of so many runs is said to grow in each."""
    runs = [soak.Left(n, 0, mb, 20, 0, 9, 0, 50.0, 80.0, 60.0) for n, mb in enumerate(rss, 1)]
    return float(soak.slopes(runs)["rss_mb"])


def test_memory_that_goes_on_growing_is_told_from_memory_that_warms_up(soak: Any) -> None:
    warming = [600 + min(n, 50) for n in range(100)]
    leaking = [mb + 0.2 * n for n, mb in enumerate(warming)]
    assert memory(soak, warming) == pytest.approx(0, abs=1e-9)
    assert memory(soak, leaking) == pytest.approx(0.2)
    assert soak.BOUNDS["rss_mb"] < 0.2


def test_each_day_has_a_clock_that_stands_on_it(soak: Any) -> None:
    clock = soak.clock_of(date(2026, 1, 2))
    first, second = clock(), clock()
    assert first.date() == date(2026, 1, 2)
    assert second >= first
