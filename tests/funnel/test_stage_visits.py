"""Stage visits: order, skips, returns, ties, milestones."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops.funnel import stage_visits
from revops.tables import TABLES

START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ["Qualification", "Proposal", "Negotiation", "Closed Won", "Closed Lost"]


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def table(name: str, columns: dict[str, list[object]]) -> pl.DataFrame:
    schema = TABLES[name].schema()
    frame = pl.DataFrame(columns, schema={key: schema[key] for key in columns})
    return pl.concat([TABLES[name].empty(), frame], how="diagonal")


def history(rows: list[tuple[str, str, float]], object: str = "opportunity") -> pl.DataFrame:
    ids, labels, days = (list(column) for column in zip(*rows, strict=True))
    return table(
        "stage_history",
        {
            "object": [object] * len(rows),
            "object_id": ids,
            "stage": labels,
            "entered_at": [at(day) for day in days],
            "from_file": ["history.csv"] * len(rows),
            "from_row": list(range(2, len(rows) + 2)),
        },
    )


@pytest.fixture(scope="module")
def stages() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "object": ["opportunity"] * 5 + ["lead"],
            "pipeline": [None] * 6,
            "label": [*NAMES, "Marketing Qualified Lead"],
            "stage": ["qualification", "proposal", "negotiation", "won", "lost", "mql"],
            "position": [10, 20, 30, 40, 40, 2],
            "status": ["open"] * 3 + ["won", "lost", None],
        },
        schema_overrides={"pipeline": pl.String},
    )


def told(rows: list[tuple[str, str, float]], stages: pl.DataFrame) -> pl.DataFrame:
    return stage_visits(history(rows), None, None, stages) if rows else pl.DataFrame()


DEALS = {
    "opportunity_id": ["d1", "d2"],
    "lead_id": ["ana", "ana"],
    "status": ["won", "open"],
    "created_at": [at(3), at(1)],
    "closed_at": [at(40), None],
}


def test_labels_become_stages_whatever_their_case(stages: pl.DataFrame) -> None:
    found = told([("d1", " qualification ", 0), ("d1", "Parked", 1)], stages)
    assert found.select("stage", "position", "status").rows() == [
        ("qualification", 10, "open"),
        ("Parked", None, None),
    ]


def test_skips_are_counted_and_a_loss_skips_none(stages: pl.DataFrame) -> None:
    found = told(
        [("d1", "Qualification", 0), ("d1", "Negotiation", 1), ("d2", "Qualification", 0),
         ("d2", "Closed Lost", 1), ("d3", "Qualification", 0), ("d3", "Closed Won", 1)],
        stages,
    )  # fmt: skip
    assert found["n_skipped"].to_list() == [0, 1, 0, 0, 0, 2]


def test_returns_are_visits_and_backward(stages: pl.DataFrame) -> None:
    rows = [("d1", "Proposal", 0), ("d1", "Qualification", 2), ("d1", "Proposal", 5)]
    found = told(rows, stages)
    assert found["visit"].to_list() == [1, 1, 2]
    assert found["is_backward"].to_list() == [False, True, False]
    assert found["left_at"].to_list() == [at(2), at(5), None]


def test_a_lost_deal_that_is_opened_again_moves_backward(stages: pl.DataFrame) -> None:
    found = told([("d1", "Closed Lost", 0), ("d1", "Negotiation", 3)], stages)
    assert found["is_backward"].to_list() == [False, True]


def test_rows_that_repeat_the_stage_are_one_visit(stages: pl.DataFrame) -> None:
    rows = [("d1", "Proposal", 0), ("d1", "Proposal", 2), ("d1", "Negotiation", 5)]
    found = told(rows, stages)
    assert found.select("stage", "entered_at", "left_at").rows() == [
        ("proposal", at(0), at(5)),
        ("negotiation", at(5), None),
    ]


def test_ties_follow_the_file_and_are_marked(stages: pl.DataFrame) -> None:
    rows = [("d1", "Negotiation", 1), ("d1", "Qualification", 1), ("d2", "Proposal", 1)]
    found = told(rows, stages)
    assert found["stage"].to_list() == ["negotiation", "qualification", "proposal"]
    assert found["is_tied"].to_list() == [True, True, False]


def test_stages_of_one_file_row_follow_the_order_of_stages(stages: pl.DataFrame) -> None:
    rows = [("d1", "Negotiation", 1), ("d1", "Qualification", 1)]
    wide = history(rows).with_columns(pl.lit(2, pl.Int64).alias("from_row"))
    found = stage_visits(wide, None, None, stages)
    assert found["stage"].to_list() == ["qualification", "negotiation"]


def test_a_pipelines_own_row_wins_over_the_blank_one(stages: pl.DataFrame) -> None:
    own = pl.DataFrame(
        {"object": ["opportunity"], "pipeline": ["Renewals"], "label": ["Proposal"],
         "stage": ["renewal_offer"], "position": [5], "status": ["open"]},
    )  # fmt: skip
    deals = table("opportunities", {**DEALS, "pipeline": ["Renewals", "New"]})
    visits = stage_visits(
        history([("d1", "Proposal", 5), ("d2", "Proposal", 5)]),
        None,
        deals,
        pl.concat([stages, own]),
    ).filter(~pl.col("is_derived"))
    assert visits.select("object_id", "stage").rows() == [
        ("d1", "renewal_offer"),
        ("d2", "proposal"),
    ]


def test_milestones_come_without_any_history() -> None:
    leads = table("leads", {"lead_id": ["ana"], "created_at": [at(0)]})
    found = stage_visits(None, leads, table("opportunities", DEALS), None)
    assert found.select("object", "object_id", "stage", "position", "entered_at").rows() == [
        ("lead", "ana", "lead", 0, at(0)),
        ("lead", "ana", "opportunity", 1, at(1)),
        ("lead", "ana", "won", 2, at(40)),
        ("opportunity", "d1", "created", 0, at(3)),
        ("opportunity", "d1", "won", 1, at(40)),
        ("opportunity", "d2", "created", 0, at(1)),
    ]
    assert found["is_derived"].all()


def test_milestones_do_not_repeat_what_the_history_tells(stages: pl.DataFrame) -> None:
    visits = stage_visits(
        history([("d1", "Closed Won", 38)]), None, table("opportunities", DEALS), stages
    )
    won = visits.filter(object="opportunity", stage="won")
    assert won.select("object_id", "entered_at", "is_derived").rows() == [("d1", at(38), False)]


def test_milestones_stand_around_the_agreed_stages(stages: pl.DataFrame) -> None:
    leads = table("leads", {"lead_id": ["ana"], "created_at": [at(0)]})
    mql = history([("ana", "marketing qualified lead", 0)], object="lead")
    visits = stage_visits(mql, leads, table("opportunities", DEALS), stages)
    of_lead = visits.filter(object="lead")
    assert of_lead.select("stage", "position", "n_skipped", "is_tied").rows() == [
        ("lead", 1, 0, False),
        ("mql", 2, 0, False),
        ("opportunity", 3, 0, False),
        ("won", 4, 0, False),
    ]
    deal = visits.filter(object_id="d1")
    assert deal.select("stage", "position", "n_skipped").rows() == [
        ("created", 9, 0),
        ("won", 40, 3),
    ]


@given(st.permutations(range(9)))
@settings(deadline=None)
def test_order_of_rows_with_different_times_does_not_matter(order: list[int]) -> None:
    rows = [(f"d{n % 3}", NAMES[n % 4], float(n)) for n in range(9)]
    straight = stage_visits(history(rows), None, None, None)
    mixed = stage_visits(history([rows[place] for place in order]), None, None, None)
    assert_frame_equal(straight, mixed)
