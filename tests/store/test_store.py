"""Snapshots: content-addressed, atomic, and readable as of any earlier load."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from revops import store
from revops.errors import RevopsError
from revops.tables import TABLES


def snapshot(name: str, *users: str) -> store.Snapshot:
    table = TABLES["users"].empty()
    rows = pl.DataFrame({"user_id": list(users)})
    nothing = pl.DataFrame({"id": []}, schema={"id": pl.String})
    filled = pl.concat([table, rows], how="diagonal")
    return store.Snapshot(name, {"users": filled}, *[nothing] * len(store.SIDE))


def test_what_is_written_is_read_back_with_its_types(tmp_path: Path) -> None:
    store.write(tmp_path, snapshot("a", "U1"))
    back = store.read(tmp_path)
    assert back.name == "a"
    assert_frame_equal(back.tables["users"], snapshot("a", "U1").tables["users"])
    assert back.tables["users"].schema == TABLES["users"].schema()


def test_the_same_load_twice_makes_nothing_new(tmp_path: Path) -> None:
    store.write(tmp_path, snapshot("a", "U1"))
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "snapshots").rglob("*")}
    store.write(tmp_path, snapshot("a", "U1"))
    assert before == {p: p.stat().st_mtime_ns for p in (tmp_path / "snapshots").rglob("*")}
    assert store.listed(tmp_path) == ["a"]


def test_an_earlier_load_can_still_be_read(tmp_path: Path) -> None:
    store.write(tmp_path, snapshot("a", "U1"))
    store.write(tmp_path, snapshot("b", "U1", "U2"))
    assert store.read(tmp_path).tables["users"].height == 2
    assert store.read(tmp_path, "a").tables["users"].height == 1
    assert store.listed(tmp_path) == ["a", "b"]


def test_a_killed_load_leaves_the_last_good_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(tmp_path, snapshot("a", "U1"))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(pl.DataFrame, "write_parquet", killed)
        with pytest.raises(KeyboardInterrupt):
            store.write(tmp_path, snapshot("b", "U1", "U2"))
    assert store.read(tmp_path).name == "a"
    assert not store.exists(tmp_path, "b")
    store.write(tmp_path, snapshot("b", "U1", "U2"))
    assert store.read(tmp_path).name == "b"


def test_half_a_snapshot_does_not_count(tmp_path: Path) -> None:
    store.write(tmp_path, snapshot("a", "U1"))
    (tmp_path / "snapshots" / "a" / "files.parquet").unlink()
    with pytest.raises(RevopsError, match="no snapshot named 'a'"):
        store.read(tmp_path)
    shutil.rmtree(tmp_path / "snapshots")


def test_nothing_loaded_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RevopsError, match="revops load"):
        store.read(tmp_path)


def test_a_table_is_read_when_it_is_asked_for_and_then_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(tmp_path, snapshot("a", "U1"))
    tables = store.read(tmp_path).tables
    read: list[int] = []
    collect = pl.LazyFrame.collect

    def counted(self: pl.LazyFrame, **options: object) -> pl.DataFrame:
        read.append(1)
        return collect(self, **options)

    monkeypatch.setattr(pl.LazyFrame, "collect", counted)
    assert "users" in tables
    assert "leads" not in tables
    assert [*tables] == [*store.unread(tables)] == ["users"]
    assert not read
    assert tables["users"] is tables["users"]
    assert len(read) == 1
