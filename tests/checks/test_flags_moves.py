"""Flags of moves between stages: in order of time, then of the file."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from revops.checks.flags import with_flags
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
LABELS = ("Demo", "Proposal", "Negotiation", "Won", "Lost")
AGREED = pl.DataFrame(
    {
        "object": "opportunity",
        "pipeline": pl.Series([None] * 5, dtype=pl.String),
        "label": LABELS,
        "stage": [label.lower() for label in LABELS],
        "position": [1, 2, 3, 4, 5],
        "status": ["open", "open", "open", "won", "lost"],
    }
)
Rows = list[dict[str, Any]]


def frames(**tables: Rows) -> dict[str, pl.DataFrame]:
    made = {
        name: pl.concat([TABLES[name].empty(), pl.DataFrame(rows)], how="diagonal_relaxed")
        for name, rows in tables.items()
    }
    return made | {"stages": AGREED}


def flag(name: str, table: str, **tables: Rows) -> list[bool | None]:
    """Compute one flag over tables of full shape."""
    return with_flags(table, frames(**tables), AS_OF, [name]).flags[name].to_list()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def visit(stage: str, entered: str, deal: str = "O1", **more: Any) -> dict[str, Any]:
    opened = {"object": "opportunity", "object_id": deal, "stage": stage}
    return {**opened, "entered_at": at(entered), **more}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 4), st.sampled_from(LABELS))))
def test_moves_are_judged_in_order_of_time_and_then_of_the_file(
    moves: list[tuple[str, int, str]],
) -> None:
    visits = [visit(stage, f"2026-05-0{day}T10:00", deal) for deal, day, stage in moves]
    back: dict[int, bool | None] = {}
    skipped: dict[int, bool | None] = {}
    for deal in "ab":
        own = [n for n, move in enumerate(moves) if move[0] == deal]
        own.sort(key=lambda n: moves[n][1])
        for n, before in zip(own, [None, *own], strict=False):
            step = None
            if before is not None:
                step = LABELS.index(moves[n][2]) - LABELS.index(moves[before][2])
            back[n] = None if step is None else step >= 0
            skipped[n] = None if step is None or moves[n][2] == "Lost" else step <= 1
    order = range(len(moves))
    assert flag("not_moved_back", "stage_history", stage_history=visits) == [back[n] for n in order]
    found = flag("no_stage_skipped", "stage_history", stage_history=visits)
    assert found == [skipped[n] for n in order]


def test_a_stage_that_is_not_agreed_is_told_only_where_any_of_its_kind_is() -> None:
    visits = [visit("demo", "2026-05-01T10:00"), visit("Trial", "2026-05-02T10:00")]
    visits.append(visit("MQL", "2026-05-01T10:00") | {"object": "lead"})
    assert flag("stage_agreed", "stage_history", stage_history=visits) == [True, False, None]


def test_days_and_times_are_judged_apart() -> None:
    visits = [
        visit("Demo", "2026-05-01T00:00"),
        visit("Won", "2026-05-01T00:00"),
        visit("Demo", "2026-05-01T10:00", "O2"),
        visit("Won", "2026-05-01T10:00", "O2"),
        visit("Demo", "2026-05-01T00:00", "O3"),
    ]
    days = flag("one_visit_a_day", "stage_history", stage_history=visits)
    assert days == [False, False, None, None, True]
    times = flag("one_stage_at_a_time", "stage_history", stage_history=visits)
    assert times == [None, None, False, False, None]


def test_a_bulk_edit_is_many_records_not_many_rows() -> None:
    many = [visit("Demo", "2026-05-01T10:00:01", f"O{n}") for n in range(25)]
    few = [visit("Demo", "2026-05-01T10:00:02", "O1") for _ in range(25)]
    midnight = [visit("Demo", "2026-05-01T00:00", f"O{n}") for n in range(25)]
    found = flag("not_in_bulk", "stage_history", stage_history=[*many, *few, *midnight])
    assert found == [False] * 25 + [True] * 25 + [None] * 25
