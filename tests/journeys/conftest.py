"""The small cast: six leads, four of whose companies want to buy.

Ana and Bruno work for Aurora, which buys for 900. Carla's Bosque says no. Diego's Cumbre buys
for 400 though nobody knows why: no touch was seen. Elena has no company in the CRM and buys
for 60. Farid's Delta has not decided yet.
"""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops.tables import TABLES

AS_OF = date(2026, 6, 30)


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def table(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    """A shared table, with null in the columns that the rows leave out."""
    schema = TABLES[name].schema()
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


@pytest.fixture
def leads() -> pl.DataFrame:
    cast = [
        ("Ana", "Aurora", at(1, 10)),
        ("Bruno", "Aurora", at(2, 1)),
        ("Carla", "Bosque", at(1, 20)),
        ("Diego", "Cumbre", at(2, 15)),
        ("Elena", None, at(3, 3)),
        ("Farid", "Delta", at(4, 1)),
    ]
    return table(
        "leads",
        *({"lead_id": who, "account_id": of, "created_at": when} for who, of, when in cast),
    )


@pytest.fixture
def opportunities() -> pl.DataFrame:
    deals = [
        ("O-Aurora", "Aurora", "Ana", at(2, 10), at(3, 1), "won", 900),
        ("O-Bosque", "Bosque", "Carla", at(2, 12), at(3, 9), "lost", 500),
        ("O-Cumbre", "Cumbre", "Diego", at(2, 20), at(4, 2), "won", 400),
        ("O-Elena", None, "Elena", at(3, 5), at(5, 5), "won", 60),
        ("O-Delta", "Delta", "Farid", at(4, 9), None, "open", 700),
    ]
    names = (
        "opportunity_id",
        "account_id",
        "lead_id",
        "created_at",
        "closed_at",
        "status",
        "amount_base",
    )
    return table("opportunities", *(dict(zip(names, deal, strict=True)) for deal in deals))


@pytest.fixture
def touchpoints() -> pl.DataFrame:
    seen = [
        ("t1", "Ana", at(1, 10, 8), "paid_search"),
        ("t2", "Bruno", at(2, 1, 8), "webinar"),
        ("t3", "Ana", at(2, 9), "email"),
        ("t4", "Carla", at(1, 20, 8), "paid_social"),
        ("t5", "Elena", at(3, 3, 8), "organic_search"),
        ("t6", "Farid", at(4, 1, 8), "paid_search"),
        ("t7", "Ana", at(3, 2), "email"),  # after Aurora had bought
        ("t8", None, at(2, 2), "direct"),  # nobody known
    ]
    names = ("touchpoint_id", "lead_id", "occurred_at", "channel")
    return table("touchpoints", *(dict(zip(names, each, strict=True)) for each in seen))


@pytest.fixture
def activities() -> pl.DataFrame:
    done = [
        ("a1", "Ana", None, at(2, 20), "call", "outbound", None),
        ("a2", "Ana", None, at(2, 21), "email", "outbound", True),  # a machine wrote it
        ("a3", "Ana", None, at(2, 22), "task", None, False),  # nobody was reached
        ("a5", "Ana", None, at(2, 23), "note", "outbound", False),  # written for ourselves
        ("a4", None, "O-Aurora", at(2, 25), "meeting", "inbound", False),  # logged on the deal
    ]
    names = (
        "activity_id",
        "lead_id",
        "opportunity_id",
        "occurred_at",
        "kind",
        "direction",
        "is_automated",
    )
    return table("activities", *(dict(zip(names, each, strict=True)) for each in done))


@pytest.fixture
def roles() -> pl.DataFrame:
    return table("opportunity_people", {"opportunity_id": "O-Aurora", "lead_id": "Ana"})
