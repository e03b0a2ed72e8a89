from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops import journeys
from revops.journeys.milestones import FLAGS

AS_OF = date(2026, 6, 30)


def marked(walk: pl.DataFrame, conversion: str) -> dict[str, list[str]]:
    mine = walk.filter(pl.col("conversion_id") == conversion)
    return {flag: mine.filter(pl.col(flag))["touchpoint_id"].to_list() for flag in FLAGS}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            "won",
            {
                "is_first": ["t1"],
                "is_lead_creation": ["t1"],  # the ad made Ana, the group's first lead
                "is_opportunity_creation": ["t3"],
                "is_close": ["a4"],
            },
        ),
        (
            "opportunity",
            {
                "is_first": ["t1"],
                "is_lead_creation": ["t1"],
                "is_opportunity_creation": ["t3"],
                "is_close": [],
            },
        ),
    ],
)
def test_milestones_of_a_journey(opportunities, touchpoints, activities, leads, target, expected):
    walk = journeys.build(
        opportunities, touchpoints, activities, None, leads, as_of=AS_OF, target=target
    )
    assert marked(walk, "O-Aurora") == expected


def test_lead_creation_is_the_groups_earliest(opportunities, touchpoints, leads):
    later = pl.when(pl.col("lead_id") == "Ana").then(
        datetime(2026, 2, 9, 12, tzinfo=UTC)
    ).otherwise("created_at").cast(leads.schema["created_at"]).alias("created_at")  # fmt: skip
    walk = journeys.build(
        opportunities, touchpoints, None, None, leads.with_columns(later), as_of=AS_OF
    )
    assert marked(walk, "O-Aurora")["is_lead_creation"] == ["t2"]  # Bruno now came first


def test_a_milestone_before_every_touch_or_after_the_end_is_missing(opportunities, touchpoints):
    early = opportunities.with_columns(created_at=pl.col("created_at").dt.offset_by("-1y"))
    late = opportunities.with_columns(created_at=pl.col("closed_at").dt.offset_by("1d"))
    for deals in (early, late):
        walk = journeys.build(deals, touchpoints, as_of=AS_OF)
        assert marked(walk, "O-Aurora")["is_opportunity_creation"] == []


def test_without_leads_no_lead_creation_is_known(opportunities, touchpoints):
    walk = journeys.build(opportunities, touchpoints, as_of=AS_OF)
    assert not walk["is_lead_creation"].any()


def test_the_unattributed_row_is_first_and_nothing_else(opportunities):
    walk = journeys.build(opportunities, as_of=AS_OF)
    assert walk.select(pl.col(FLAGS).all()).row(0) == (True, False, False, False)
    assert not walk["is_close"].any()
