"""The loads in their order: pass rates, and since when a check fails."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.report.kept_checks import FOLDER, KEPT, load_before, loads
from revops.report.trend import TREND, changes, trend

LAST = date(2026, 6, 30)
Found = dict[str, str]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def check(name: str, status: str, **more: Any) -> dict[str, Any]:
    failed = {"n_failed": 1, "records": [5]} if status == "failed" else {"n_failed": 0}
    told = {"check_id": name, "table": "leads", "severity": "warning", "definition": "d"}
    return told | {"status": status, "n_rows": 9} | failed | more


def keep(state: Path, snapshot: str, day: str, *found: dict[str, Any]) -> None:
    own = {"snapshot": snapshot, "as_of": date.fromisoformat(day), "checked": "x"}
    frame = pl.DataFrame([own | each for each in found], schema=KEPT)
    frame.write_parquet(state / FOLDER / f"{snapshot}-{day}.parquet")
    with (state / "loads.txt").open("a", encoding="utf-8") as file:
        file.write(f"{snapshot}\n")


def listed(state: Path, as_of: date = LAST, until: str = "") -> list[tuple[int, str, date]]:
    return loads(state, as_of, until).select("load", "snapshot", "as_of").rows()


def test_loads_come_by_their_days_then_as_they_were_made(state: Path) -> None:
    keep(state, "b", "2026-06-23", check("a", "passed"))
    keep(state, "c", "2026-06-23", check("a", "passed"))
    keep(state, "past", "2026-01-31", check("a", "passed"))
    keep(state, "later", "2026-07-07", check("a", "passed"))
    days = date(2026, 1, 31), date(2026, 6, 23)
    assert listed(state) == [(1, "past", days[0]), (2, "b", days[1]), (3, "c", days[1])]
    assert [name for _, name, _ in listed(state, until="b")] == ["past", "b"]
    assert load_before(state, LAST) == load_before(state, LAST, "c") == days[1]
    assert load_before(state, LAST, "b") == days[0]
    assert load_before(state, LAST, "past") is None


def test_a_load_checked_on_several_days_is_one_load(state: Path) -> None:
    keep(state, "a", "2026-06-22", check("a", "passed"))
    keep(state, "b", "2026-06-25", check("a", "passed"))
    keep(state, "a", "2026-06-26", check("a", "passed"))
    assert listed(state) == [(1, "b", date(2026, 6, 25)), (2, "a", date(2026, 6, 26))]


def test_a_load_that_loads_txt_does_not_know_is_no_load(state: Path) -> None:
    keep(state, "a", "2026-06-22", check("a", "passed"))
    (state / "loads.txt").write_text("", "utf-8")
    assert listed(state) == []
    assert trend(state, LAST).equals(TREND.to_frame())
    assert changes(state, LAST).is_empty()


def test_the_pass_rate_is_the_share_of_promises_that_were_kept(state: Path) -> None:
    keep(
        state,
        "a",
        "2026-06-23",
        check("kept", "passed"),
        check("broken", "failed", severity="critical"),
        check("broken too", "missing column"),
        check("not answered", "no data"),
        check("for the record", "failed", severity="info"),
        check("of another table", "passed", table="spend"),
    )
    told = trend(state, LAST)
    assert told.schema == TREND
    assert told.select("load", "table", "n_checks", "n_passed").rows() == [
        (1, "leads", 3, 1),
        (1, "spend", 1, 1),
    ]
    assert told["pass_rate"].to_list() == pytest.approx([1 / 3, 1.0])


def test_a_failure_is_known_since_the_load_after_which_it_never_held(state: Path) -> None:
    weeks = [("failed", "passed"), ("passed", "failed"), ("failed", "failed"), ("failed", "passed")]
    for day, (one, two) in zip((2, 9, 16, 23), weeks, strict=True):
        keep(state, f"s{day}", f"2026-06-{day:02}", check("one", one), check("two", two))
    told = changes(state, LAST).select("check_id", "status", "was", "first_load_seen").rows()
    assert told == [
        ("one", "failed", "failed", date(2026, 6, 16)),
        ("two", "passed", "failed", None),
    ]


def test_the_first_load_has_nothing_to_stand_beside(state: Path) -> None:
    keep(state, "a", "2026-06-23", check("one", "failed"))
    (told,) = changes(state, LAST).to_dicts()
    assert (told["compared"], told["n_new"], told["was"]) == ("first load", None, None)
    assert told["first_load_seen"] == date(2026, 6, 23)


def test_files_of_an_older_shape_are_read(state: Path) -> None:
    keep(state, "a", "2026-06-23", check("one", "failed"))
    keep(state, "b", "2026-06-30", check("one", "failed"))
    old = state / FOLDER / "a-2026-06-23.parquet"
    pl.read_parquet(old).drop("n_rows").with_columns(more=1).write_parquet(old)
    assert changes(state, LAST)["n_persisting"].to_list() == [1]
