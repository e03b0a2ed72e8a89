from datetime import date

import polars as pl
import pytest

from revops import journeys

AS_OF = date(2026, 6, 30)


def touched(walk: pl.DataFrame, conversion: str) -> list[str | None]:
    return walk.filter(pl.col("conversion_id") == conversion)["touchpoint_id"].to_list()


@pytest.mark.parametrize(
    ("by", "with_roles", "expected"),
    [
        ("buying_group", False, ["t1", "t2", "t3"]),  # nobody has a role: all of Aurora
        ("buying_group", True, ["t1", "t3"]),  # Bruno has no role
        ("account", True, ["t1", "t2", "t3"]),
        ("lead", False, ["t1", "t3"]),
    ],
)
def test_whose_touches_count(opportunities, touchpoints, leads, roles, by, with_roles, expected):
    walk = journeys.build(
        opportunities, touchpoints, None, roles if with_roles else None, leads, as_of=AS_OF, by=by
    )
    assert touched(walk, "O-Aurora") == expected


@pytest.mark.parametrize("by", list(journeys.GROUPS))
def test_without_an_account_there_is_the_lead(opportunities, touchpoints, leads, by):
    walk = journeys.build(opportunities, touchpoints, None, None, leads, as_of=AS_OF, by=by)
    assert touched(walk, "O-Elena") == ["t5"]


def test_the_primary_lead_belongs_even_without_a_role(opportunities, touchpoints, leads, roles):
    brunos = roles.with_columns(lead_id=pl.lit("Bruno"))
    walk = journeys.build(opportunities, touchpoints, None, brunos, leads, as_of=AS_OF)
    assert touched(walk, "O-Aurora") == ["t1", "t2", "t3"]


def test_a_blank_person_or_account_joins_nothing(opportunities, touchpoints, leads, roles):
    nobody = opportunities.with_columns(
        lead_id=pl.lit(None, pl.String), account_id=pl.lit(None, pl.String)
    )
    blank_role = roles.with_columns(lead_id=pl.lit(None, pl.String))
    homeless = leads.with_columns(account_id=pl.lit(None, pl.String))
    walk = journeys.build(nobody, touchpoints, None, blank_role, homeless, as_of=AS_OF)
    assert walk["channel"].unique().to_list() == ["unattributed"]


def test_an_activity_on_the_deal_is_not_the_leads_own(opportunities, activities):
    group = journeys.build(opportunities, None, activities, as_of=AS_OF)
    alone = journeys.build(opportunities, None, activities, as_of=AS_OF, by="lead")
    assert touched(group, "O-Aurora") == ["a1", "a4"]
    assert touched(alone, "O-Aurora") == ["a1"]


def test_who_came_after_the_conversion_was_not_in_it(opportunities, touchpoints, leads):
    late = leads.with_columns(
        pl.when(pl.col("lead_id") == "Bruno")
        .then(opportunities["closed_at"].max())
        .otherwise("created_at")
        .alias("created_at")
    )
    walk = journeys.build(opportunities, touchpoints, None, None, late, as_of=AS_OF)
    assert touched(walk, "O-Aurora") == ["t1", "t3"]


def test_one_touch_counts_in_each_deal_of_its_person(opportunities, touchpoints):
    twins = pl.concat(
        [opportunities, opportunities.head(1).with_columns(opportunity_id=pl.lit("O-Again"))]
    )
    walk = journeys.build(twins, touchpoints, as_of=AS_OF)
    assert touched(walk, "O-Again") == touched(walk, "O-Aurora") == ["t1", "t3"]
