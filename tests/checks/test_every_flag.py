"""Flags of any table: texts, times, records that went."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from tests.checks.test_flags import flag

from revops.checks.flags import flag_names
from revops.checks.flags.every import SPOKEN, WRITTEN
from revops.tables import TABLES


def at(hour: int, minute: int = 0, day: int = 4) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("texts", [WRITTEN, SPOKEN])
def test_only_texts_of_the_tables_are_read(texts: dict[str, tuple[str, ...]]) -> None:
    for table, names in texts.items():
        assert {TABLES[table].columns[name].dtype for name in names} == {pl.String()}


def test_each_table_has_what_its_columns_allow() -> None:
    assert {"text_is_plain", "time_is_told", "still_there"} <= set(flag_names("leads"))
    assert "time_is_told" not in flag_names("spend")
    assert "still_there" not in flag_names("spend")
    assert "text_is_plain" not in flag_names("targets")


@pytest.mark.parametrize(
    ("title", "is_plain"),
    [
        ("=1+1", False), ("@SUM(A1)", False), ("+cmd|' /C calc'!A0", False),
        ("-2+3+cmd|' /C calc'!A0", False), ("<b>Guide</b>", False), ("<!-- x -->", False),
        ("+56 9 1234 5678", True), ("+56912345678", True), ("-3,5", True), ("-", True),
        ("- Guide", True), ("=", True), ("a = b", True), ("5 < 6", True), (None, None),
    ],
)  # fmt: skip
def test_a_formula_is_told_from_a_number(title: str | None, is_plain: bool | None) -> None:
    rows = [{"title": title}, {"title": "Guide"}]
    assert flag("text_is_plain", "content", content=rows) == [is_plain, True]


@pytest.mark.parametrize(
    ("title", "is_whole"),
    [("GuÃ­a", False), ("a â€“ b", False), ("Gu�a", False), ("Guía", True), ("São João Ã", True)],
)
def test_garbled_text_is_told_from_accents(title: str, is_whole: bool) -> None:
    assert flag("text_not_garbled", "content", content=[{"title": title}]) == [is_whole]


def told(*times: datetime | None, files: str = "") -> list[bool | None]:
    """Judge visits' times, each of a file."""
    names = files or "a" * len(times)
    rows: list[dict[str, Any]] = [
        {"occurred_at": time, "from_file": file} for time, file in zip(times, names, strict=True)
    ]
    return flag("time_is_told", "touchpoints", touchpoints=rows)


def test_many_at_midnight_are_days_read_as_times() -> None:
    assert told(at(0), at(9), at(0), None) == [False, True, False, None]


def test_one_of_many_may_be_at_midnight() -> None:
    assert told(at(0), *(at(9, minute) for minute in range(12))) == [True] * 13


def test_each_file_is_judged_by_itself() -> None:
    times = [at(0), at(0), *(at(9, minute) for minute in range(12)), at(0)]
    files = "a" * 2 + "b" * 13
    assert told(*times, files=files) == [False] * 2 + [True] * 13


def test_midnight_of_the_crm_counts_in_any_zone() -> None:
    rows = pl.DataFrame({"occurred_at": [at(0), at(4, day=5)], "from_file": "a"})
    local = rows.with_columns(pl.col("occurred_at").dt.convert_time_zone("America/Santiago"))
    from datetime import date

    from revops.checks.flags import with_flags

    tables = {"touchpoints": pl.concat([TABLES["touchpoints"].empty(), rows], how="diagonal")}
    tables["touchpoints"] = tables["touchpoints"].with_columns(local["occurred_at"])
    found = with_flags("touchpoints", tables, date(2026, 6, 30), {"time_is_told"})
    assert found.flags["time_is_told"].to_list() == [False, False]


def test_a_record_that_went_is_told() -> None:
    rows = [{"lead_id": "L1", "deleted_at": at(9)}, {"lead_id": "L2", "deleted_at": None}]
    assert flag("still_there", "leads", leads=rows) == [False, True]
