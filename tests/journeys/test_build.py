from datetime import date

import polars as pl
import pytest

from revops import journeys
from revops.errors import BadParameter, UnknownName
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)


def steps(walk: pl.DataFrame, conversion: str) -> list[str | None]:
    return walk.filter(pl.col("conversion_id") == conversion)["touchpoint_id"].to_list()


def test_both_teams_touches_stand_in_time_order(opportunities, touchpoints, activities, leads):
    walk = journeys.build(opportunities, touchpoints, activities, None, leads, as_of=AS_OF)
    aurora = walk.filter(pl.col("conversion_id") == "O-Aurora")
    assert aurora.select("position", "touchpoint_id", "channel", "team").rows() == [
        (1, "t1", "paid_search", "marketing"),
        (2, "t2", "webinar", "marketing"),
        (3, "t3", "email", "marketing"),
        (4, "a1", "sales_call", "sales"),
        (5, "a4", "sales_meeting", "sales"),
    ]
    assert aurora["path_length"].to_list() == [5] * 5
    assert aurora["value"].to_list() == [900.0] * 5


def test_only_won_deals_are_conversions_by_default(opportunities):
    walk = journeys.build(opportunities, as_of=AS_OF)
    assert walk["conversion_id"].to_list() == ["O-Aurora", "O-Cumbre", "O-Elena"]


def test_a_conversion_without_touches_keeps_its_value(opportunities, touchpoints, leads):
    walk = journeys.build(opportunities, touchpoints, None, None, leads, as_of=AS_OF)
    row = walk.row(by_predicate=pl.col("conversion_id") == "O-Cumbre", named=True)
    assert (row["channel"], row["team"], row["value"]) == ("unattributed", "unattributed", 400.0)
    assert (row["touchpoint_id"], row["position"], row["path_length"]) == (None, 1, 1)
    assert row["days_before"] is None


def test_days_before_are_days(opportunities, touchpoints, leads):
    walk = journeys.build(opportunities, touchpoints, None, None, leads, as_of=AS_OF)
    assert walk.filter(pl.col("touchpoint_id") == "t3")["days_before"].item() == 20.0


def test_columns_and_types_do_not_depend_on_the_rows(opportunities, touchpoints):
    full = journeys.build(opportunities, touchpoints, as_of=AS_OF)
    empty = journeys.build(opportunities.clear(), touchpoints.clear(), as_of=AS_OF)
    absent = journeys.build(opportunities, as_of=AS_OF)
    assert full.schema == empty.schema == absent.schema
    assert empty.height == 0


def test_the_window_holds_both_its_ends(opportunities, touchpoints):
    def inside(days: int, moment: pl.Expr) -> bool:
        moved = touchpoints.filter(touchpoint_id="t1").with_columns(occurred_at=moment)
        walk = journeys.build(opportunities, moved, as_of=AS_OF, lookback_days=days)
        return steps(walk, "O-Aurora") == ["t1"]

    won = pl.lit(opportunities["closed_at"][0])
    second = pl.duration(seconds=1)
    assert inside(30, won - pl.duration(days=30))
    assert not inside(30, won - pl.duration(days=30) - second)
    assert inside(30, won)
    assert not inside(30, won + second)


def test_a_negative_window_is_refused(opportunities):
    with pytest.raises(BadParameter, match="lookback_days is -1"):
        journeys.build(opportunities, as_of=AS_OF, lookback_days=-1)


@pytest.mark.parametrize("wrong", [{"by": "accounts"}, {"target": "wonn"}])
def test_an_unknown_choice_names_the_nearest(opportunities, wrong):
    with pytest.raises(UnknownName, match=r"Did you mean '(account|won)'"):
        journeys.build(opportunities, as_of=AS_OF, **wrong)


def test_ties_in_time_stay_in_file_order_and_marketing_stands_first(
    opportunities, touchpoints, activities
):
    same = pl.col("occurred_at").first()
    ads = touchpoints.filter(pl.col("touchpoint_id").is_in(["t1", "t3"])).with_columns(same)
    call = activities.filter(activity_id="a1").with_columns(occurred_at=ads["occurred_at"][0])
    forth = journeys.build(opportunities, ads, call, as_of=AS_OF)
    back = journeys.build(opportunities, ads.reverse(), call, as_of=AS_OF)
    assert steps(forth, "O-Aurora") == ["t1", "t3", "a1"]
    assert steps(back, "O-Aurora") == ["t3", "t1", "a1"]


def test_targets(opportunities, touchpoints, leads):
    made = journeys.build(opportunities, touchpoints, as_of=AS_OF, target="opportunity")
    assert made["conversion_id"].n_unique() == 5
    assert made["value"].unique().to_list() == [1.0]
    people = journeys.build(
        opportunities, touchpoints, None, None, leads, as_of=AS_OF, target="lead", value=25
    )
    assert people["conversion_id"].n_unique() == 6
    assert steps(people, "Farid") == ["t6"]
    assert people["value"].unique().to_list() == [25.0]


def test_a_lead_target_without_leads_says_so(opportunities):
    with pytest.raises(BadParameter, match="needs the leads table"):
        journeys.build(opportunities, as_of=AS_OF, target="lead")


def test_a_deal_closed_later_is_no_conversion_yet(opportunities):
    walk = journeys.build(opportunities, as_of=date(2026, 4, 1))
    assert walk["conversion_id"].to_list() == ["O-Aurora"]


def test_a_later_day_never_changes_earlier_conversions(
    opportunities, touchpoints, activities, leads
):
    after = leads.filter(lead_id="Ana").with_columns(
        lead_id=pl.lit("Nadia"), created_at=pl.lit(opportunities["closed_at"][2])
    )
    hers = touchpoints.filter(touchpoint_id="t3").with_columns(
        lead_id=pl.lit("Nadia"), touchpoint_id=pl.lit("t9")
    )
    tables = (
        opportunities,
        pl.concat([touchpoints, hers]),
        activities,
        None,
        pl.concat([leads, after]),
    )
    early = journeys.build(*tables, as_of=date(2026, 3, 1))
    late = journeys.build(*tables, as_of=AS_OF)
    assert late.filter(pl.col("conversion_id") == "O-Aurora").equals(early)


def test_a_won_deal_without_date_or_amount_is_kept(opportunities, touchpoints):
    blank = opportunities.filter(opportunity_id="O-Aurora").with_columns(
        closed_at=pl.lit(None, TABLES["opportunities"].schema()["closed_at"]),
        amount_base=pl.lit(None, TABLES["opportunities"].schema()["amount_base"]),
    )
    walk = journeys.build(blank, touchpoints, as_of=AS_OF)
    assert walk.select("channel", "value").rows() == [("unattributed", None)]
