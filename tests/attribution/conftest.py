"""Journeys by hand: Aurora's with four touches, Bosque's two, Delta's one, Cumbre's none."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from revops.attribution import AGREED, LEARNERS, MODELS

WON = datetime(2026, 3, 1, tzinfo=UTC)


def journey(
    conversion: str,
    value: float | None,
    *touches: tuple[str, float | None],
    lead: int | None = None,
    opportunity: int | None = None,
    close: bool = True,
) -> pl.DataFrame:
    """A journey of (channel, days before) in order; `lead`, `opportunity` are positions."""
    n = len(touches)
    position = pl.int_range(1, n + 1, dtype=pl.Int64, eager=True).alias("position")
    return pl.DataFrame(
        {
            "conversion_id": [conversion] * n,
            "account_id": [conversion] * n,
            "converted_at": [WON] * n,
            "value": pl.Series([value] * n, dtype=pl.Float64),
            "channel": [channel for channel, _ in touches],
            "days_before": pl.Series([days for _, days in touches], dtype=pl.Float64),
            "occurred_at": [None if days is None else WON - timedelta(days) for _, days in touches],
            "position": position,
            "path_length": pl.Series([n] * n, dtype=pl.Int64),
            "is_first": position == 1,
            "is_lead_creation": position == (lead or 0),
            "is_opportunity_creation": position == (opportunity or 0),
            "is_close": position == n * close,
        },
        schema_overrides={"occurred_at": pl.Datetime("us", "UTC")},
    )


AURORA = journey(
    "Aurora",
    900.0,
    ("paid_search", 90.0),
    ("email", 60.0),
    ("webinar", 30.0),
    ("direct", 0.0),
    lead=2,
    opportunity=3,
)
BOSQUE = journey("Bosque", 500.0, ("webinar", 30.0), ("Direct", 0.0), lead=1, opportunity=1)
DELTA = journey("Delta", 70.0, ("direct", 5.0), lead=1, opportunity=1)
CUMBRE = journey("Cumbre", 400.0, ("unattributed", None), close=False)


@pytest.fixture
def needed():
    """What each model has to be told: to learn from whatever there is, or its weights."""
    return {
        **{name: {} for name in MODELS},
        **{name: {"fewest": 0} for name in LEARNERS},
        **{name: {"first": 0.4, "close": 0.35, "rest": 0.25} for name in AGREED},
    }


@pytest.fixture
def journeys() -> pl.DataFrame:
    return pl.concat([AURORA, BOSQUE, DELTA, CUMBRE])
