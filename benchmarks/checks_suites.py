"""What the checks benchmark checks: 8 and 45 expectations of touchpoints, and the touchpoints."""

from pathlib import Path
from typing import Any

import polars as pl

Entry = tuple[str, dict[str, Any]]

KINDS = ["click", "visit", "form", "open", "reply"]
CHANNELS = ["Email", "Paid search", "Organic", "Event", "Direct"]
TEXTS = ("touchpoint_id", "lead_id", "account_id", "kind", "channel", "utm_source", "url")
NUMBERS = ("seconds", "cost")


def write(rows: int, place: Path) -> None:
    """Write touches, a few of them with a defect of each kind."""
    n = pl.int_range(rows)

    def every(step: int, values: list[str]) -> pl.Expr:
        picked = pl.lit(pl.Series(values)).gather((n * 7) % len(values))
        return pl.when(n % step != 1).then(picked)

    pl.LazyFrame({"n": pl.int_range(rows, eager=True)}).select(
        touchpoint_id=pl.format("T-{}", pl.when(n % 500_000 == 7).then(n - 1).otherwise(n)),
        lead_id=pl.when(n % 70_000 != 1).then(pl.format("L-{}", n * 17 % (rows // 8))),
        account_id=pl.when(n % 80_000 != 1).then(pl.format("A-{}", n * 13 % (rows // 80))),
        occurred_at=pl.datetime(2025, 1, 1) + pl.duration(seconds=n * 5),
        kind=every(50_000, KINDS),
        channel=every(60_000, CHANNELS),
        utm_source=every(3, ["google", "linkedin", "newsletter", "Google"]),
        url=pl.format("https://team{}.example/page/{}", n % 977, n % 4001),
        seconds=pl.when(n % 90_000 != 1).then(n * 31 % 4003),
        cost=pl.when(n % 30_000 == 1).then(float("nan")).otherwise(n * 29 % 1009 * 0.01),
    ).sink_parquet(place)


def _column(kind: str, column: str, **values: Any) -> Entry:
    return f"expect_column_{kind}", {"column": column, **values}


SMALL: list[Entry] = [
    ("expect_table_row_count_to_be_between", {"min_value": 1}),
    _column("values_to_not_be_null", "touchpoint_id"),
    _column("values_to_be_unique", "touchpoint_id"),
    _column("values_to_not_be_null", "lead_id"),
    _column("values_to_be_in_set", "kind", value_set=KINDS[:-1]),
    _column("values_to_match_regex", "url", regex=r"^https://[a-z0-9.]+/page/\d+$"),
    _column("values_to_be_between", "seconds", min_value=0, max_value=4000),
    _column("mean_to_be_between", "cost", min_value=0, max_value=100),
]
LARGE: list[Entry] = [
    *SMALL,
    *(_column("values_to_not_be_null", name) for name in (*TEXTS[2:], "occurred_at", *NUMBERS)),
    *(_column("unique_value_count_to_be_between", name, min_value=2) for name in (*TEXTS, "cost")),
    *(_column("max_to_be_between", name, min_value=1) for name in NUMBERS),
    *(_column("min_to_be_between", name, max_value=0) for name in NUMBERS),
    *(_column("sum_to_be_between", name, min_value=1) for name in NUMBERS),
    *(_column("median_to_be_between", name, min_value=1) for name in NUMBERS),
    *(_column("stdev_to_be_between", name, min_value=0.5) for name in NUMBERS),
    *(_column("value_lengths_to_be_between", name, max_value=30) for name in TEXTS[:3]),
    _column("values_to_be_in_set", "channel", value_set=CHANNELS),
    _column("values_to_not_be_in_set", "utm_source", value_set=["Google"]),
    _column("values_to_match_regex", "touchpoint_id", regex=r"^T-\d+$"),
    _column("values_to_match_regex", "lead_id", regex=r"^L-\d+$"),
    _column("values_to_not_match_regex", "url", regex=r"\{\{"),
    _column("values_to_be_between", "cost", min_value=0, max_value=10),
    _column("distinct_values_to_be_in_set", "kind", value_set=KINDS),
    _column("proportion_of_unique_values_to_be_between", "account_id", max_value=0.9),
]
SUITES = {len(suite): suite for suite in (SMALL, LARGE)}
