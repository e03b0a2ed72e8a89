"""A load is compared with those before it: a cut export, a jump of direct."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from revops import checks, store
from revops.load import load
from revops.report.prepare import check, prepare
from revops.workspace import open_workspace

DAY = date(2026, 6, 30)
SETTINGS = """
company = "Faro"
currency = "USD"
as_of = 2026-06-30
exports = [{ source = "utm.touchpoints", path = "touches.csv" }]
"""
CHANNELS = """\
kind,source,medium,channel
touchpoint,google,cpc,paid_search
touchpoint,,,direct
"""
HEADER = "touchpoint_id,lead_id,occurred_at,kind,utm_source,utm_medium,utm_campaign\n"


def touch(n: int, tags: str) -> str:
    return f"t{n},{n},2026-06-{n % 28 + 1:02d}T08:{n % 60:02d}:00Z,click,{tags}\n"


def write(folder: Path, n_rows: int, n_direct: int = 0) -> None:
    """Export so many touches, the first ones without tags."""
    rows = [touch(n, ",," if n < n_direct else "google,cpc,brand") for n in range(n_rows)]
    (folder / "touches.csv").write_text(HEADER + "".join(rows), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with four loads of about four thousand touches."""
    (tmp_path / "agreement").mkdir()
    (tmp_path / "agreement" / "channels.csv").write_text(CHANNELS, encoding="utf-8")
    (tmp_path / "revops.toml").write_text(SETTINGS, encoding="utf-8")
    for n in range(4):
        write(tmp_path, 4000 + 20 * n, n_direct=400)
        load(open_workspace(tmp_path))
    return tmp_path


def failed(checked: checks.Checked) -> dict[str, tuple[str, bool]]:
    """Give what fails of the checks that earlier loads set."""
    asked = pl.col("check_id").str.contains("rows_|share_usual")
    found = checked.results.filter(asked, pl.col("status") == "failed")
    return {name: (severity, blocks) for name, severity, blocks in
            found.select("check_id", "severity", "blocks").rows()}  # fmt: skip


def test_a_load_like_those_before_it_passes(folder: Path) -> None:
    write(folder, 4100, n_direct=420)
    assert failed(prepare(open_workspace(folder), as_of=DAY)[1]) == {}


def test_a_cut_export_holds_back_what_is_made_of_touches(folder: Path) -> None:
    write(folder, 900, n_direct=90)
    checked = prepare(open_workspace(folder), as_of=DAY)[1]
    assert failed(checked) == {
        "touchpoints.rows_in_band": ("warning", False),
        "touchpoints.rows_not_collapsed": ("critical", True),
    }
    assert "table:touchpoints" in checked.blocked


def test_a_jump_of_direct_is_a_warning(folder: Path) -> None:
    write(folder, 4080, n_direct=1200)
    found = prepare(open_workspace(folder), as_of=DAY)[1]
    assert failed(found) == {"touchpoints.direct_share_usual": ("warning", False)}


def test_a_past_load_is_judged_by_its_own_past(folder: Path) -> None:
    """The third load has two before it: what they set is info, whatever came later."""
    workspace = open_workspace(folder)
    write(folder, 900)
    last = load(workspace)
    third = store.listed(workspace.state)[2]
    assert failed(check(workspace, store.read(workspace.state, third), as_of=DAY)) == {}
    assert checks.bounds(workspace.state, store.read(workspace.state, third)).n_loads == {
        "touchpoints": 2
    }
    assert checks.bounds(workspace.state, last).n_loads == {"touchpoints": 4}
