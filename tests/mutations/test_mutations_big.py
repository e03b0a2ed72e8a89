"""However a file of touches was mangled: read a stretch at a time, it says the same."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from revops.errors import SourceError
from revops.sources import OTHERWISE, Loaded, read_all
from revops.sources.reading import scanned
from revops.workspace.settings import ExportSettings
from tests.mutations.sheet import Cell, Sheet
from tests.mutations.spoil import spoiled
from tests.mutations.test_mutations import ZONE

BATCHES, EACH = 10, 40
SIDES = ("rejected", "readings", "files", "parts", "sums")


def touches(seed: Random) -> Sheet:
    """A website's touches, in the order of time."""
    at = datetime(2026, 1, 1)
    rows: list[list[Cell]] = []
    for number in range(seed.randrange(40, 120)):
        at += timedelta(hours=seed.randrange(1, 90), minutes=seed.randrange(60))
        who = seed.choice(("", f"H{seed.randrange(30)}", f"ana{seed.randrange(9)}@faro.example"))
        source = seed.choice(("google", "linkedin", "peña", "total", "")) or None
        visitor = str(10**16 + seed.randrange(10**12))
        rows.append([f"{number + 1:07}", who or None, visitor, at, "visit", source])
    header = ["touchpoint_id", "lead_id", "visitor_id", "occurred_at", "kind", "utm_source"]
    return Sheet(header, rows, {"source": "utm.touchpoints"}, "touchpoints")


def read(export: ExportSettings, root: Path, unread: bool) -> Loaded | list[str]:
    """Read a file, or give what is wrong with it."""
    try:
        return read_all([export], root=root, zone=ZONE, unread=unread)
    except SourceError as error:
        return error.problems


def at_a_glance(export: ExportSettings, root: Path) -> tuple[Loaded, pl.DataFrame] | None:
    """Read a file by a glance, and its rows; nothing where that is not possible or misled."""
    try:
        big = read_all([export], root=root, zone=ZONE, unread=True, glanced=True)
        found = [rows.collect(engine="streaming") for rows in big.stored.values()]
    except OTHERWISE:
        return None
    return (big, found[0]) if found else None


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mangled_file_is_read_the_same_a_stretch_at_a_time(
    batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanned, "BIG", 0)
    n_streamed = n_glanced = 0
    for seed in range(batch * EACH, (batch + 1) * EACH):
        sheet = spoiled(touches(Random(seed)), Random(seed + 1))
        (tmp_path / "spoiled.csv").write_bytes(sheet.content()[0])
        export = ExportSettings.model_validate({**sheet.source, "path": "spoiled.csv"})
        small, big = read(export, tmp_path, False), read(export, tmp_path, True)
        if isinstance(small, list) or isinstance(big, list):
            assert small == big, sheet.done
            continue
        n_streamed += bool(big.stored)
        for name, frame in small.tables.items():
            found = big.stored[name].collect() if big.stored else big.tables[name]
            assert_frame_equal(found, frame)
        for side in SIDES:
            assert_frame_equal(getattr(big, side), getattr(small, side))
        if glanced := at_a_glance(export, tmp_path):
            n_glanced += 1
            quick, rows = glanced
            assert_frame_equal(rows, small.tables["touchpoints"])
            slim = quick.tables["touchpoints"].cast({"from_file": pl.String})
            assert_frame_equal(slim, rows.select(slim.columns))
            for side in SIDES:
                assert_frame_equal(getattr(quick, side), getattr(small, side))
    assert n_streamed > EACH / 10
    assert n_glanced > EACH / 20
