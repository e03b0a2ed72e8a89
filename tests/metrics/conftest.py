"""Short ways to write leads and deals: days are counted from 1 January 2026."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import settings

from revops.tables import TABLES

settings.register_profile("patient", deadline=None)  # a busy machine is no broken law
settings.load_profile("patient")

START = datetime(2026, 1, 1, tzinfo=UTC)
Maker = Callable[..., pl.DataFrame]


def _instants(days: list[float | None]) -> list[datetime | None]:
    return [None if day is None else START + timedelta(days=day) for day in days]


def _table(name: str, columns: dict[str, list[object]]) -> pl.DataFrame:
    schema = TABLES[name].schema()
    frame = pl.DataFrame(columns, schema={key: schema[key] for key in columns})
    return pl.concat([TABLES[name].empty(), frame], how="diagonal")


@pytest.fixture(scope="session")
def make_leads() -> Maker:
    def make(ids: list[str], created: list[float | None], **columns: list[object]) -> pl.DataFrame:
        return _table("leads", {"lead_id": ids, "created_at": _instants(created), **columns})

    return make


@pytest.fixture(scope="session")
def make_deals() -> Maker:
    def make(
        status: list[str],
        created: list[float | None],
        closed: list[float | None],
        **columns: list[object],
    ) -> pl.DataFrame:
        given = {
            "opportunity_id": [f"d{number}" for number in range(1, len(status) + 1)],
            "status": status,
            "created_at": _instants(created),
            "closed_at": _instants(closed),
        }
        return _table("opportunities", {**given, **columns})

    return make


@pytest.fixture(scope="session")
def make_visits() -> Maker:
    def make(
        rows: list[tuple[str, str, int, float]], object: str = "lead", status: str | None = None
    ) -> pl.DataFrame:
        ids, stages, positions, days = (list(column) for column in zip(*rows, strict=True))
        return pl.DataFrame(
            {
                "object": [object] * len(rows),
                "object_id": ids,
                "pipeline": [None] * len(rows),
                "stage": stages,
                "position": positions,
                "status": [name if name in ("won", "lost") else status for name in stages],
                "entered_at": _instants(days),
                "left_at": [None] * len(rows),
                "is_derived": [False] * len(rows),
            },
            schema_overrides={
                "pipeline": pl.String,
                "status": pl.String,
                "entered_at": pl.Datetime("us", "UTC"),
                "left_at": pl.Datetime("us", "UTC"),
            },
        )

    return make
