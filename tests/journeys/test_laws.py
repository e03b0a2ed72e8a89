"""What holds for every set of touches, roles and deals."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops import journeys
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
START = datetime(2026, 1, 1, tzinfo=UTC)
PEOPLE = st.sampled_from(["Ana", "Bruno", "Carla", "Diego", "Elena", "Farid", None])
ACCOUNTS = st.sampled_from(["Aurora", "Bosque", None])
MINUTES = st.integers(0, 150 * 24 * 60)
OFTEN = settings(deadline=None, max_examples=50)


def when(minutes: int | None) -> datetime | None:
    return None if minutes is None else START + timedelta(minutes=minutes)


def table(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = TABLES[name].schema()
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


@st.composite
def companies(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    moments = st.lists(MINUTES, unique=True, max_size=15)
    touched = [(minute, draw(PEOPLE)) for minute in draw(moments)]
    closed = draw(st.lists(st.tuples(st.none() | MINUTES, PEOPLE, ACCOUNTS), max_size=5))
    cast = draw(st.lists(PEOPLE.filter(bool), unique=True))
    roles = draw(st.lists(st.tuples(st.integers(0, 4), PEOPLE), unique=True, max_size=6))
    return {
        "touchpoints": table(
            "touchpoints",
            [
                {"touchpoint_id": f"t{n}", "lead_id": who, "occurred_at": when(minute)}
                for n, (minute, who) in enumerate(touched)
            ],
        ),
        "opportunities": table(
            "opportunities",
            [
                {
                    "opportunity_id": f"O{n}",
                    "status": "won",
                    "closed_at": when(minute),
                    "lead_id": who,
                    "account_id": account,
                    "amount_base": 10 * n,
                }
                for n, (minute, who, account) in enumerate(closed)
            ],
        ),
        "leads": table(
            "leads",
            [
                {"lead_id": who, "account_id": draw(ACCOUNTS), "created_at": when(draw(MINUTES))}
                for who in cast
            ],
        ),
        "opportunity_people": table(
            "opportunity_people",
            [{"opportunity_id": f"O{n}", "lead_id": who} for n, who in roles],
        ),
    }


@OFTEN
@given(companies(), st.sampled_from(sorted(journeys.GROUPS)))
def test_no_join_changes_the_conversions_or_their_value(company, by):
    walk = journeys.build(**company, as_of=AS_OF, by=by)
    ends = walk.filter(pl.col("position") == 1)
    assert sorted(ends["conversion_id"]) == sorted(company["opportunities"]["opportunity_id"])
    assert ends["value"].sum() == float(company["opportunities"]["amount_base"].sum() or 0)


@OFTEN
@given(companies())
def test_a_touch_is_at_most_once_in_a_journey_and_positions_count_up(company):
    walk = journeys.build(**company, as_of=AS_OF)
    assert not walk.select("conversion_id", "touchpoint_id").is_duplicated().any()
    for (_,), part in walk.group_by("conversion_id", maintain_order=True):
        assert part["position"].to_list() == list(range(1, part.height + 1))
        assert part["path_length"].unique().to_list() == [part.height]
        assert part["occurred_at"].is_sorted()


@OFTEN
@given(companies(), st.integers(0, 90), st.integers(0, 90))
def test_a_wider_window_never_loses_a_touch(company, days, more):
    def touched(lookback: int) -> set[tuple[str, str]]:
        walk = journeys.build(**company, as_of=AS_OF, lookback_days=lookback)
        found = walk.filter(pl.col("touchpoint_id").is_not_null())
        return set(found.select("conversion_id", "touchpoint_id").rows())

    assert touched(days) <= touched(days + more)


@OFTEN
@given(companies(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(company, random):
    seed = random.randint(0, 1000)
    shuffled = {
        name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in company.items()
    }
    assert_frame_equal(
        journeys.build(**company, as_of=AS_OF), journeys.build(**shuffled, as_of=AS_OF)
    )


@OFTEN
@given(companies(), st.integers(0, 150), st.integers(0, 30))
def test_a_later_as_of_keeps_what_was_there(company, day, more):
    early_day = START.date() + timedelta(days=day)
    early = journeys.build(**company, as_of=early_day)
    late = journeys.build(**company, as_of=early_day + timedelta(days=more))
    same = late.filter(pl.col("conversion_id").is_in(early["conversion_id"].implode()))
    assert_frame_equal(early, same)
