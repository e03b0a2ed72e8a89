"""Why the won value changed: parts that add up, whatever is zero, negative or cut by segments."""

from datetime import date, datetime, timedelta
from math import log

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.errors import BadParameter, UnknownName
from revops.metrics import won_value_change
from revops.metrics.lmdi import lmdi
from revops.metrics.metric import NotComputable

TODAY = date(2026, 12, 31)
LEVEL = st.one_of(st.just(0.0), st.floats(1e-3, 1e6))
SOURCES = st.sampled_from(["email", "events", None])


def levels(before: list[float], after: list[float]) -> pl.DataFrame:
    named = zip("abcd", before, after, strict=False)
    return pl.DataFrame({f"{n}_{w}": [v] for n, b, a in named for w, v in
                         (("before", b), ("after", a))})  # fmt: skip


def parts(before: list[float], after: list[float]) -> tuple[float, ...]:
    return levels(before, after).select(lmdi("abcd"[: len(before)])).row(0)


def test_hand_solved_parts() -> None:
    mean = (240 - 100) / log(240 / 100)
    by_hand = (mean * log(12 / 10), mean * log(6 / 12 / (4 / 10)), mean * log(40 / 25))
    assert parts([10, 4, 100], [12, 6, 240]) == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ([0, 0, 0], [10, 5, 50], (50, 0, 0)),  # nothing closed before
        ([10, 0, 0], [10, 5, 50], (0, 50, 0)),  # nothing won before
        ([10, 5, 50], [10, 5, 0], (0, 0, -50)),  # won for nothing now
        ([10, 5, 50], [0, 0, 0], (-50, 0, 0)),
        ([10, 0, 0], [0, 0, 0], (0, 0, 0)),
        ([10, 5, -20], [12, 6, 50], (0, 0, 70)),  # credits only: no logarithm
    ],
)
def test_zero_and_negative_values_follow_the_limit(before, after, wanted) -> None:
    assert parts(before, after) == wanted


def test_the_limit_is_that_of_small_values() -> None:
    tiny = 1e-300
    near = parts([10, tiny, tiny * 10], [10, 5, 50])
    assert near == pytest.approx(parts([10, 0, 0], [10, 5, 50]), abs=50 * 0.01)


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=3, max_size=3))
def test_parts_add_up_to_the_change(pairs) -> None:
    before, after = zip(*pairs, strict=True)
    # a level is nothing where the one before it is: no win without a closed deal
    nested = [[v if all(side[: n + 1]) else 0.0 for n, v in enumerate(side)]
              for side in (before, after)]  # fmt: skip
    total = nested[1][-1] - nested[0][-1]
    size = max(*nested[0], *nested[1], 1e-12)
    assert sum(parts(*nested)) == pytest.approx(total, abs=1e-9 * size)


DEAL = st.tuples(
    st.integers(0, 3), SOURCES, st.sampled_from(["won", "lost", "open"]), st.integers(0, 300),
    st.integers(0, 250), st.one_of(st.none(), st.floats(0, 1e5)),
)  # fmt: skip


def company(rows) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Four leads, each of a source, and their deals."""
    start = datetime(2025, 11, 1)
    leads = pl.DataFrame(
        {
            "lead_id": ["l0", "l1", "l2", "l3"],
            "created_at": [start + timedelta(days=90 * n) for n in range(4)],
            "original_source": ["email", "events", None, "email"],
        }
    )
    opened = [start + timedelta(days=day) for *_, day, _, _ in rows]
    closed = [
        None if status == "open" else at + timedelta(days=later)
        for at, (_, _, status, _, later, _) in zip(opened, rows, strict=True)
    ]
    deals = pl.DataFrame(
        {
            "opportunity_id": [f"d{n}" for n in range(len(rows))],
            "lead_id": [f"l{row[0]}" for row in rows],
            "status": [row[2] for row in rows],
            "created_at": opened,
            "closed_at": closed,
            "amount_base": [row[5] for row in rows],
        },
        schema_overrides={"closed_at": pl.Datetime("us"), "amount_base": pl.Float64},
    )
    return leads, deals


@given(
    st.lists(DEAL, min_size=1, max_size=25),
    st.sampled_from(["period", "cohort"]),
    st.sampled_from([[], ["original_source"]]),
    st.sampled_from(["last", "year"]),
    st.randoms(),
)
def test_the_parts_of_all_segments_add_up_in_any_order(rows, basis, by, against, random) -> None:
    leads, deals = company(rows)
    options = {"as_of": TODAY, "basis": basis, "against": against, "days": 150, "within_days": 30}
    try:
        found = won_value_change(deals, leads, by=by, **options)
    except NotComputable:
        return
    totals = found.unique([*by], keep="first") if by else found.head(1)
    change = totals["numerator"].sum() - totals["denominator"].sum()
    size = max(totals["numerator"].sum(), totals["denominator"].sum(), 1e-6)
    assert found["value"].sum() == pytest.approx(change, abs=1e-9 * size)
    turned = deals.sample(fraction=1, shuffle=True, seed=random.randint(0, 99))
    assert won_value_change(turned, leads, by=by, **options).equals(found)


def test_segments_and_their_mix_on_a_case_by_hand() -> None:
    """Twice the deals, all of them of the source that wins less: volume up, mix down."""
    leads = pl.DataFrame({"lead_id": ["e", "v"], "created_at": [datetime(2025, 1, 1)] * 2,
                          "original_source": ["email", "events"]})  # fmt: skip
    sold = [("e", "won", 3, 10.0), ("v", "won", 3, 10.0), ("v", "lost", 3, 1.0),
            ("e", "won", 9, 10.0), ("v", "won", 9, 10.0)] + [("v", "lost", 9, 1.0)] * 4  # fmt: skip
    deals = pl.DataFrame(
        [
            {"opportunity_id": str(n), "lead_id": who, "status": status, "amount_base": amount,
             "created_at": datetime(2025, 1, 2), "closed_at": datetime(2026, month, 15)}
            for n, (who, status, month, amount) in enumerate(sold)
        ]
    )  # fmt: skip
    found = won_value_change(
        deals, leads, as_of=date(2026, 9, 30), days=182, by=["original_source"]
    )
    email = found.filter(original_source="email")
    assert email["factor"].to_list() == ["n_closed", "mix", "win_rate", "mean_won_value"]
    # 10 before and after: volume 3 -> 6 pulls up by 10 ln 2 what the mix takes away
    assert email["value"].to_list() == pytest.approx([10 * log(2), -10 * log(2), 0, 0], abs=1e-12)
    assert email.select("before", "after").row(0) == (3.0, 6.0)


def test_what_the_cohort_did_later_does_not_count() -> None:
    rows = [(1, None, "won", 95, 10, 50.0), (1, None, "won", 95, 200, 999.0),
            (0, None, "won", 5, 10, 20.0), (0, None, "lost", 5, 10, 20.0)]  # fmt: skip
    leads, deals = company(rows)
    # the second lead came on 30 January; the first, on 1 November, is before both windows
    found = won_value_change(
        deals, leads, as_of=date(2026, 3, 1), basis="cohort", days=45, within_days=30
    )
    assert found.select("numerator", "denominator").row(0) == (50.0, 0.0)
    assert found["factor"].to_list()[:2] == ["n_leads", "opportunities_per_lead"]


def test_days_that_the_data_do_not_reach_are_said() -> None:
    leads, deals = company([(0, None, "won", 5, 10, 20.0), (0, None, "lost", 5, 10, 20.0)])
    with pytest.raises(NotComputable, match="do not reach back"):
        won_value_change(deals, leads, as_of=date(2026, 1, 5), days=60)


def test_bad_parameters_are_named() -> None:
    leads, deals = company([(0, None, "won", 5, 10, 20.0), (0, None, "lost", 5, 10, 20.0)])
    with pytest.raises(UnknownName, match="basis"):
        won_value_change(deals, leads, as_of=TODAY, basis="week")
    with pytest.raises(UnknownName, match="against"):
        won_value_change(deals, leads, as_of=TODAY, against="lastt")
    with pytest.raises(BadParameter, match="at least one day"):
        won_value_change(deals, leads, as_of=TODAY, days=0)
    with pytest.raises(NotComputable, match="leads"):
        won_value_change(deals, as_of=TODAY, basis="cohort")
