"""One frame for each chart, in the shape that its metric gives, with hostile names in it."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import polars as pl
import pytest

from revops import charts, text

HOSTILE = "<script>alert(1)</script> {{x}} $y$ ['a'].b \\ \" datum.value"
FLOATS = dict.fromkeys(("value", "low", "high", "numerator", "denominator"), pl.Float64)


def measured(rows: list[dict], metric_id: str, unit: str) -> pl.DataFrame:
    """A metric's frame, as a page hands it to a chart."""
    frame = pl.DataFrame(rows, schema_overrides={k: v for k, v in FLOATS.items() if k in rows[0]})
    return frame.with_columns(metric_id=pl.lit(metric_id), unit=pl.lit(unit))


def figures(value: float | None, denominator: float | None = 100.0) -> dict:
    known = value is not None
    ends = {"low": value * 0.8, "high": value * 1.2} if known else {"low": None, "high": None}
    return {"value": value, **ends, "numerator": 10.0, "denominator": denominator}


SOURCES = {"paid_search": 0.1, "(blank)": 0.05, "unknown": 0.16, HOSTILE: 0.02, "old": None}


def curve(source: str, n: int) -> list[dict]:
    return [
        {"original_source": source, "outcome": outcome, "days": day, "value": day / 1000}
        | {"low": day / 2000, "high": day / 500, "n_at_risk": n - day}
        for outcome in ("won", "lost")
        for day in (0, 30, 91, 200, 365)
    ]


FRAMES = {
    "cohort_heatmap": measured(
        [
            {"cohort": cohort, "horizon_days": days} | figures(days / 1000)
            | {"is_immature": cohort == "2026-05"}
            for cohort in ("2026-03", "2026-04", "2026-05")
            for days in (30, 90)
        ],
        "lead_to_won_share", "share",
    ),
    "credit_by_model": measured(
        [
            {"channel": channel, "model": model} | figures(value, None)
            for channel, value in (("paid_search", 900.0), ("unattributed", 40.0), (HOSTILE, 7.0))
            for model in ("first", "linear", "time_decay")
        ],
        "credited_value", "money",
    ),
    "funnel_bars": measured(
        [
            {"from_stage": before, "to_stage": stage, "horizon_days": 90} | figures(share)
            | {"n_reached": n, "cumulative_share": n / 500, "n_skipped": 0, "step": step}
            for step, (before, stage, share, n) in enumerate(
                [(None, "lead", None, 500), ("lead", "mql", 0.2, 100), ("mql", HOSTILE, 0.1, 10)]
            )
        ],
        "funnel_steps", "share",
    ),
    "lead_to_won_curve": pl.DataFrame(curve("paid_search", 900) + curve(HOSTILE, 400)),
    "roas_bars": measured(
        [{"channel": name} | figures(value) for name, value in
         (("paid_search", 2.5), ("events", 0.4), (HOSTILE, 1.0), ("referral", None))],
        "roas", "ratio",
    ),
    "segment_bars": measured(
        [{"original_source": name, "horizon_days": 365} | figures(value)
         for name, value in SOURCES.items()],
        "lead_to_won_share", "share",
    ),
    "severity_bars": pl.DataFrame(
        {
            "check_id": ["a", "b", "c", "d"],
            "table": ["leads", "leads", "spend", HOSTILE],
            "severity": ["critical", "warning", "info", "warning"],
            "status": ["failed", "missing column", "passed", "error"],
        }
    ),
    "stuck_deals_ages": pl.DataFrame(
        {
            "opportunity_id": ["O1", "O2", HOSTILE],
            "stage": ["Negotiation", None, HOSTILE],
            "value": [900.0, None, 10.0],
            "basis": ["stage", "age", "stage"],
            "days": [120, 80, 300],
            "limit_days": [60.5, 70.0, 60.5],
        }
    ),
    "weekly_counts": measured(
        [{"week": date(2026, 3, day), "value": day, "target": 10.0} for day in (2, 9, 16)],
        "n_leads", "count",
    ),
    "won_within": measured(
        [{"original_source": name, "horizon_days": days} | figures(share)
         for name, share in SOURCES.items() for days in (30, 365)],
        "lead_to_won_share", "share",
    ),
}  # fmt: skip
FRAMES["spend_and_credit"] = FRAMES["roas_bars"]


@pytest.fixture(scope="session")
def frames() -> dict[str, pl.DataFrame]:
    """The frames by the chart's name."""
    return dict(FRAMES)


@pytest.fixture(scope="session")
def spec() -> Callable[..., dict[str, Any]]:
    """Build one chart, checked against Vega-Lite's schema; built once for all tests."""

    @cache
    def build(name: str, language: str = "en") -> dict[str, Any]:
        return getattr(charts, name)(FRAMES[name], text=text.load(language)).to_dict()

    return build


@pytest.fixture(scope="session")
def hostile() -> str:
    """Words from an export that would like to be something else."""
    return HOSTILE
