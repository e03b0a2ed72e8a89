"""The stories of truth.json are found in the raw exports, by simple counts."""

import json

import polars as pl
import pytest


@pytest.fixture(scope="module")
def stories(written):
    return json.loads((written / "truth.json").read_text(encoding="utf-8"))["stories"]


@pytest.fixture(scope="module")
def contacts(written):
    return pl.read_csv(written / "hubspot_contacts.csv", infer_schema=False)


@pytest.fixture(scope="module")
def by_hand(written):
    activities = pl.read_csv(written / "sales_activities.csv", infer_schema=False)
    return activities.filter(pl.col("is_automated") == "false")


def test_the_definition_is_looser_at_first(stories, contacts):
    late = pl.col("Create Date").str.slice(0, 10) >= stories["stricter_from"]
    qualified = pl.col("Became a Marketing Qualified Lead Date").is_not_null()
    share = dict(contacts.group_by(late.alias("late")).agg(qualified.mean()).iter_rows())
    assert share[False] > share[True] + 0.08


def test_follow_up_slips_for_a_quarter(stories, contacts, by_hand):
    first = by_hand.group_by("lead_id").agg(pl.col("occurred_at").min().str.slice(0, 10))
    routed = pl.col("Owner assigned date").str.slice(0, 10)
    days = (pl.col("occurred_at").str.to_date() - routed.str.to_date()).dt.total_days()
    slip = routed.is_between(pl.lit(stories["slip_from"]), pl.lit(stories["slip_to"]))
    waited = contacts.join(first, left_on="Record ID", right_on="lead_id")
    mean = dict(waited.group_by(slip.alias("slip")).agg(days.mean()).iter_rows())
    assert mean[True] > 1.5 * mean[False]


def test_one_campaign_promises_what_nobody_talks_about(stories, written, contacts, by_hand):
    campaigns = pl.read_csv(written / "campaigns.csv", infer_schema=False)
    first = (
        by_hand.filter(pl.col("topics").is_not_null())
        .group_by("lead_id", maintain_order=True)
        .agg(pl.col("topics").first())
    )
    source = contacts.select("Record ID", campaign_id="Original Source Drill-Down 1")
    talks = first.join(source, left_on="lead_id", right_on="Record ID").join(
        campaigns.select("campaign_id", "promise"), on="campaign_id"
    )
    odd = pl.col("campaign_id") == stories["mismatched_campaign"]
    kept = (pl.col("topics") == pl.col("promise")).mean()
    share = dict(talks.group_by(odd.alias("odd")).agg(kept).iter_rows())
    assert share[True] < 0.3 < 0.5 < share[False]
    topics = talks.filter(odd).get_column("topics").value_counts(sort=True)
    assert topics.row(0)[0] == stories["mismatched_topic"]


def test_an_objection_is_answered(stories, written):
    remarks = pl.read_csv(written / "sales_feedback.csv", infer_schema=False)
    raised = (pl.col("topics") == stories["answered_topic"]).mean()
    later = pl.col("given_at") >= stories["answered_from"]
    objections = remarks.filter(pl.col("kind") == "objection")
    share = dict(objections.group_by(later.alias("later")).agg(raised).iter_rows())
    assert share[True] < 0.6 * share[False]
    answers = remarks.filter(pl.col("topics") == stories["answered_topic"])
    assert stories["answering_content"] in answers.get_column("answered_by").to_list()


def test_rejected_is_not_disqualified(written, by_hand):
    remarks = pl.read_csv(written / "sales_feedback.csv", infer_schema=False)
    reasons = {
        kind: set(remarks.filter(pl.col("kind") == kind).get_column("reason"))
        for kind in ("rejection", "disqualification")
    }
    assert not reasons["rejection"] & reasons["disqualification"]
    rejected = remarks.filter(pl.col("kind") == "rejection")
    early = rejected.join(by_hand, on="lead_id").filter(pl.col("occurred_at") < pl.col("given_at"))
    assert rejected.height > 50
    assert early.height == 0
