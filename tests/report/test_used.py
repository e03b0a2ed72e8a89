"""What a page looked at is noted, whichever way it looked."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops import known, store
from revops.report import used
from revops.report.kept_pages import CORE
from revops.tables import TABLES

NAMES = ("leads", "spend", "feedback")
Look = Callable[[Any], Any]


@pytest.fixture
def tables() -> used.Noted:
    used.clear()
    return used.Noted({name: TABLES[name].empty().lazy() for name in NAMES})


@pytest.mark.parametrize(
    "look",
    [
        lambda tables: tables["spend"],
        lambda tables: tables.get("spend"),
        lambda tables: "spend" in tables,
        lambda tables: tables.scans()["spend"],
        lambda tables: tables.scans().get("spend"),
        lambda tables: "spend" in tables.scans(),
        lambda tables: store.unread(tables)["spend"],
        lambda tables: {"spend"} & tables.keys(),
        lambda tables: tables.with_table("leads", TABLES["leads"].empty().lazy())["spend"],
    ],
)
def test_one_table_is_noted_alone(tables: used.Noted, look: Look) -> None:
    look(tables)
    assert used.told() == '["spend"]'


@pytest.mark.parametrize(
    "look",
    [
        list,
        len,
        dict,
        lambda tables: {**tables},
        lambda tables: {**store.unread(tables)},
        lambda tables: tables.scans().values(),
        lambda tables: sorted(tables.items()),
        lambda tables: [*store.unread(tables).items()],
    ],
)
def test_to_go_through_them_all_is_to_look_at_everything(tables: used.Noted, look: Look) -> None:
    try:
        found = look(tables)
        list(found) if not isinstance(found, int) else None
    except TypeError:
        pass  # frames have no order; they were looked at all the same
    assert used.EVERYTHING in used.told()


def test_a_table_that_is_not_there_was_looked_at_too(tables: used.Noted) -> None:
    assert tables.get("targets") is None
    assert used.told() == '["targets"]'


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_as_known_on_a_day_leans_on_itself_and_the_core(name: str, tmp_path: Path) -> None:
    for each, table in TABLES.items():
        table.empty().write_parquet(tmp_path / f"{each}.parquet")
    read = store.Tables({each: pl.scan_parquet(tmp_path / f"{each}.parquet") for each in TABLES})
    known_then = known.tables(read, as_of=date(2026, 6, 30), zone="America/Santiago").scans()
    plan = known_then[name].explain(optimized=False)
    found = {each for each in TABLES if f"/{each}.parquet" in plan}
    assert name in found
    assert found <= {name, *CORE}
