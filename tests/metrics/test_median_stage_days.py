"""Days in a stage, with those still there censored: against lifelines, and by hand."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from revops.metrics import median_stage_days

TODAY = date(2026, 6, 30)


def visits(rows: list[tuple[str, str, int, int | None]], **more: object) -> pl.DataFrame:
    """Visits as (record, stage, days ago entered, days stayed or none)."""
    ids, stages, ago, stays = (list(column) for column in zip(*rows, strict=True))
    entered = [TODAY - timedelta(days=day) for day in ago]
    left = [None if stay is None else at + timedelta(days=stay)
            for at, stay in zip(entered, stays, strict=True)]  # fmt: skip
    order = {"new": 1, "proposal": 2, "won": 3}
    return pl.DataFrame(
        {
            "object": ["opportunity"] * len(rows),
            "object_id": ids,
            "stage": stages,
            "pipeline": [None] * len(rows),
            "position": [order[name] for name in stages],
            "status": ["won" if name == "won" else "open" for name in stages],
            "is_derived": [False] * len(rows),
            "entered_at": entered,
            "left_at": left,
        },
        schema_overrides={"left_at": pl.Date, "pipeline": pl.String},
    )


DAYS = st.integers(1, 60)  # lifelines gives no median to those who all leave on day 0
STAYS = st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(STAYS)
def test_the_median_and_its_ends_are_those_of_lifelines(stays) -> None:
    rows = [(f"d{n}", "new", ago if left is None else ago + left, left)
            for n, (ago, left) in enumerate(stays)]  # fmt: skip
    found = median_stage_days(visits(rows), as_of=TODAY)
    days = [ago if left is None else left for ago, left in stays]
    fitter = KaplanMeierFitter().fit(days, [left is not None for _, left in stays])
    curve = fitter.survival_function_["KM_estimate"]
    halved = curve.index[curve <= 0.5 + 1e-9]  # it adds logarithms up: a half is nearly one
    assert found["value"].item() == (halved[0] if len(halved) else None)
    assert found.select("numerator", "denominator").row(0) == (
        sum(left is not None for _, left in stays), len(stays),
    )  # fmt: skip


def test_visits_to_one_stage_add_up_and_ends_are_left_out() -> None:
    rows = [("d1", "new", 50, 10), ("d1", "proposal", 40, 5), ("d1", "new", 35, 7),
            ("d1", "won", 28, None)]  # fmt: skip
    found = median_stage_days(visits(rows), as_of=TODAY)
    assert found.select("stage", "value").rows() == [("new", 17.0), ("proposal", 5.0)]


def test_who_is_there_again_has_not_left() -> None:
    rows = [("d1", "new", 50, 10), ("d1", "new", 5, None), ("d2", "new", 30, 3)]
    found = median_stage_days(visits(rows), as_of=TODAY)
    assert found.select("value", "numerator", "denominator").row(0) == (3.0, 1.0, 2.0)


def test_more_than_half_still_there_is_no_median() -> None:
    rows = [("d1", "new", 50, None), ("d2", "new", 5, None), ("d3", "new", 30, 3)]
    found = median_stage_days(visits(rows), as_of=TODAY)
    assert found.select("value", "low", "high").row(0) == (None, None, None)


@settings(max_examples=60, deadline=None)
@given(STAYS, st.randoms())
def test_order_does_not_matter_and_later_visits_are_unknown(stays, random) -> None:
    rows = [(f"d{n % 9}", "new", ago + (left or 0), left) for n, (ago, left) in enumerate(stays)]
    wanted = median_stage_days(visits(rows), as_of=TODAY)
    later = [*rows, ("d99", "new", -3, 1)]
    random.shuffle(later)
    assert median_stage_days(visits(later), as_of=TODAY).equals(wanted)


def test_cut_by_a_column_of_the_lead(make_leads) -> None:
    leads = pl.DataFrame({"lead_id": ["a", "b"], "country": ["CL", None]})
    deals = pl.DataFrame({"opportunity_id": ["d1", "d2"], "lead_id": ["a", "b"]})
    rows = [("d1", "new", 50, 4), ("d2", "new", 50, 9)]
    found = median_stage_days(visits(rows), leads, deals, as_of=TODAY, by=["country"])
    assert found.select("country", "stage", "value").rows() == [
        ("(blank)", "new", 9.0), ("CL", "new", 4.0),
    ]  # fmt: skip


@pytest.mark.parametrize("object", ["lead"])
def test_without_visits_it_is_not_computable(object) -> None:
    with pytest.raises(Exception, match="no visit to a stage"):
        median_stage_days(visits([("d1", "new", 5, 1)]), as_of=TODAY, object=object)
