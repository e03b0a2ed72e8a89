"""Journeys that did not convert: lost, expired, open; each of whom, and when it ended."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops.attribution import LEARNERS, credit
from revops.errors import UnknownName
from revops.journeys import build

DAY = date(2026, 6, 30)


def at(month, day):
    return datetime(2026, month, day, 12, tzinfo=UTC)


INSTANT = pl.Datetime("us", "UTC")
DEALS = pl.DataFrame(
    {
        "opportunity_id": ["won", "lost", "open"],
        "account_id": ["Aurora", "Bosque", "Cumbre"],
        "lead_id": ["Ana", "Bruno", "Carla"],
        "created_at": [at(2, 1), at(2, 1), at(5, 1)],
        "closed_at": [at(3, 1), at(4, 1), None],
        "status": ["won", "lost", "open"],
        "amount_base": [900.0, 500.0, 70.0],
    },
    schema_overrides={"created_at": INSTANT, "closed_at": INSTANT},
)
LEADS = pl.DataFrame(
    {
        "lead_id": ["Ana", "Bruno", "Carla", "Diego", "Elena", "Fabio", "Gina"],
        "account_id": ["Aurora", "Bosque", "Cumbre", "Delta", "Delta", None, "Aurora"],
        "created_at": [at(1, 1)] * 7,
        "merged_into": pl.Series([None] * 7, dtype=pl.String),
    }
)
TOUCHES = pl.DataFrame(
    {
        "touchpoint_id": ["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8"],
        "lead_id": ["Ana", "Bruno", "Carla", "Diego", "Elena", "Fabio", "Bruno", "Gina"],
        "occurred_at": [at(2, 1), at(3, 1), at(5, 5), at(1, 3), at(1, 5), at(6, 1), at(5, 1),
                        at(5, 9)],
        "channel": ["email", "webinar", "email", "email", "call", "email", "email", "email"],
        "campaign_id": [None] * 8,
        "content_id": [None] * 8,
    },
    schema_overrides={"campaign_id": pl.String, "content_id": pl.String},
)  # fmt: skip


def walk(*outcomes, **shape):
    return build(
        DEALS, TOUCHES, None, None, LEADS, as_of=DAY, unconverted=outcomes,
        **{"lookback_days": 90, **shape},
    )  # fmt: skip


def ends(frame):
    return {
        row["conversion_id"]: (row["outcome"], row["n_converted"], row["n_lost"])
        for row in frame.filter(pl.col("position") == 1).iter_rows(named=True)
    }


def test_lost_at_the_loss_and_expired_after_the_last_touch():
    found = walk("lost", "expired")
    assert ends(found) == {
        "won": ("converted", 1.0, 0.0),
        "lost": ("lost", 0.0, 1.0),
        "without opportunity: Delta": ("expired", 0.0, 1.0),  # both of its people, as one journey
    }
    delta = found.filter(pl.col("outcome") == "expired")
    assert delta["channel"].to_list() == ["email", "call"]
    assert delta["converted_at"].unique().to_list() == [at(1, 5)]


def test_a_touch_after_the_loss_is_not_before_it():
    lost = walk("lost").filter(pl.col("outcome") == "lost")
    assert lost["touchpoint_id"].to_list() == ["t2"]


def test_open_ones_only_where_asked_for():
    found = ends(walk("lost", "expired", "open"))
    assert {name for name, (outcome, *_) in found.items() if outcome == "open"} == {
        "open", "without opportunity: Fabio",
    }  # fmt: skip


def test_alone_each_lead_is_its_own_journey():
    found = ends(walk("expired", by="lead"))
    assert {"without opportunity: Diego", "without opportunity: Elena"} <= found.keys()


@pytest.mark.parametrize("target", ["won", "opportunity", "lead"])
def test_conversions_are_the_same_with_and_without(target):
    plain = build(DEALS, TOUCHES, None, None, LEADS, as_of=DAY, lookback_days=90, target=target)
    more = walk("lost", "expired", "open", target=target)
    kept = more.filter(pl.col("n_converted") > 0).select(plain.columns)
    assert kept.equals(plain)


def test_nothing_that_did_not_convert_gets_credit():
    found = walk("lost", "expired")
    for model in ("linear", *LEARNERS):
        learns = {"fewest": 0} if model in LEARNERS else {}
        assert credit(found, model, **learns)["conversion_id"].unique().to_list() == ["won"]


def test_later_touches_do_not_change_the_day():
    later = TOUCHES.with_columns(
        occurred_at=pl.lit(at(7, 9)).cast(INSTANT), touchpoint_id=pl.lit("x")
    )
    both = build(
        DEALS, pl.concat([TOUCHES, later]), None, None, LEADS, as_of=DAY, lookback_days=90,
        unconverted=("lost", "expired"),
    )  # fmt: skip
    assert both.equals(walk("lost", "expired"))


def test_an_outcome_that_is_none_names_the_nearest():
    with pytest.raises(UnknownName, match="expired"):
        walk("expird")
