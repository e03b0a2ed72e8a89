"""No join changes the number of conversions: roles, accounts, leads that are there twice."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops.journeys import GROUPS, TARGETS, build

DAY = date(2026, 6, 30)
EVERY = ("lost", "expired", "open")
#: What converts by then, among the small cast.
CONVERTED = {
    "won": ["O-Aurora", "O-Cumbre", "O-Elena"],
    "opportunity": ["O-Aurora", "O-Bosque", "O-Cumbre", "O-Delta", "O-Elena"],
    "mql": ["Ana", "Bruno", "Carla"],
    "lead": ["Ana", "Bruno", "Carla", "Diego", "Elena", "Farid"],
}


@pytest.fixture
def crowded(leads, opportunities, touchpoints, activities, roles):
    """Everything that a join could multiply: roles and leads twice, several people."""
    more = pl.DataFrame({"opportunity_id": ["O-Aurora", "O-Elena"], "lead_id": ["Bruno", "Ana"]})
    moments = [datetime(2026, 2, 5, tzinfo=UTC), datetime(2026, 2, 6, tzinfo=UTC)]
    return {
        "opportunities": opportunities,
        "touchpoints": touchpoints,
        "activities": activities,
        "opportunity_people": pl.concat([roles, roles, more], how="diagonal_relaxed"),
        "leads": pl.concat([leads, leads.reverse()]),
        "mqls": pl.DataFrame({"lead_id": ["Ana", "Bruno", "Carla"] * 2,
                              "mql_at": [moments[0]] * 3 + [moments[1]] * 3}),
    }  # fmt: skip


@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.parametrize("unconverted", [(), EVERY])
@pytest.mark.parametrize("target", TARGETS)
def test_as_many_conversions_as_there_are(crowded, target, unconverted, by):
    walk = build(**crowded, as_of=DAY, target=target, unconverted=unconverted, by=by)
    ends = walk.filter(position=1)
    assert not ends["conversion_id"].is_duplicated().any()
    assert not walk.select("conversion_id", "touchpoint_id").is_duplicated().any()
    if unconverted:
        ends = ends.filter(n_converted=1.0)
    assert sorted(ends["conversion_id"]) == CONVERTED[target]


def test_a_lead_that_is_there_twice_is_of_the_account_that_is_named_first(crowded):
    moved = crowded["leads"].head(6).with_columns(account_id=pl.lit("Elsewhere"))
    doubled = {**crowded, "leads": pl.concat([crowded["leads"], moved])}
    walk = build(**doubled, as_of=DAY, target="mql", unconverted=EVERY)
    others = walk.filter(pl.col("outcome") != "converted")["conversion_id"].unique().sort()
    assert others.to_list() == ["without mql: Delta", "without mql: Elena"]


def test_a_person_of_several_deals_is_in_each_journey_once(crowded):
    walk = build(**crowded, as_of=DAY)
    held = walk.filter(touchpoint_id="t1").get_column("conversion_id").to_list()
    assert sorted(held) == ["O-Aurora", "O-Elena"]  # Ana has a role on both
