"""Two folders change places in one step."""

import sys
from pathlib import Path

import pytest

from revops.report import folder as folders
from revops.report.exchange import exchange


def two(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    return tmp_path / "old", tmp_path / "new"


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="has no such call")
def test_two_folders_change_places(tmp_path: Path) -> None:
    old, new = two(tmp_path)
    assert exchange(old, new)
    assert [path.name for path in old.iterdir()] == ["new"]
    assert [path.name for path in new.iterdir()] == ["old"]


def test_where_one_is_not_there_nothing_changes(tmp_path: Path) -> None:
    old, _ = two(tmp_path)
    assert not exchange(old, tmp_path / "nowhere")
    assert [path.name for path in old.iterdir()] == ["old"]


def test_a_drive_that_cannot_do_it_gets_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "exchange", lambda *_: False)
    old, new = two(tmp_path)
    folders._swap(new, old)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert [path.name for path in old.iterdir()] == ["new"]
