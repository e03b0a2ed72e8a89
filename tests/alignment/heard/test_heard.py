"""What the field hears: counted once, compared over equal spans, and never beyond chance."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from revops.alignment import (
    answers_before_after,
    content_in_deals,
    heard_by_month,
    heard_by_topic,
    heard_summary,
    heard_this_week,
    made_together,
    requested,
)
from revops.alignment.heard.two_shares import difference_ends, z_of
from revops.metrics import NotComputable
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
OUT = date(2026, 3, 2)
TOPICS = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> {{x}} $y$"


def remark(number: int, day: date | None, topics: list[str] | None, **said: object) -> dict:
    return {
        "feedback_id": f"F{number}",
        "kind": "objection",
        "opportunity_id": f"d{number}",
        "topics": topics,
        "given_at": None if day is None else datetime(day.year, day.month, day.day, 12),
        **said,
    }


def feedback(*rows: dict) -> pl.DataFrame:
    schema = {**TABLES["feedback"].schema(), "given_at": pl.Datetime("us", "America/Santiago")}
    naive = pl.DataFrame(list(rows), schema={**schema, "given_at": pl.Datetime("us")})
    return naive.with_columns(pl.col("given_at").dt.replace_time_zone("America/Santiago"))


def content(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLES["content"].schema())


GUIDE = {"content_id": "guide", "title": "Guide", "kind": "guide", "theme": ["price"]}
GUIDE |= {"made_with_sales": True, "published_on": OUT}


def daily(first: date, days: int, share: float, start: int) -> list[dict]:
    """One remark a day; the given share of them is about the price, evenly spread."""
    marks = [int((n + 1) * share) > int(n * share) for n in range(days)]
    return [
        remark(
            start + n,
            first + timedelta(days=n),
            ["price" if mark else "timing"],
            answered_by="guide",
        )
        for n, mark in enumerate(marks)
    ]


def test_an_objection_that_fades_after_its_guide_is_found_with_its_counts() -> None:
    told = feedback(*daily(OUT - timedelta(days=60), 60, 0.5, 0), *daily(OUT, 121, 0.1, 100))
    (row,) = answers_before_after(told, TOPICS, content(GUIDE), as_of=AS_OF).to_dicts()
    assert (row["days"], row["n_earlier"], row["n_since"]) == (60, 60, 60)
    assert (row["earlier_share"], row["since_share"]) == (0.5, 0.1)
    assert (row["verdict"], row["is_immature"]) == ("fewer", False)


def test_an_objection_that_stays_is_no_difference_and_one_that_grows_is_more() -> None:
    before = daily(OUT - timedelta(days=60), 60, 0.3, 0)
    same = feedback(*before, *daily(OUT, 60, 0.3, 100))
    more = feedback(*before, *daily(OUT, 60, 0.8, 100))
    assert answers_before_after(same, TOPICS, content(GUIDE), as_of=AS_OF)["verdict"].item() == (
        "no_difference"
    )
    assert answers_before_after(more, TOPICS, content(GUIDE), as_of=AS_OF)["verdict"].item() == (
        "more"
    )


def test_a_young_answer_is_said_to_be_young() -> None:
    told = feedback(*daily(OUT - timedelta(days=60), 60, 0.5, 0), *daily(OUT, 60, 0.1, 100))
    young = answers_before_after(told, TOPICS, content(GUIDE), as_of=OUT + timedelta(days=40))
    assert young.select("verdict", "is_immature", "days").row(0) == ("fewer", True, 41)
    early = answers_before_after(told, TOPICS, content(GUIDE), as_of=OUT + timedelta(days=10))
    assert early["verdict"].item() == "too_early"


def test_few_conversations_say_nothing() -> None:
    told = feedback(*daily(OUT - timedelta(days=60), 60, 0.5, 0)[:9], *daily(OUT, 60, 0.0, 100))
    found = answers_before_after(told, TOPICS, content(GUIDE), as_of=AS_OF)
    assert found["verdict"].item() == "too_little"


def test_a_remark_on_the_day_itself_is_after_and_several_on_one_deal_are_one() -> None:
    twice = remark(900, OUT, ["price"], opportunity_id="d100", answered_by="guide")
    told = feedback(*daily(OUT - timedelta(days=30), 30, 0.5, 0), *daily(OUT, 30, 0.0, 100), twice)
    (row,) = answers_before_after(told, TOPICS, content(GUIDE), as_of=AS_OF).to_dicts()
    assert (row["n_earlier"], row["n_since"]) == (30, 30)
    assert row["since_share"] == pytest.approx(1 / 30)


def test_with_many_answers_chance_alone_finds_none() -> None:
    random = np.random.default_rng(3)
    found = 0
    for _ in range(40):
        names = [f"t{n}" for n in range(8)]
        pieces = content(*({**GUIDE, "content_id": n, "theme": [n], "title": n} for n in names))
        days = [OUT + timedelta(days=int(n)) for n in random.integers(-100, 100, 240)]
        rows = [
            remark(n, day, [str(topic)], answered_by=str(topic))
            for n, (day, topic) in enumerate(
                zip(days, random.choice(names, len(days)), strict=True)
            )
        ]
        told = answers_before_after(feedback(*rows), TOPICS, pieces, as_of=AS_OF)
        found += told["verdict"].is_in(["fewer", "more"]).any()
    assert found / 40 <= 0.125


def test_the_difference_is_that_of_statsmodels() -> None:
    frame = pl.DataFrame({"k": [3, 0, 30], "n": [40, 12, 90], "i": [11, 4, 31], "m": [38, 9, 91]})
    low, high = difference_ends(*(pl.col(name) for name in "knim"), z=z_of(1))
    ours = frame.select(low.alias("low"), high.alias("high"))
    for row, ends in zip(frame.rows(), ours.rows(), strict=True):
        theirs = confint_proportions_2indep(*row, method="newcomb", compare="diff")
        assert ends == pytest.approx(theirs, abs=1e-9)


def test_feedback_without_a_date_is_in_no_period_and_is_counted() -> None:
    told = feedback(remark(1, date(2026, 6, 2), ["price"]), remark(2, None, ["price"]))
    (row,) = heard_summary(told, TOPICS, as_of=AS_OF).to_dicts()
    assert (row["n_remarks"], row["n_undated"]) == (1, 1)
    assert heard_by_topic(told, TOPICS, as_of=AS_OF)["n"].to_list() == [1]
    with pytest.raises(NotComputable, match="has a date"):
        heard_by_topic(feedback(remark(2, None, ["price"])), TOPICS, as_of=AS_OF)


def test_nothing_later_than_the_day_counts() -> None:
    told = feedback(*daily(date(2026, 5, 1), 61, 0.4, 0))
    later = pl.concat([told, feedback(remark(800, date(2026, 7, 1), ["security"]))])
    for function in (heard_by_topic, heard_by_month, heard_this_week, heard_summary):
        assert function(later, TOPICS, as_of=AS_OF).equals(function(told, TOPICS, as_of=AS_OF))


def test_with_too_many_remarks_unread_no_share_is_shown() -> None:
    rows = [remark(n, date(2026, 6, 2), ["price"] if n < 5 else None) for n in range(10)]
    with pytest.raises(NotComputable, match="5 of 10 remarks"):
        heard_by_topic(feedback(*rows), TOPICS, as_of=AS_OF)


def test_topics_are_read_from_the_text_where_there_are_no_tags() -> None:
    told = feedback(remark(1, date(2026, 6, 2), None, text="Lo ven muy caro"))
    assert heard_by_topic(told, TOPICS, as_of=AS_OF)["topic"].to_list() == ["price"]


def test_a_topic_that_is_suddenly_everywhere_is_unusual_and_a_usual_one_is_not() -> None:
    usual = daily(date(2025, 12, 1), 212, 0.2, 0)
    burst = [remark(700 + n, date(2026, 6, 28), ["security"]) for n in range(6)]
    found = heard_this_week(feedback(*usual, *burst), TOPICS, as_of=AS_OF)
    assert dict(found.select("topic", "is_unusual").rows()) == {
        "security": True,
        "timing": False,
        "price": False,
    }


def test_a_month_that_has_not_ended_is_marked() -> None:
    told = feedback(*daily(date(2026, 5, 1), 40, 0.5, 0))
    found = heard_by_month(told, TOPICS, as_of=date(2026, 6, 9))
    assert set(found.filter("is_immature")["month"]) == {"2026-06"}
    assert not heard_by_month(told, TOPICS, as_of=date(2026, 5, 31))["is_immature"].any()


def deals(*rows: tuple[str, date, str, date | None]) -> pl.DataFrame:
    names = ("opportunity_id", "created_at", "status", "closed_at")
    return pl.DataFrame(rows, schema=names, orient="row", schema_overrides={"closed_at": pl.Date})


EARLY = date(2025, 10, 1)
DEALS = deals(
    ("d1", EARLY, "won", date(2025, 12, 1)),
    ("d2", EARLY, "lost", date(2025, 12, 1)),
    ("d3", EARLY, "won", date(2026, 6, 1)),  # too late to count
    ("d4", date(2026, 5, 1), "won", date(2026, 5, 9)),  # too young to count
    ("d5", EARLY, "open", None),
)
SEEN = pl.DataFrame(
    {
        "conversion_id": ["d1", "d1", "d2", "d3", "d4", "d5"],
        "content_id": ["guide", "price", "price", "guide", "guide", None],
    }
)
PIECES = content(GUIDE, {**GUIDE, "content_id": "price", "made_with_sales": False})


def test_deals_are_counted_once_and_only_those_old_enough_tell_a_share() -> None:
    found = made_together(SEEN, PIECES, DEALS, as_of=AS_OF)
    rows = found.select("content_seen", "n_deals", "numerator", "denominator").rows()
    assert rows == [
        ("made_with_sales", 3, 1.0, 2.0),
        ("other_content", 1, 0.0, 1.0),
        ("no_content", 1, 0.0, 1.0),
    ]
    assert found["change_share"].to_list() == [0.5, None, 0.0]


def test_nothing_made_with_sales_is_a_reason_and_not_a_zero() -> None:
    alone = PIECES.with_columns(made_with_sales=pl.lit(False))
    with pytest.raises(NotComputable, match="made with sales"):
        made_together(SEEN, alone, DEALS, as_of=AS_OF)


def test_each_piece_has_its_deals() -> None:
    found = content_in_deals(SEEN, PIECES, DEALS, as_of=AS_OF)
    assert found.select("made_with_sales", "n_deals", "denominator").rows() == [
        (True, 3, 2.0),
        (False, 2, 2.0),
    ]


def test_the_board_has_the_longest_waiting_on_top_and_names_the_answer() -> None:
    told = feedback(
        remark(1, date(2026, 6, 20), ["price"], kind="request", status="new", text=HOSTILE),
        remark(2, date(2026, 5, 1), ["price"], kind="request", status="new", user_id=HOSTILE),
        remark(3, date(2026, 1, 1), ["price"], kind="request", status="new", answered_by="guide"),
        remark(4, date(2026, 1, 1), ["price"], kind="request", status="closed"),
        remark(5, date(2026, 7, 1), ["price"], kind="request", status="new"),
        remark(6, date(2026, 6, 1), ["price"]),
    )
    found = requested(told, TOPICS, content(GUIDE), as_of=AS_OF)
    assert found.select("feedback_id", "status", "days_waiting", "answered_by").rows() == [
        ("F2", "new", 60, None),
        ("F1", "new", 10, None),
        ("F3", "answered", None, "Guide"),
        ("F4", "closed", None, None),
    ]
    assert found["user_id"][0] == HOSTILE
