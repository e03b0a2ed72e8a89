"""What is looked at: exports, agreement, settings, and not what revops writes itself."""

from pathlib import Path

from revops.watching.looked_at import change, look
from revops.watching.whole import unfinished
from revops.workspace import open_workspace


def names(folder: Path) -> set[str]:
    return {path.name for path in look(open_workspace(folder))}


def test_exports_the_agreement_and_the_settings_are_looked_at(cast: Path) -> None:
    (cast / "agreement").mkdir(exist_ok=True)
    (cast / "agreement" / "sla.toml").write_text("attempts = 2\n", "utf-8")
    (cast / "notes.txt").write_text("nothing", "utf-8")
    assert {"contacts.csv", "deals.csv", "touches.csv", "revops.toml", "sla.toml"} <= names(cast)
    assert "notes.txt" not in names(cast)


def test_an_export_that_is_not_there_yet_is_seen_when_it_comes(cast: Path) -> None:
    touches = (cast / "touches.csv").read_bytes()
    (cast / "touches.csv").unlink()
    workspace = open_workspace(cast)
    before = look(workspace)
    (cast / "touches.csv").write_bytes(touches)
    assert change(before, look(workspace)).told() == "new: touches.csv"


def test_what_a_run_writes_is_no_reason_for_the_next(cast: Path) -> None:
    workspace = open_workspace(cast)
    before = look(workspace)
    for name in ("reports", ".revops"):
        (cast / name).mkdir(exist_ok=True)
        (cast / name / "deals.csv").write_text("x", "utf-8")
    assert not change(before, look(workspace))


def test_a_folder_is_no_file_and_is_not_waited_for(cast: Path) -> None:
    (cast / "agreement" / "qualified_lead").mkdir(parents=True, exist_ok=True)
    found = look(open_workspace(cast))
    assert all(path.is_file() for path in found)
    assert unfinished(found) == []
