"""Stories are switched on and off by name, in the raw exports and in the truth."""

import json

import polars as pl
import pytest

from revops.errors import BadParameter, UnknownName
from revops.sample import leads_of, write_sample
from revops.sample.outcome import unfold
from revops.sample.records import record
from revops.sample.stories import ALL, STORIES, USUAL, stories
from revops.sample.story import SURGING_TOPIC, WEEKS_FROM, WEEKS_TO, days
from revops.sample.world import draw_world

WEEKS = days(WEEKS_FROM, WEEKS_TO)


@pytest.fixture(scope="module")
def made():
    """Make the records of a company with the stories asked for, once each."""
    known = {}

    def make(*asked):
        if asked not in known:
            world = draw_world(5, leads_of(60), stories(asked))
            known[asked] = record(5, world, unfold(world), leads_of(60))
        return known[asked]

    return make


def in_weeks(frame, column):
    return frame.filter(pl.col(column) >= WEEKS[0], pl.col(column) < WEEKS[1])


def share(frame, condition):
    return frame.select(condition.mean()).item()


def test_names_sizes_and_what_is_left_out():
    assert tuple(USUAL.sizes) == ALL
    assert set(stories(("all", "-growth")).sizes) == set(ALL) - {"growth"}
    assert stories(("all", "none")).sizes == {}
    assert dict(stories(("slow_follow_up:2", "leads_drop")).sizes) == {
        "slow_follow_up": 2.0,
        "leads_drop": STORIES["leads_drop"].size,
    }


@pytest.mark.parametrize("asked", ["slow_folow_up", "-slow_folow_up", ""])
def test_an_unknown_story_is_refused(asked):
    with pytest.raises(UnknownName):
        stories((asked,))


@pytest.mark.parametrize("size", ["0", "-1", "1.5", "much", "nan", "inf", ""])
def test_a_size_that_cannot_be_is_refused(size):
    with pytest.raises(BadParameter, match="The size of leads_drop is"):
        stories((f"leads_drop:{size}",))


def test_a_story_without_a_size_takes_none():
    with pytest.raises(BadParameter, match="growth has no size"):
        stories(("growth:2",))


def test_the_truth_repeats_what_was_told(tmp_path):
    write_sample(tmp_path, seed=3, n_leads=300, stories=("leads_drop:0.4",))
    told = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert told["stories"] == {
        "leads_drop_from": "2026-03-02",
        "leads_drop_to": "2026-03-29",
        "leads_drop_size": 0.4,
    }
    assert told["hindsight"]["filled_after_win"] == []
    decisions = pl.read_csv(tmp_path / "decisions.csv", infer_schema=False)
    assert "DEC-01" not in decisions.get_column("decision_id")


def test_a_stable_company_has_as_many_leads_a_week_as_asked(made):
    contacts = made("none").contacts.filter(pl.col("created") >= 0)
    halves = [contacts.filter(pl.col("created") < 273).height, contacts.height]
    assert 0.93 < contacts.height / (60 * 78) < 1.07
    assert 0.45 < halves[0] / halves[1] < 0.55


def test_a_stable_company_wins_from_its_first_week(made):
    won = made("none").deals.filter("is_won").get_column("closed")
    assert won.is_between(0, 90).sum() > 20
    young = made("young_company").deals.filter("is_won").get_column("closed")
    assert young.min() > 0
    assert young.is_between(0, 90).sum() < 15


@pytest.mark.parametrize("name", ["growth", "seasons"])
def test_a_background_moves_the_leads(made, name):
    def late(records):
        created = records.contacts.filter(pl.col("created") >= 0).get_column("created")
        return created.is_between(*((14, 52) if name == "seasons" else (400, 546))).mean()

    higher = late(made(name)) > late(made("none"))
    assert higher == (name == "growth")


def test_leads_drop(made):
    def found(records):
        return in_weeks(records.contacts, "created").filter(source="Paid Search").height

    assert found(made("leads_drop:0.7")) < 0.6 * found(made("none"))


def test_unworked_surge(made):
    def worked(records):
        return share(in_weeks(records.contacts, "mql"), pl.col("contacted").is_not_null())

    assert worked(made("unworked_surge:0.4")) < worked(made("none")) - 0.2


def test_rejection_surge(made):
    def rejected(records):
        return share(in_weeks(records.contacts, "mql"), pl.col("rejected").is_not_null())

    assert rejected(made("rejection_surge:0.3")) > rejected(made("none")) + 0.15


def test_handover_surge(made):
    def handed(records):
        return in_weeks(records.contacts, "mql").height

    assert handed(made("handover_surge:1.6")) > 1.5 * handed(made("none"))


def test_win_rate_drop(made):
    def won(records):
        new = records.deals.filter("is_won", pl.col("deal_type") == "New Business")
        return in_weeks(new, "closed").height

    assert won(made("win_rate_drop:1")) == 0 < 4 < won(made("none"))


def test_topic_surge(made):
    def raised(records):
        objections = records.feedback.filter(kind="objection")
        return share(in_weeks(objections, "day"), pl.col("topic") == SURGING_TOPIC)

    assert raised(made("topic_surge:0.6")) > raised(made("none")) + 0.3


@pytest.mark.parametrize("story", sorted(set(STORIES) - set(ALL)))
def test_before_its_weeks_a_weekly_story_changes_nothing(made, story):
    plain, told = made("none"), made(story)
    before = pl.col("created") < WEEKS[0]
    shown = ["person", "created", "first_campaign"]
    assert (
        plain.contacts.filter(before)
        .select(shown)
        .equals(told.contacts.filter(before).select(shown))
    )
    won = pl.col("is_won") & (pl.col("closed") < WEEKS[0])
    assert set(plain.deals.filter(won)["account"]) == set(told.deals.filter(won)["account"])


def test_a_slow_follow_up_can_be_left_out(made):
    def hours(records):
        slip = records.contacts.filter(pl.col("mql").is_between(376, 454))
        return slip.select((pl.col("contacted") - pl.col("routed")).median()).item()

    assert hours(made("slow_follow_up")) > 1.5 * hours(made("none"))


def test_a_looser_definition_can_be_left_out(made):
    def early(records):
        return share(
            records.contacts.filter(pl.col("created").is_between(100, 360)),
            pl.col("mql").is_not_null(),
        )

    assert early(made("stricter_definition")) > early(made("none")) + 0.05
