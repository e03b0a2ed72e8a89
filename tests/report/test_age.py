"""The age of the data: the newest record that counts, not the newest written."""

from datetime import UTC, date, datetime

import polars as pl

from revops.report.age import ages
from revops.tables import TABLES


def table(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLES[name].schema())


def test_ages_are_counted_from_the_as_of_day() -> None:
    leads = table(
        "leads",
        {"lead_id": "L1", "created_at": datetime(2026, 6, 20, tzinfo=UTC)},
        {"lead_id": "L2", "created_at": datetime(2026, 7, 20, tzinfo=UTC)},
        {"lead_id": "L3"},
    )
    users = table("users", {"user_id": "U1"})
    found = ages({"users": users, "leads": leads}, as_of=date(2026, 6, 30))
    assert found.rows() == [
        ("leads", 3, date(2026, 6, 20), 10),
        ("users", 1, None, None),
    ]
