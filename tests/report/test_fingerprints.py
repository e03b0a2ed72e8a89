"""A failing record is known again in another export, wherever it stands there."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from revops.report import fingerprints as module
from revops.report.fingerprints import fingerprints
from revops.tables import TABLES


def snapshot(**tables: list[dict[str, Any]]) -> Any:
    frames = {
        name: pl.DataFrame(
            [{"from_file": f"{name}.csv", "from_row": n} | row for n, row in enumerate(rows, 2)],
            schema=TABLES[name].schema(),
        )
        for name, rows in tables.items()
    }
    return SimpleNamespace(tables=frames)


def failing(*found: tuple[str, str, list[int]]) -> pl.DataFrame:
    schema = {"check_id": pl.String, "table": pl.String, "rows": pl.List(pl.UInt32)}
    return pl.DataFrame(found, schema=schema, orient="row")


def records(of: Any, table: str, rows: list[int]) -> list[int]:
    return fingerprints(of, failing(("c", table, rows)))["records"].item().to_list()


def leads(*ids: str | None) -> Any:
    return snapshot(leads=[{"lead_id": each, "country": "CL"} for each in ids])


def test_a_record_is_known_by_its_key_though_it_moved() -> None:
    before, now = leads("L1", "L2", "L3"), leads("L3", "L0", "L2")
    assert records(before, "leads", [1, 2]) == records(now, "leads", [0, 2])
    assert not {*records(before, "leads", [0])} & {*records(now, "leads", [1])}


def test_there_are_as_many_as_rows_though_keys_repeat() -> None:
    found = records(leads("L1", "L1", "L1", "L2"), "leads", [0, 1, 2])
    assert len(set(found)) == 3
    assert found == sorted(found)
    assert set(records(leads("L1", "L1"), "leads", [0, 1])) < set(found)


@pytest.mark.parametrize("row_id", [None, "touchpoints.csv:{n}"])
def test_a_row_without_an_id_is_known_by_what_it_says(row_id: str | None) -> None:
    def touches(*urls: str) -> Any:
        names = [row_id.format(n=n) if row_id else None for n, _ in enumerate(urls, 2)]
        rows = [{"touchpoint_id": i, "url": u} for i, u in zip(names, urls, strict=True)]
        return snapshot(touchpoints=rows)

    before, now = touches("/a", "/b", "/c"), touches("/b", "/new", "/a")
    assert records(before, "touchpoints", [0, 1]) == records(now, "touchpoints", [0, 2])
    assert not {*records(before, "touchpoints", [2])} & {*records(now, "touchpoints", [1])}


@pytest.mark.parametrize("day", [None, date(2026, 6, 30)])
def test_a_key_of_several_columns_counts_whole_or_in_parts(day: date | None) -> None:
    rows = [{"currency": c, "rate": 1.0, "day": day} for c in ("CLP", "PEN")]
    found = snapshot(rates=rows)
    assert len({*records(found, "rates", [0]), *records(found, "rates", [1])}) == 2


def test_each_check_has_its_own_and_too_many_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    found = fingerprints(
        leads("L1", "L2", "L3"),
        failing(("b", "leads", [0, 1]), ("a", "leads", [1]), ("many", "leads", [0, 1, 2])),
    )
    assert found["check_id"].to_list() == ["a", "b"]
    one, both = (set(each.to_list()) for each in found["records"])
    assert one < both


def test_nothing_that_fails_is_an_empty_frame() -> None:
    assert fingerprints(leads("L1"), failing()).is_empty()
