"""One frame for each chart, in the shape that its metric gives, with hostile names in it."""

from collections.abc import Callable
from datetime import date, datetime
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
    "answers_heatmap": pl.DataFrame(
        [
            {"reported": said, "tracked": seen, "value": share, "low": share / 2, "high": 0.9,
             "numerator": 3, "denominator": n}
            for said, n in (("search", 30), (HOSTILE, 7), ("other_answer", 12))
            for seen, share in (("search", 0.6), ("email", 0.1), (HOSTILE, 0.0))
        ]
    ),
    "change_waterfall": measured(
        [{"original_source": name, "factor": factor, "value": part, "numerator": 70.0,
          "denominator": 100.0}
         for name in ("paid_search", HOSTILE)
         for factor, part in (("n_closed", -50.0), ("mix", 5.0), ("win_rate", 10.0),
                              ("mean_won_value", 5.0))],
        "won_value_change", "money",
    ),
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
    "credit_picked": measured(
        [
            {"level": level, "segment": segment, "model": model} | figures(value)
            for level, segment, value in (
                ("channel", "paid_search", 900.0), ("channel", HOSTILE, 7.0),
                ("team", "marketing", 907.0))
            for model in ("linear", "first")
        ],
        "credited_value", "money",
    ),
    "credit_range": pl.DataFrame(
        [
            {"channel": name, "verdict": verdict, "spend": 900.0, "least_return": 0.5,
             "most_return": most, "low_return": low, "high_return": 3.0, "n_conversions": 9,
             "n_above": 2, "n_below": 1}
            for name, verdict, most, low in (
                ("paid_search", "models_disagree", 2.5, 0.1), (HOSTILE, "earns_its_cost", 2.0, 0.2),
                ("events", "too_few_wins", 0.5, None))
        ]
    ),
    "customer_timeline": pl.DataFrame(
        {
            "account_id": ["A1", "A2", "A3", "A4"],
            "company": ["Aurora", HOSTILE, HOSTILE, None],
            "first_touch_on": [date(2025, 1, 10), None, date(2025, 2, 1), None],
            "lead_on": [date(2025, 1, 12), date(2025, 1, 3), None, None],
            "opportunity_on": [date(2025, 2, 10), date(2025, 2, 3), date(2025, 2, 9), None],
            "won_on": [date(2025, 3, day) for day in (1, 2, 3, 4)],
            "onboarded_on": [date(2025, 3, 20), None, None, None],
            "renewed_on": [date(2026, 3, 1), None, None, None],
            "expanded_on": [None, date(2025, 9, 1), None, None],
            "contracted_on": [None, None, date(2025, 9, 9), None],
            "churned_on": [None, None, date(2026, 3, 3), None],
            "booked_value": [900.0, 400.0, 60.0, None],
        }
    ),
    "forecast_and_actual": pl.DataFrame(
        {
            "day": [date(2026, 1, 7), date(2026, 2, 4)],
            "expected_value": [900.0, 700.0],
            "low": [500.0, 400.0],
            "high": [1300.0, 1100.0],
            "actual_value": [800.0, None],
        }
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
    "retention_curve": pl.DataFrame(
        [
            {"first_channel": name, "days": day, "value": 1 - day / 1000}
            | {"low": 1 - day / 500, "high": 1 - day / 2000, "n_at_risk": n - day // 10}
            for name, n in (("paid_search", 90), (HOSTILE, 80))
            for day in (0, 180, 365, 480)
        ]
    ),
    "revenue_retention_bars": pl.DataFrame(
        [
            {"cohort": cohort, "horizon_days": 365, "measure": measure, "value": value}
            | {"low": value - 0.2, "high": value + 0.1, "n_customers": 12, "is_immature": False}
            for cohort in ("2025-Q1", "2025-Q2", HOSTILE)
            for measure, value in (
                ("gross_revenue_retention", 0.8), ("net_revenue_retention", 1.1))
        ]
    ),
    "roas_bars": measured(
        [{"channel": name} | figures(value) for name, value in
         (("paid_search", 2.5), ("events", 0.4), (HOSTILE, 1.0), ("referral", None))],
        "roas", "ratio",
    ),
    "run_trend": pl.DataFrame(
        [
            {"started_at": datetime(2026, 6, day, 7, 30), "state": state, "seconds": 41.5 + day,
             "oldest_age_days": day}
            for day, state in ((1, "ok"), (8, "failed"), (15, "blocked"), (22, "ok"))
        ]
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
    "speed_to_lead_curve": pl.DataFrame(
        [
            {"original_source": source, "hours": hours, "value": hours / 100}
            | {"low": hours / 200, "high": hours / 80, "n_at_risk": n - int(hours)}
            for source, n in (("paid_search", 900), (HOSTILE, 400))
            for hours in (0.0, 0.5, 1.0, 4.0, 24.25, 48.0, 72.0)
        ]
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
    "team_touch_days": pl.DataFrame(
        [
            {"from_days": days, "team": team, "value": days / 40, "n_touches_made": days}
            for days in (0, 30, 60)
            for team in ("marketing", "sales", HOSTILE)
        ]
    ),
    "topic_months": pl.DataFrame(
        [
            {"topic": topic, "month": month} | figures(share, n)
            | {"unit": "share", "is_immature": month == "2026-06"}
            for topic, share in (("price", 0.3), (HOSTILE, 0.1))
            for month, n in (("2026-04", 26.0), ("2026-05", 7.0), ("2026-06", 22.0))
        ]
    ),
    "value_touched_bars": pl.DataFrame(
        {
            "rank": [1, 2, 3, 4],
            "table": ["leads", "spend", HOSTILE, "leads"],
            "severity": ["critical", "warning", "warning", "warning"],
            "description": ["Every lead has an id.", "No cost is below zero.", HOSTILE, "Old."],
            "open_value": [9000.0, None, 20.0, 0.0],
        }
    ),
    "promise_heatmap": pl.DataFrame(
        [{"promised_topic": promised, "topic": said} | figures(0.3, 40.0)
         for promised in ("price", HOSTILE) for said in ("price", "support", HOSTILE)]
    ),
    "verdicts_by_week": pl.DataFrame(
        {
            "week": ["2026-W10", "2026-W11"],
            "week_on": [date(2026, 3, 2), date(2026, 3, 9)],
            "handed": [9, 5],
            "both_met": [4, 0],
            "marketing_missed": [2, 1],
            "sales_missed": [1, 0],
            "both_missed": [1, 0],
            "opted_out": [1, 0],
            "too_early": [0, 4],
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
