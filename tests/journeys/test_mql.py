"""The target mql: a lead's first entry to the stage, and the journeys that led to none."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops.errors import BadParameter, UnknownName
from revops.journeys import build, conversions

DAY = date(2026, 6, 30)


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


MQLS = pl.DataFrame(
    {
        "lead_id": ["Bruno", "Ana", "Ana", "Elena", "Nobody", "Farid", None],
        "mql_at": [at(3, 1), at(2, 20), at(2, 5), at(8, 1), at(3, 1), None, at(3, 1)],
    }
)


def test_a_lead_converts_once_when_it_first_qualified(opportunities, leads):
    found = conversions(opportunities, leads, as_of=DAY, target="mql", mqls=MQLS, value=5.0)
    assert found.select("conversion_id", "converted_at", "value", "account_id").rows() == [
        ("Ana", at(2, 5), 5.0, "Aurora"),
        ("Bruno", at(3, 1), 5.0, "Aurora"),
    ]  # Elena qualified after the day, Nobody is no lead, nobody knows when Farid did
    assert found["value"].dtype == pl.Float64


def test_a_merged_record_and_one_that_is_there_twice_are_no_conversions(opportunities, leads):
    merged = leads.with_columns(
        pl.when(pl.col("lead_id") == "Bruno").then(pl.lit("Ana")).alias("merged_into")
    )
    twice = pl.concat([merged, merged])
    found = conversions(opportunities, twice, as_of=DAY, target="mql", mqls=MQLS)
    assert found["conversion_id"].to_list() == ["Ana"]


def test_the_journey_holds_what_came_before_it(opportunities, leads, touchpoints, activities):
    walk = build(
        opportunities, touchpoints, activities, None, leads, as_of=DAY, target="mql", mqls=MQLS
    )
    ana = walk.filter(conversion_id="Ana")
    assert ana.select("touchpoint_id", "is_lead_creation", "is_opportunity_creation").rows() == [
        ("t1", True, False),  # Bruno came to Aurora by then; his webinar was on the first
        ("t2", False, False),
    ]
    assert walk["is_close"].sum() == 0
    nobodys = activities.with_columns(
        lead_id=pl.lit(None, pl.String), opportunity_id=pl.lit("Ana"), occurred_at=at(2, 1)
    )
    again = build(
        opportunities, touchpoints, nobodys, None, leads, as_of=DAY, target="mql", mqls=MQLS
    )
    assert again["team"].unique().to_list() == ["marketing"]  # a deal of that name is no lead


def test_accounts_of_whom_nobody_qualified_did_not_convert(opportunities, leads, touchpoints):
    walk = build(
        opportunities, touchpoints, None, None, leads, as_of=DAY, target="mql", mqls=MQLS,
        unconverted=("lost", "expired", "open"), lookback_days=100,
    )  # fmt: skip
    ends = walk.filter(position=1).select("conversion_id", "outcome").sort("conversion_id")
    assert ends.rows() == [
        ("Ana", "converted"),
        ("Bruno", "converted"),
        ("without mql: Bosque", "expired"),
        ("without mql: Delta", "open"),
        ("without mql: Elena", "expired"),
    ]


def test_what_is_missing_is_named(opportunities, leads):
    with pytest.raises(BadParameter, match="give mqls"):
        conversions(opportunities, leads, as_of=DAY, target="mql")
    with pytest.raises(BadParameter, match="'mql' needs the leads table"):
        conversions(opportunities, None, as_of=DAY, target="mql", mqls=MQLS)
    with pytest.raises(UnknownName, match="Did you mean 'mql'"):
        conversions(opportunities, leads, as_of=DAY, target="mqll")
