"""Steps that several metrics share are made once inside `sharing`, and always anew outside."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from revops.metrics import METRICS
from revops.metrics.definition import modules_behind
from revops.metrics.shared import Kept, shared, sharing

MADE: list[int] = []


@shared
def height(frame: pl.DataFrame, factor: float = 1, *, names: Any = ()) -> list[float]:
    """Give a new list each time that it is made."""
    MADE.append(frame.height)
    return [frame.height * factor]


@pytest.fixture
def frame() -> pl.DataFrame:
    MADE.clear()
    return pl.DataFrame({"a": [1, 2]})


def test_a_step_is_made_once_however_it_is_asked_for(frame: pl.DataFrame) -> None:
    with sharing({}):
        first = height(frame)
        assert height(frame, 1) is first
        assert height(frame=frame, names=()) is first
    assert MADE == [2]


@pytest.mark.parametrize(
    "asked",
    [
        {"factor": 2},
        {"factor": 1.0},
        {"factor": True},
        {"names": ["a"]},
        {"names": date(2026, 6, 3)},
    ],
)
def test_other_parameters_make_another(frame: pl.DataFrame, asked: dict[str, Any]) -> None:
    with sharing({}):
        assert height(frame, **asked) is not height(frame)


def test_an_equal_frame_is_not_the_same_one(frame: pl.DataFrame) -> None:
    with sharing({}):
        assert height(frame) is not height(frame.clone())


def test_a_frame_that_is_gone_is_never_mistaken_for_a_new_one() -> None:
    with sharing({}):
        found = [height(pl.DataFrame({"a": [0] * n}))[0] for n in range(50)]
    assert found == [*range(50)]


def test_nothing_is_kept_outside_nor_where_it_is_refused(frame: pl.DataFrame) -> None:
    kept: Kept = {}
    with sharing(kept), sharing(None):
        assert height(frame) is not height(frame)
    assert height(frame) is not height(frame)
    assert not kept


def test_what_is_shared_is_kept_from_one_call_to_the_next(frame: pl.DataFrame) -> None:
    kept: Kept = {}
    with sharing(kept):
        first = height(frame)
    with sharing(kept):
        assert height(frame) is first


@pytest.mark.parametrize(
    ("metric", "steps"),
    [
        ("speed_to_lead_share", ("handovers", "outbound", "first_touches", "people")),
        ("attempted_share", ("handovers", "outbound", "attempt_windows")),
        ("missed_deadline_share", ("handovers", "outbound", "followups", "deadline")),
        ("expected_wins", ("open_totals", "win_chances", "chance_table", "forecast_draws")),
        ("expected_won_value", ("open_totals", "landmarks", "forecast_curves")),
    ],
)
def test_a_step_that_is_shared_stays_part_of_the_definition(
    metric: str, steps: tuple[str, ...]
) -> None:
    behind = modules_behind([METRICS[metric].function.__module__])
    assert {f"revops.metrics.{step}" for step in steps} <= behind
    assert "revops.metrics.shared" not in behind
