"""Visits, returns, backward moves, skips and ties of each stage; they add up to the visits."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops import metrics
from revops.funnel import stage_visits

START = datetime(2026, 1, 1, tzinfo=UTC)
AS_OF = date(2026, 6, 30)
NAMES = ["Demo", "Offer", "Talks", "Closed Won", "Closed Lost"]
STAGES = pl.DataFrame(
    {
        "object": ["opportunity"] * 5,
        "pipeline": [None] * 5,
        "label": NAMES,
        "stage": ["demo", "offer", "talks", "won", "lost"],
        "position": [1, 2, 3, 4, 4],
        "status": ["open"] * 3 + ["won", "lost"],
    },
    schema_overrides={"pipeline": pl.String},
)
Maker = Callable[..., pl.DataFrame]
ROWS = st.lists(
    st.tuples(st.sampled_from(["d1", "d2", "d3"]), st.sampled_from(NAMES), st.integers(0, 9)),
    min_size=1,
    max_size=25,
)


def history(rows: list[tuple[str, str, int]], *, rebuilt: bool = False) -> pl.DataFrame:
    ids, labels, days = (list(column) for column in zip(*rows, strict=True))
    return pl.DataFrame(
        {
            "object": ["opportunity"] * len(rows),
            "object_id": ids,
            "stage": labels,
            "entered_at": [START + timedelta(days=day) for day in days],
            "left_at": [None] * len(rows),
            "is_rebuilt": [rebuilt] * len(rows),
        },
        schema_overrides={"left_at": pl.Datetime("us", "UTC")},
    )


def counted(rows: list[tuple[str, str, int]], **how: bool) -> pl.DataFrame:
    visits = stage_visits(history(rows, **how), None, None, STAGES)
    return metrics.stage_counts(visits, as_of=AS_OF, object="opportunity")


def test_returns_backward_moves_skips_and_ties_are_counted() -> None:
    """d1 goes demo, talks (over offer), back to demo, talks again; d2 has two stages at once."""
    found = counted(
        [("d1", "Demo", 0), ("d1", "Talks", 3), ("d1", "Demo", 5), ("d1", "Talks", 8),
         ("d2", "Demo", 1), ("d2", "Offer", 1)],
    )  # fmt: skip
    columns = ["stage", "n_records", "n_visits", "n_returns", "n_backward", "n_jumped", "n_tied"]
    assert found.select(columns).rows() == [
        ("demo", 2, 3, 1, 1, 0, 1),
        ("offer", 1, 1, 0, 0, 0, 1),
        ("talks", 1, 2, 1, 0, 2, 0),
    ]
    assert found["n_made"].sum() == 0


def test_milestones_and_rebuilt_visits_are_told_apart(make_deals: Maker) -> None:
    deals = make_deals(["won"], [0], [9])
    told = history([("d1", "Demo", 0)], rebuilt=True)
    visits = stage_visits(told, None, deals, STAGES)
    found = metrics.stage_counts(visits, as_of=AS_OF, object="opportunity")
    shown = {row[0]: row[1:] for row in found.select("stage", "n_made", "n_rebuilt").rows()}
    assert shown == {"created": (1, 0), "demo": (0, 1), "won": (1, 0)}


def test_what_happens_later_is_not_counted() -> None:
    visits = stage_visits(history([("d1", "Demo", 0), ("d1", "Offer", 60)]), None, None, STAGES)
    early = metrics.stage_counts(visits, as_of=date(2026, 2, 1), object="opportunity")
    assert early["stage"].to_list() == ["demo"]


@given(ROWS)
def test_they_add_up_to_the_visits(rows: list[tuple[str, str, int]]) -> None:
    visits = stage_visits(history(rows), None, None, STAGES)
    found = metrics.stage_counts(visits, as_of=AS_OF, object="opportunity")
    assert found["n_visits"].sum() == visits.height
    assert found["n_jumped"].sum() == visits["n_skipped"].sum()
    assert found["n_visits"].to_list() == (found["n_records"] + found["n_returns"]).to_list()


@given(ROWS, st.randoms())
def test_rows_of_other_days_and_of_other_deals_may_come_in_any_order(
    rows: list[tuple[str, str, int]], random: object
) -> None:
    once = list({(deal, day): (deal, name, day) for deal, name, day in rows}.values())
    mixed = list(once)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert_frame_equal(counted(once), counted(mixed))


@given(ROWS, st.integers(0, 9))
def test_rows_dated_after_a_day_do_not_change_the_stages_on_it(
    rows: list[tuple[str, str, int]], day: int
) -> None:
    as_of = date(2026, 1, 1) + timedelta(days=day)
    until = [row for row in rows if row[2] <= day]
    if not until:
        return
    columns = ["stage", "n_records", "n_visits", "n_returns", "n_backward", "n_jumped"]
    whole, known = (stage_visits(history(some), None, None, STAGES) for some in (rows, until))
    found = [
        metrics.stage_counts(visits, as_of=as_of, object="opportunity").select(columns)
        for visits in (whole, known)
    ]
    assert_frame_equal(*found)
