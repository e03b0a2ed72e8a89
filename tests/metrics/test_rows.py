"""The published rows: columns, segments, parameters."""

import json
from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from revops import metrics
from revops.metrics import METRICS, rows
from revops.metrics.rows import FIGURES, PUBLISHED

AS_OF = date(2026, 6, 30)
Maker = Callable[..., pl.DataFrame]
KEYS = ["metric_id", "params", "dimension", "segment", "cohort", "horizon_days"]


def test_all_of_it(make_leads: Maker) -> None:
    leads = make_leads(["ana", "bruno"], [0, 0])
    found = rows(METRICS["n_leads"], metrics.n_leads(leads, as_of=AS_OF))
    assert found.schema == PUBLISHED
    row = found.row(0, named=True)
    assert [row[key] for key in KEYS] == ["n_leads", "{}", "all", "all", None, None]
    assert (row["value"], row["low"], row["unit"]) == (2.0, None, "count")
    assert row["definition_hash"] == METRICS["n_leads"].definition_hash({}, {})


def test_segments_cohorts_and_horizons(make_deals: Maker) -> None:
    deals = make_deals(["won", "lost"], [0, 40], [20, 60], pipeline=["new", None], type=["a", "b"])
    by = ["pipeline", "type"]
    frame = metrics.opportunity_won_share(
        deals, as_of=AS_OF, by=by, cohort="month", horizon_days=[30]
    )
    found = rows(METRICS["opportunity_won_share"], frame, by=by, params={"horizon_days": [30]})
    assert found.select(KEYS[1:]).rows() == [
        ('{"horizon_days": [30]}', "pipeline+type", "(blank) | b", "2026-02", 30),
        ('{"horizon_days": [30]}', "pipeline+type", "new | a", "2026-01", 30),
    ]


def test_columns_that_are_parameters_join_them(make_visits: Maker) -> None:
    visits = make_visits([("ana", "lead", 0, 0), ("ana", "won", 2, 5)])
    frame = metrics.funnel_steps(visits, as_of=AS_OF)
    found = rows(METRICS["funnel_steps"], frame, params={"within_days": 90})
    assert [json.loads(text) for text in found["params"]] == [
        {"from_stage": None, "to_stage": "lead", "within_days": 90},
        {"from_stage": "lead", "to_stage": "won", "within_days": 90},
    ]
    assert found.select(KEYS).is_unique().all()


def test_no_rows_stay_no_rows(make_leads: Maker, make_visits: Maker) -> None:
    empty = metrics.n_leads(make_leads([], []), as_of=AS_OF, by=["country"])
    assert rows(METRICS["n_leads"], empty, by=["country"]).schema == PUBLISHED
    steps = metrics.funnel_steps(
        make_visits([("a", "lead", 0, 0), ("a", "won", 1, 1)]), as_of=AS_OF
    )
    assert rows(METRICS["funnel_steps"], steps.clear()).is_empty()


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")])
def test_what_is_not_finite_is_null(bad: float) -> None:
    frame = pl.DataFrame({name: [bad] for name in FIGURES})
    found = rows(METRICS["n_leads"], frame)
    assert found.select(FIGURES).row(0) == (None,) * 5
