"""Drives that are full, that can only be read, or that go away: said clearly, and nothing lost."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unattended.conftest import WEEK, bytes_of

from revops import history, store

Call = Callable[..., Any]


def mount(place: Path, *options: str) -> None:
    """Mount a small file system of its own; without the right to, the test is skipped."""
    place.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", *options, "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("needs the right to mount a tmpfs")


@pytest.fixture
def place(small: Call, tmp_path: Path) -> Iterator[Path]:
    """A small workspace; what a test mounts in it is taken down."""
    made = small(tmp_path / "w")
    yield made
    for folder in ("reports", ".revops", "state"):
        subprocess.run(["umount", "-l", made / folder], capture_output=True, check=False)


@pytest.fixture
def run(zygote: Any, place: Path, tmp_path: Path) -> Call:
    """Run it: first with kernels, then with what they gave."""
    executed = tmp_path / "executed.pkl"

    def go() -> dict[str, Any]:
        how = "executed" if executed.exists() else "keep"
        told: dict[str, Any] = zygote(place, **{how: str(executed)})
        return told

    return go


def fill(folder: Path) -> Path:
    """Fill a drive up to its last byte."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 10, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return ballast


def changed(place: Path) -> None:
    path = place / "contacts.csv"
    path.write_text(path.read_text("utf-8").replace("Farid", "Fabio"), "utf-8")


def stands(place: Path, before: dict[str, bytes]) -> None:
    """Say that no page, no number and no snapshot was lost."""
    names = {name for name in before if not name.endswith(".html")}
    now = bytes_of(place / "reports" / WEEK)
    assert now.keys() == before.keys()
    assert {name: now[name] for name in names} == {name: before[name] for name in names}
    assert store.read(place / ".revops").tables["leads"].height == 6


@pytest.mark.parametrize("folder", [".revops", "reports"])
def test_a_full_disk(folder: str, place: Path, run: Call) -> None:
    mount(place / folder, "-o", "size=8m")
    assert run()["code"] == 0
    before = bytes_of(place / "reports" / WEEK)
    changed(place)
    ballast = fill(place / folder)
    full = run()
    assert full["code"] == 2, full["said"]
    assert "the disk is full. Make room and run again" in full["said"]
    assert "Traceback" not in full["said"]
    stands(place, before)
    ballast.unlink()
    again = run()
    assert again["code"] == 0, again["said"]
    assert history.runs(place / ".revops")["state"][0] == "ok"
    assert bytes_of(place / "reports" / WEEK).keys() == before.keys()


@pytest.mark.parametrize("folder", [".revops", "reports"])
def test_a_folder_that_can_only_be_read(folder: str, place: Path, run: Call) -> None:
    mount(place / folder, "-o", "size=8m")
    assert run()["code"] == 0
    before = bytes_of(place / "reports" / WEEK)
    changed(place)
    subprocess.run(["mount", "-o", "remount,ro", place / folder], check=True)
    refused = run()
    assert refused["code"] == 2, refused["said"]
    assert "the disk can only be read. Make it writable and run again" in refused["said"]
    assert "Traceback" not in refused["said"]
    stands(place, before)
    subprocess.run(["mount", "-o", "remount,rw", place / folder], check=True)
    again = run()
    assert again["code"] == 0, again["said"]


@pytest.mark.parametrize("error", [errno.EIO, errno.ESTALE])
def test_a_network_drive_that_vanishes_in_mid_read(
    error: int, cast: Path, revops: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert revops("load", "--workspace", cast).exit_code == 0
    before = store.current(cast / ".revops")
    changed(cast)
    real, reads = Path.read_bytes, []

    def read_bytes(path: Path) -> bytes:
        if path.suffix == ".csv" and path.parent == cast:
            reads.append(path)
            if len(reads) == 2:
                raise OSError(error, os.strerror(error), str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    done = revops("run", "--workspace", cast)
    assert reads[1:]
    assert done.exit_code == 2
    assert os.strerror(error) in done.stderr
    assert "Traceback" not in done.stderr
    assert store.current(cast / ".revops") == before
    told = history.runs(cast / ".revops")
    assert (told["state"][0], told["fault"][0]) == ("failed", "passing")


def test_a_file_that_is_cut_off_between_its_hash_and_its_reading(
    cast: Path, revops: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        data = real(path)
        return data[: len(data) // 2] if path.name == "deals.csv" else data

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    done = revops("load", "--workspace", cast)
    assert done.exit_code == 2
    assert "deals.csv" in done.stderr
    assert not (cast / ".revops" / "current").exists()
    monkeypatch.undo()
    assert revops("load", "--workspace", cast).exit_code == 0
