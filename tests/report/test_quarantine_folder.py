"""The quarantine folder names each row set aside once, and is replaced whole."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.checks import QUARANTINED
from revops.report import quarantine as module
from revops.report.folder import built
from revops.report.quarantine import FOLDER, is_about, n_set_aside, write_quarantine

ABOUT = {"as_of": "2026-06-30", "checked": "one", "snapshot": "s"}


def aside(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {
        "table": "leads",
        "from_vendor": "hubspot",
        "from_file": "contacts.csv",
        "record_id": "L1",
        "column": "status",
        "reason": "Unknown status.",
    }
    return pl.DataFrame([usual | row for row in rows], schema=QUARANTINED)


def read(state: Path, table: str = "leads") -> list[dict[str, Any]]:
    return pl.read_csv(state / FOLDER / f"{table}.csv", infer_schema=False).to_dicts()


def names(state: Path) -> list[str]:
    return sorted(path.name for path in (state / FOLDER).iterdir())


def test_a_row_stands_once_with_all_of_its_reasons_in_the_order_of_the_table(
    tmp_path: Path,
) -> None:
    rows = aside(
        {"place": 7, "from_row": 9, "record_id": "L8", "raw": "sold"},
        {"place": 2, "from_row": 4},
        {"place": 7, "from_row": 9, "record_id": "L8", "column": "day", "reason": "No day."},
        {"place": 0, "from_row": 2, "table": "spend", "record_id": None},
    )
    write_quarantine(tmp_path, rows, ABOUT)
    assert names(tmp_path) == ["about.json", "leads.csv", "spend.csv"]
    told = read(tmp_path)
    assert [row["from_row"] for row in told] == ["4", "9"]
    assert told[1] == {
        "from_vendor": "hubspot",
        "from_file": "contacts.csv",
        "from_row": "9",
        "record_id": "L8",
        "columns": "status, day",
        "reasons": "Unknown status. No day.",
        "values": "sold",
    }
    assert n_set_aside(rows) == {"leads": 2, "spend": 1}


def test_rows_of_one_place_in_a_file_are_rows_still(tmp_path: Path) -> None:
    """One row of a file may give several rows of a table, as a deal gives its stages."""
    rows = aside({"place": 1, "from_row": 5}, {"place": 2, "from_row": 5})
    write_quarantine(tmp_path, rows, ABOUT)
    assert len(read(tmp_path)) == n_set_aside(rows)["leads"] == 2


def test_a_mended_source_empties_the_folder(tmp_path: Path) -> None:
    write_quarantine(tmp_path, aside({"place": 1}), ABOUT)
    write_quarantine(tmp_path, aside(), ABOUT | {"checked": "two"})
    assert names(tmp_path) == ["about.json"]
    assert json.loads((tmp_path / FOLDER / "about.json").read_text("utf-8"))["checked"] == "two"


def test_text_is_harmless_and_names_nobody(tmp_path: Path) -> None:
    rows = aside({"place": 1, "record_id": "=1+1", "raw": "deal of ana@aurora.example"})
    write_quarantine(tmp_path, rows, ABOUT)
    (row,) = read(tmp_path)
    assert row["record_id"] == "'=1+1"
    assert row["values"] == "deal of …@…"
    write_quarantine(tmp_path, rows, ABOUT, show_names=True)
    assert read(tmp_path)[0]["values"] == "deal of ana@aurora.example"


def test_a_folder_that_another_check_writes_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.05)
    write_quarantine(tmp_path, aside({"place": 1}), ABOUT)
    other = ABOUT | {"checked": "two"}
    with built(tmp_path / FOLDER) as building:
        write_quarantine(tmp_path, aside(), other)
        (building / "about.json").write_text("{", "utf-8")
        assert is_about(tmp_path, ABOUT)
        assert not is_about(tmp_path, other)
    assert not is_about(tmp_path, ABOUT)  # what cannot be read is of no check
