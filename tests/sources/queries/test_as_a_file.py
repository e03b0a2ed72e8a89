"""A query in a vendor's shape gives what the vendor's file gives, up to where it came from."""

import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal
from tests.conftest import CAST, SETTINGS

from revops.load import load
from revops.workspace import open_workspace

PLACE = ("from_file", "from_row")
QUERIES = """
company = "Faro"
currency = "USD"
as_of = 2026-06-30
exports = [
  { source = "hubspot.contacts", query = "select * from contacts", uri = "sqlite:crm.db" },
  { source = "hubspot.deals", query = "select * from deals", uri = "sqlite:crm.db", \
currency = "USD" },
  { source = "utm.touchpoints", query = "select * from touches", uri = "sqlite:crm.db" },
]
"""


def _workspace(folder: Path, settings: str) -> Path:
    folder.mkdir()
    (folder / "revops.toml").write_text(settings.replace("\\\n", ""), encoding="utf-8")
    for name, text in CAST.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_whole_cast_comes_alike_from_files_and_from_a_database(tmp_path: Path) -> None:
    files = _workspace(tmp_path / "files", SETTINGS)
    asked = _workspace(tmp_path / "asked", QUERIES)
    with closing(sqlite3.connect(asked / "crm.db")) as crm:
        for name in CAST:
            rows = pl.read_csv(asked / f"{name}.csv", infer_schema=False)
            columns = ", ".join(f'"{column}" text' for column in rows.columns)
            crm.execute(f"create table {name} ({columns})")
            marks = ", ".join("?" * rows.width)
            crm.executemany(f"insert into {name} values ({marks})", rows.rows())
        crm.commit()
    one, other = load(open_workspace(files)), load(open_workspace(asked))
    assert one.tables.keys() == other.tables.keys()
    for name, frame in one.tables.items():
        assert_frame_equal(frame.drop(PLACE), other.tables[name].drop(PLACE))
    steps = ["table", "step", "n_rows"]
    assert_frame_equal(one.ledger.select(steps), other.ledger.select(steps))
    assert one.rejected.drop(PLACE).equals(other.rejected.drop(PLACE))
