"""Inputs: what several metrics need is read and made once, and nothing is held that is not used."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from revops import store
from revops.metrics import METRICS, NotComputable, shared
from revops.report.inputs import Inputs
from revops.tables import TABLES
from revops.workspace import Agreement, Sla

NOON = datetime(2026, 6, 22, 12)
AS_OF = NOON.date().replace(month=7)
STAGES = pl.DataFrame(
    schema=dict.fromkeys(("object", "pipeline", "label", "stage", "position", "status"), pl.String)
)
SPEED = ("attempted_share", "median_hours_to_touch", "missed_deadline_share", "worked_share")


def typed(name: str, rows: dict[str, Any]) -> pl.LazyFrame:
    return pl.DataFrame(rows, schema=TABLES[name].schema()).lazy()


@pytest.fixture
def read() -> list[int]:
    """Count the rows of activities each time that they are read."""
    return []


@pytest.fixture
def inputs(read: list[int]) -> Inputs:
    def seen(frame: pl.DataFrame) -> pl.DataFrame:
        read.append(frame.width)
        return frame

    utc = pl.Series([NOON] * 2).dt.replace_time_zone("UTC")
    leads = {"lead_id": ["ana", "bruno"], "created_at": utc, "routed_at": utc}
    calls = {
        "activity_id": ["c1"],
        "lead_id": ["ana"],
        "kind": ["call"],
        "direction": ["outbound"],
        "occurred_at": utc[:1],
    }
    activities = typed("activities", _filled("activities", calls)).map_batches(seen)
    tables = {"leads": typed("leads", _filled("leads", leads)), "activities": activities}
    agreement = Agreement(STAGES, pl.DataFrame(), Sla(), {})
    return Inputs(store.Tables(tables), agreement, as_of=AS_OF)


def _filled(name: str, rows: dict[str, Any]) -> dict[str, Any]:
    height = len(next(iter(rows.values())))
    return {column: rows.get(column, [None] * height) for column in TABLES[name].schema()}


def test_activities_are_searched_once_for_all_metrics_of_speed(
    inputs: Inputs, read: list[int]
) -> None:
    values = {name: inputs.compute(METRICS[name], {})["value"].item() for name in SPEED}
    assert values == {
        "attempted_share": 0.0,
        "median_hours_to_touch": 0.0,
        "missed_deadline_share": 0.5,
        "worked_share": 0.5,
    }
    searched = len(read)
    inputs.compute(METRICS["speed_to_lead_share"], {})
    inputs.compute(METRICS["n_leads_past_deadline"], {})
    looks = 2 * (1 + len(METRICS["worked_share"].needs["activities"]))
    assert len(read) - searched <= looks  # whether the columns hold anything, and no more
    assert "activities" not in inputs.tables._read


def test_shared_steps_give_what_each_metric_gives_alone(inputs: Inputs) -> None:
    for name in SPEED:
        with shared.sharing(None):
            alone = METRICS[name].function(
                inputs.table("leads"), inputs.unread("activities"), Sla(), as_of=AS_OF
            )
        assert inputs.compute(METRICS[name], {}).equals(alone)


def test_another_version_of_a_table_shares_nothing_with_the_first(inputs: Inputs) -> None:
    metric = METRICS["worked_share"]
    assert inputs.compute(metric, {})["value"].item() == 0.5
    other = inputs.with_table("leads", inputs.table("leads").head(1))
    assert other.compute(metric, {})["value"].item() == 1.0


def test_an_unread_column_that_holds_nothing_is_told(inputs: Inputs) -> None:
    blank = inputs.unread("activities").with_columns(kind=pl.lit(None, pl.String)).collect()
    other = inputs.with_table("activities", blank)
    with pytest.raises(NotComputable, match="the column 'kind' of the table 'activities' is empty"):
        other.compute(METRICS["worked_share"], {})
    with pytest.raises(NotComputable, match="the table 'activities' has no rows"):
        inputs.with_table("activities", blank.clear()).compute(METRICS["worked_share"], {})


def test_whether_a_table_holds_what_is_needed_is_looked_up_once(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("revops.report.inputs.require", lambda name, *_: asked.append(name))
    for name in ("missed_deadline_share", "worked_share"):  # both need the same columns
        inputs.compute(METRICS[name], {})
    assert sorted(asked) == ["activities", "leads"]


def test_journeys_are_made_only_where_somebody_asks_where_customers_came_from(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    journeys = pl.DataFrame(
        schema={name: pl.String for name in ("conversion_id", "channel", "campaign_id")}
        | {"position": pl.Int64}
    )
    monkeypatch.setattr(Inputs, "journeys", lambda _, **__: made.append(1) or journeys)
    won = typed("opportunities", _filled("opportunities", {
        "opportunity_id": ["d1"], "account_id": ["Aurora"], "status": ["won"],
        "amount_base": [900.0],
        "created_at": [NOON.replace(year=2024, tzinfo=UTC)],
        "closed_at": [NOON.replace(year=2024, tzinfo=UTC)],
    }))  # fmt: skip
    other = inputs.with_table("opportunities", won.collect())
    metric = METRICS["customer_value"]
    assert other.compute(metric, {})["value"].item() == 900.0
    assert not made
    assert other.compute(metric, {"by": ["first_channel"]}).height == 1
    assert made
