"""The numbers at a glance: of the whole company, with what stands behind them."""

import polars as pl

from revops import text
from revops.metrics.rows import PUBLISHED
from revops.report.glance import glance


def row(metric_id: str, value: float, unit: str, **more: object) -> dict[str, object]:
    return {"metric_id": metric_id, "dimension": "all", "value": value, "unit": unit, **more}


ROWS = pl.DataFrame(
    [
        row("win_rate", 0.3, "share", low=0.25, high=0.35, denominator=400.0),
        row("win_rate", 0.9, "share", dimension="original_source"),
        row("lead_to_won_share", 0.02, "share", horizon_days=90, low=0.01, high=0.03),
        row("lead_to_won_share", 0.05, "share", horizon_days=180, low=0.04, high=0.06),
        row("lead_to_won_share", 0.07, "share", horizon_days=180, cohort="2026-Q1"),
        row("won_value", 1234.5, "money", denominator=3.0),
        row("n_leads_past_deadline", 12.0, "count", denominator=80.0),
    ],
    schema=PUBLISHED,
)


def test_each_number_is_the_companys_own() -> None:
    found = {
        figure.name: (figure.value, figure.note) for figure in glance(ROWS, text.load("en"), "USD")
    }
    assert list(found.values()) == [
        ("5.0%", "within 180 days; 95 % interval 4.0% to 6.0%"),
        ("$1,235", ""),
        ("30.0%", "95 % interval 25.0% to 35.0%"),
        ("12", "of 80"),
    ]


def test_what_is_unavailable_is_left_out() -> None:
    assert glance(ROWS.clear(), text.load("en"), "USD") == []
