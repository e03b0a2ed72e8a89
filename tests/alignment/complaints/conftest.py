"""Eight leads handed over at noon of Monday 1 June 2026; due by Wednesday, 18:00."""

from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest

from revops.workspace.agreement import Sla

NOON = datetime(2026, 6, 1, 12)
AT = pl.Datetime("us")


def day(n: float) -> datetime:
    """The moment n days after the handover."""
    return NOON + timedelta(days=n)


def frame(rows: list[tuple[Any, ...]], **schema: Any) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def leads(handed: dict[str, datetime], opted_out: dict[str, datetime]) -> pl.DataFrame:
    return frame(
        [(who, f"of {who}", who.title(), at, at, opted_out.get(who)) for who, at in handed.items()],
        lead_id=pl.String, account_id=pl.String, company=pl.String, created_at=AT, routed_at=AT,
        opted_out_at=AT,
    )  # fmt: skip


def visits(rows: list[tuple[str, str, datetime]]) -> pl.DataFrame:
    stages = {"mql": (2, None), "disqualified": (9, "lost")}
    return frame(
        [("lead", who, stage, None, *stages[stage], at, None) for who, stage, at in rows],
        object=pl.String, object_id=pl.String, stage=pl.String, pipeline=pl.String,
        position=pl.Int64, status=pl.String, entered_at=AT, left_at=AT,
    )  # fmt: skip


def activities(rows: list[tuple[str, datetime]]) -> pl.DataFrame:
    return frame(
        [(who, "call", "outbound", at, False) for who, at in rows],
        lead_id=pl.String, kind=pl.String, direction=pl.String, occurred_at=AT,
        is_automated=pl.Boolean,
    )  # fmt: skip


def feedback(rows: list[tuple[str, str, str | None, datetime]]) -> pl.DataFrame:
    return frame(rows, lead_id=pl.String, kind=pl.String, reason=pl.String, given_at=AT)


def touchpoints(rows: list[tuple[str, datetime]]) -> pl.DataFrame:
    return frame(
        [(f"t{n}", who, at, "email", None, None) for n, (who, at) in enumerate(rows)],
        touchpoint_id=pl.String, lead_id=pl.String, occurred_at=AT, channel=pl.String,
        campaign_id=pl.String, content_id=pl.String,
    )  # fmt: skip


def deals(rows: list[tuple[str, datetime, float]]) -> pl.DataFrame:
    return frame(
        [(who, "won", value, NOON, at) for who, at, value in rows],
        lead_id=pl.String, status=pl.String, amount_base=pl.Float64, created_at=AT, closed_at=AT,
    )  # fmt: skip


NAMES = ("ana", "bruno", "carla", "diego", "elena", "farid", "gina", "hugo")
TOUCHED = {"ana": 3, "bruno": 1, "carla": 2, "elena": 2, "farid": 4, "gina": 2, "hugo": 2}


@pytest.fixture
def cast() -> dict[str, Any]:
    """The inputs by name: what each of the eight went through."""
    handed = {who: day(28) if who == "farid" else NOON for who in NAMES}
    called = [("ana", day(1)), ("bruno", day(1)), ("carla", day(4)), ("farid", day(28.1))]
    said = [
        ("elena", "rejection", "duplicate", day(1)),
        ("hugo", "rejection", None, day(1)),
        ("bruno", "disqualification", "no_budget", day(3)),
    ]
    touched = [
        (who, handed[who] - timedelta(days=n)) for who, n_ in TOUCHED.items() for n in range(n_)
    ]
    return {
        "leads": leads(handed, {"gina": day(1)}),
        "activities": activities(called),
        "sla": Sla(),
        "visits": visits([(who, "mql", at) for who, at in handed.items()]),
        "feedback": feedback(said),
        "touchpoints": touchpoints(touched),
    }
