"""The tables that both engines are asked about."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

N = 120
TEXTS = ("Email", "Organic", "Événement", "日本語", "ß Straße", "  pad ", "", "x\ny", "Email")
START = datetime(2025, 1, 1)


def pick(values: Any, step: int, gap: int) -> list[Any]:
    """Walk through values in steps, and leave each `gap`-th out."""
    return [None if n % gap == gap - 1 else values[n * step % len(values)] for n in range(N)]


def make_frame() -> pl.DataFrame:
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(0, 400, 7)]
    times = [START + timedelta(hours=31 * n, seconds=n) for n in range(150)]
    return pl.DataFrame(
        {
            "id": range(N),
            "i": pick(range(20), 7, 11),
            "i2": pick(range(20), 3, 7),
            "f": [float("nan") if n % 17 == 3 else n % 23 * 0.75 for n in range(N)],
            "f2": pick([n * 0.5 for n in range(25)], 7, 9),
            "s": pick(TEXTS, 5, 10),
            "s2": pick(("Email", "Organic"), 1, 8),
            "mail": pick(
                [f"u{n}@team{n % 7}.example" if n % 9 else f"bad {n}" for n in range(N)], 1, 13
            ),
            "days": pick([str(day) for day in days] + ["31/12/2025x"], 5, 12),
            "js": pick([f'{{"a": {n}}}' if n % 5 else "{oops" for n in range(30)], 1, 9),
            "json": pick([f'{{"a": {n}}}' for n in range(30)], 1, 9),
            "d": pick(days, 11, 10),
            "ts": pick(times, 7, 10),
            "tz": pick([time.replace(tzinfo=UTC) for time in times], 7, 10),
            "dec": pick([Decimal(n * 37 - 500).scaleb(-2) for n in range(90)], 7, 10),
            "b": pick((True, False, True), 1, 6),
            "none": [None] * N,
            "nan": [float("nan")] * N,
            "rising": pick(sorted(n * n % 97 for n in range(N)), 1, 15),
            "zero": [0] * N,
        },
        schema_overrides={
            "dec": pl.Decimal(12, 2),
            "none": pl.Int64,
            "tz": pl.Datetime("us", "Europe/Paris"),
        },
        strict=False,
    )


def make_frames() -> dict[str, pl.DataFrame]:
    """Build a table with everything in it, and the same without rows."""
    full = make_frame()
    return {"full": full, "empty": full.head(0)}
