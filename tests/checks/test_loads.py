"""Earlier loads: of the same exports, each content once, kept when the snapshot is not."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from revops import checks, store
from revops.checks import channels, loads, measures
from revops.load.channels import UNMAPPED
from revops.sources.building.loaded import FILES, LEDGER, READINGS, SUMS
from revops.sources.building.rejected import REJECTED
from revops.tables import TABLES

MERGES = pl.DataFrame(schema={"table": pl.String, "from_id": pl.String, "to_id": pl.String})
NONE = pl.DataFrame(schema={"table": pl.String})
Write = Callable[..., store.Snapshot]


def snapshot(
    name: str, ids: int | list[str], content: str = "", source: str = "crm", day: int = 0
) -> store.Snapshot:
    """Build a load of so many accounts from one file."""
    names = [f"A{n}" for n in range(ids)] if isinstance(ids, int) else ids
    accounts = pl.DataFrame({"account_id": names}, schema={"account_id": pl.String})
    file = {
        "path": "a.csv", "source": source, "sha256": content or name, "n_rows": len(names),
        "n_totals": 0, "tables": ["accounts"], "export": 1,
        "state_at": datetime(2026, 6, day, tzinfo=UTC) if day else None,
    }  # fmt: skip
    tables = {"accounts": pl.concat([TABLES["accounts"].empty(), accounts], how="diagonal")}
    rejected = pl.DataFrame(schema=REJECTED)
    side = (pl.DataFrame([file], schema=FILES), *map(pl.Schema.to_frame, (READINGS, LEDGER, SUMS)))
    return store.Snapshot(name, tables, rejected, MERGES, *side, NONE, NONE)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Load one after the other; give the newest."""

    def written(*made: store.Snapshot) -> store.Snapshot:
        for one in made:
            store.write(tmp_path, one)
        return store.read(tmp_path, made[-1].name)

    return written


def past(state: Path, newest: store.Snapshot) -> list[str]:
    return list(loads.earlier(state, newest.name, measures.measured(newest)))


def test_what_is_unmapped_is_called_as_the_load_calls_it() -> None:
    assert channels.UNMAPPED == UNMAPPED


def test_each_content_counts_once_by_its_latest_reading(tmp_path: Path, write: Write) -> None:
    newest = write(
        snapshot("a", 9, "x"), snapshot("b", 9, "y"), snapshot("c", 8, "x"), snapshot("d", 9)
    )
    assert past(tmp_path, newest) == ["b", "c"]


def test_the_files_of_the_load_itself_are_no_earlier_load(tmp_path: Path, write: Write) -> None:
    newest = write(snapshot("a", 9, "x"), snapshot("b", 9, "y"), snapshot("c", 9, "x"))
    assert past(tmp_path, newest) == ["b"]


def test_other_exports_are_not_compared(tmp_path: Path, write: Write) -> None:
    newest = write(snapshot("a", 9, source="toy"), snapshot("b", 9), snapshot("c", 9))
    assert past(tmp_path, newest) == ["b"]


def test_a_later_state_is_no_earlier_load(tmp_path: Path, write: Write) -> None:
    newest = write(snapshot("a", 9, day=20), snapshot("b", 9, day=6), snapshot("c", 9, day=13))
    assert past(tmp_path, newest) == ["b"]


def test_a_load_that_comes_back_has_the_past_that_it_had(tmp_path: Path, write: Write) -> None:
    first, second = snapshot("a", 9), snapshot("b", 9)
    assert past(tmp_path, write(first, second, first)) == []


def test_measures_outlive_their_snapshot(tmp_path: Path, write: Write) -> None:
    newest = write(snapshot("a", 9), snapshot("b", 8))
    before = checks.bounds(tmp_path, newest)
    shutil.rmtree(tmp_path / "snapshots" / "a")
    assert checks.bounds(tmp_path, newest) == before
    assert before.n_loads == {"accounts": 1}


def test_a_snapshot_that_cannot_be_read_is_left_out(tmp_path: Path, write: Write) -> None:
    newest = write(snapshot("a", 9), snapshot("b", 8))
    (tmp_path / "snapshots" / "a" / "sums.parquet").unlink()
    assert past(tmp_path, newest) == []


def test_no_more_than_six_loads_count(tmp_path: Path, write: Write) -> None:
    newest = write(*(snapshot(f"n{n}", 9 + n) for n in range(9)))
    assert past(tmp_path, newest) == [f"n{n}" for n in range(2, 8)]


def test_records_that_are_gone_are_counted_and_named(tmp_path: Path, write: Write) -> None:
    ids = [f"A{n}" for n in range(8)]
    newest = write(snapshot("a", [*ids, "ana@faro.example"]), snapshot("b", ids[2:]))
    (found,) = checks.of_loads(tmp_path, newest).to_dicts()
    assert (found["check_id"], found["status"]) == ("accounts.ids_kept", "failed")
    assert (found["n_failed"], found["n_rows"]) == (3, 9)
    assert found["examples"] == ["A0", "A1", "(an e-mail address, not shown)"]


def test_a_merged_record_is_not_gone(tmp_path: Path, write: Write) -> None:
    newest = write(snapshot("a", 4), snapshot("b", ["A0", "A1", "A2"]))
    merged = MERGES.vstack(
        pl.DataFrame({"table": ["accounts"], "from_id": ["A3"], "to_id": ["A0"]})
    )
    told = store.Snapshot(**{**newest.__dict__, "merges": merged})
    assert checks.of_loads(tmp_path, told)["n_failed"].to_list() == [0]
    assert checks.of_loads(tmp_path, newest)["n_failed"].to_list() == [1]


def test_a_first_load_has_nothing_to_be_compared_with(tmp_path: Path, write: Write) -> None:
    newest = write(snapshot("a", 4))
    assert checks.of_loads(tmp_path, newest).is_empty()
    assert checks.bounds(tmp_path, newest) == checks.Bounds()
