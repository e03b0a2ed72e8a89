"""A win's story: the way, the people of both teams, the content, the promise and the talk."""

from datetime import date, datetime
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from revops.alignment import win_stories, wins_total
from revops.journeys import build

AS_OF = date(2026, 6, 30)
AT = pl.Datetime("us")


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12)


def frame(rows: list[tuple[Any, ...]], **schema: Any) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.fixture
def tables() -> dict[str, Any]:
    """Aurora bought on 2 June, Bosque on the 9th; nothing was seen of how Bosque came to it."""
    text, tags = pl.String, pl.List(pl.String)
    deals = frame(
        [
            ("d1", "A", "ana", "Uno", "won", 900.0, on(4, 9), on(6, 2), "u3"),
            ("d2", "B", "bruno", "Dos", "won", 400.0, on(5, 9), on(6, 9), None),
            ("d3", "A", "ana", "Tres", "won", 50.0, on(4, 9), on(5, 31), "u3"),
            ("d4", "A", "ana", "Cuatro", "lost", 50.0, on(4, 9), on(6, 5), "u3"),
            ("d5", "A", "ana", "Cinco", "won", 50.0, on(4, 9), datetime(2026, 7, 1), "u3"),
        ],
        opportunity_id=text, account_id=text, lead_id=text, name=text, status=text,
        amount_base=pl.Float64, created_at=AT, closed_at=AT, owner_id=text,
    )  # fmt: skip
    touchpoints = frame(
        [
            ("t1", "ana", on(3, 1), "paid_search", "c1", None),
            ("t2", "ana", on(4, 1), "content", None, "guide"),
            ("t3", "ana", on(5, 1), "email", "c9", "guide"),
        ],
        touchpoint_id=text, lead_id=text, occurred_at=AT, channel=text, campaign_id=text,
        content_id=text,
    )  # fmt: skip
    activities = frame(
        [
            ("a1", "call", "outbound", "ana", "d1", "u3", on(4, 3), False, ["price"]),
            ("a2", "meeting", None, "ana", "d1", "u4", on(5, 3), False, ["price", "support"]),
            ("a3", "email", "outbound", "ana", "d1", "robot", on(5, 4), True, ["security"]),
        ],
        activity_id=text, kind=text, direction=text, lead_id=text, opportunity_id=text,
        user_id=text, occurred_at=AT, is_automated=pl.Boolean, topics=tags,
    )  # fmt: skip
    leads = frame(
        [("ana", "A", on(3, 2), "Ana Araya"), ("bruno", "B", on(6, 20), "Bruno Bravo")],
        lead_id=text, account_id=text, created_at=AT, full_name=text,
    )  # fmt: skip
    won = deals.filter(pl.col("status") == "won")
    return {
        "opportunities": deals,
        "accounts": frame([("A", "Aurora"), ("B", "Bosque")], account_id=text, name=text),
        "journeys": build(won, touchpoints, activities, None, leads, as_of=AS_OF),
        "leads": leads,
        "activities": activities,
        "campaigns": frame(
            [("c1", "Inventario", "u1", ["integration"]), ("c2", "Otra", "u9", ["security"])],
            campaign_id=text, name=text, owner_id=text, promise=tags,
        ),
        "content": frame(
            [("guide", "Guía", ["u2", "u3"], True), ("deck", "Otra", ["u9"], False)],
            content_id=text, title=text, author_ids=tags, made_with_sales=pl.Boolean,
        ),
        "feedback": frame(
            [("d1", ["competitor"], on(5, 5)), ("d1", ["security"], on(6, 20)),
             ("d4", ["timing"], on(5, 5))],
            opportunity_id=text, topics=tags, given_at=AT,
        ),
        "customers": frame(
            [("A", "d1", "renewed", on(6, 28)),
             ("A", "d1", "expanded", on(6, 2)), ("A", "d1", "onboarded", on(6, 10)),
             ("A", "d3", "nps", on(6, 3)), ("B", None, "onboarded", on(6, 20)),
             ("B", None, "ticket", on(6, 1))],
            account_id=text, opportunity_id=text, event=text, occurred_at=AT,
        ),
        "users": frame(
            [("u1", "Elisa", "marketing"), ("u2", "Renata", "marketing"), ("u3", "Sofía", "sales"),
             ("u4", "Paula", "success"), ("u9", "Nadie", "marketing")],
            user_id=text, name=text, team=text,
        ),
    }  # fmt: skip


TOPICS = frame(
    [("price", "es", "caro"), ("security", "es", "auditoria"), ("support", "es", "soporte")],
    topic=pl.String, language=pl.String, word=pl.String,
)  # fmt: skip


def test_what_bears_no_tag_is_read_from_the_notes(tables: dict[str, Any]) -> None:
    notes = {"a1": "Les parece caro el precio", "a2": "Piden una auditoria", "a3": "soporte"}
    tagless = pl.lit(None, pl.List(pl.String))
    read = tables["activities"].with_columns(
        note=pl.col("activity_id").replace_strict(notes), topics=tagless
    )
    told = {**tables, "activities": read, "feedback": None}
    story = win_stories(**told, topics=TOPICS, as_of=AS_OF).filter(opportunity_id="d1")
    assert story["talked_about"].to_list() == [["price", "security"]]
    heard = tables["feedback"].with_columns(text=pl.lit("Piden mejor soporte"), topics=tagless)
    told |= {"feedback": heard}
    story = win_stories(**told, topics=TOPICS, as_of=AS_OF).filter(opportunity_id="d1")
    assert story["talked_about"].to_list() == [["price", "security", "support"]]
    story = win_stories(**told, as_of=AS_OF).filter(opportunity_id="d1")
    assert story["talked_about"].to_list() == [[]]


def test_the_story_of_a_win(tables: dict[str, Any]) -> None:
    story = win_stories(**tables, as_of=AS_OF).filter(opportunity_id="d1").row(0, named=True)
    people = story.pop("people")
    assert story == {
        "opportunity_id": "d1",
        "company": "Aurora",
        "deal": "Uno",
        "won_on": date(2026, 6, 2),
        "value": 900.0,
        "first_touch_on": date(2026, 3, 1),
        "first_channel": "paid_search",
        "first_campaign": "Inventario",
        "lead_on": date(2026, 3, 2),
        "created_on": date(2026, 4, 9),
        "after_event": "onboarded",
        "after_on": date(2026, 6, 10),
        "days_to_win": 93,
        "marketing_touches": 3,
        "sales_touches": 2,
        "n_people": 1,
        "marketing_people": "Elisa, Renata",
        "sales_people": "Sofía",
        "other_people": "Paula",
        "content": ["Guía"],
        "made_together": ["Guía"],
        "promised": ["integration"],
        "talked_about": ["competitor", "price", "support"],
        "full_name": "Ana Araya",
    }
    assert [(each["name"], each["roles"]) for each in people] == [
        ("Elisa", ["campaign"]),
        ("Renata", ["author"]),
        ("Sofía", ["author", "conversation", "deal_owner"]),
        ("Paula", ["conversation"]),
    ]


def test_a_win_of_which_nothing_else_is_known(tables: dict[str, Any]) -> None:
    story = win_stories(**tables, as_of=AS_OF).filter(opportunity_id="d2").row(0, named=True)
    assert (story["first_touch_on"], story["days_to_win"], story["lead_on"]) == (None, None, None)
    assert (story["marketing_touches"], story["sales_touches"]) == (0, 0)
    assert [story[name] for name in ("people", "content", "promised", "talked_about")] == [[]] * 4
    assert (story["after_event"], story["after_on"]) == ("onboarded", date(2026, 6, 20))


def test_one_row_a_deal_won_in_the_days_newest_first(tables: dict[str, Any]) -> None:
    def deals(**how: Any) -> list[str]:
        return win_stories(**tables, **{"as_of": AS_OF, **how})["opportunity_id"].to_list()

    assert deals() == ["d2", "d1"]
    assert deals(days=31) == ["d2", "d1", "d3"]
    assert deals(days=21) == []
    assert deals(as_of=date(2026, 7, 1), days=2) == ["d5"]


def test_what_comes_later_changes_no_story(tables: dict[str, Any]) -> None:
    early = {**tables, "customers": tables["customers"].filter(pl.col("occurred_at") < on(6, 15))}
    then = date(2026, 6, 14)
    assert_frame_equal(win_stories(**tables, as_of=then), win_stories(**early, as_of=then))


def test_the_deals_alone_have_a_story_too(tables: dict[str, Any]) -> None:
    found = win_stories(tables["opportunities"], as_of=AS_OF)
    assert found.select("opportunity_id", "company", "deal", "sales_people").rows() == [
        ("d2", None, "Dos", None),
        ("d1", None, "Uno", "u3"),
    ]
    assert found.schema == win_stories(**tables, as_of=AS_OF).schema


def test_without_users_ids_stand_with_the_team_whose_work_it_was(tables: dict[str, Any]) -> None:
    story = win_stories(**{**tables, "users": None}, as_of=AS_OF).filter(opportunity_id="d1")
    assert story.select("marketing_people", "sales_people").row(0) == ("u1, u2, u3", "u3, u4")


def test_somebody_whom_the_users_do_not_list_keeps_the_id(tables: dict[str, Any]) -> None:
    users = tables["users"].filter(pl.col("user_id") != "u3")
    story = win_stories(**{**tables, "users": users}, as_of=AS_OF).filter(opportunity_id="d1")
    assert story["sales_people"].item() == "u3"


def test_the_order_of_rows_changes_nothing(tables: dict[str, Any]) -> None:
    turned = {
        name: table if name == "journeys" else table.reverse() for name, table in tables.items()
    }
    assert_frame_equal(win_stories(**tables, as_of=AS_OF), win_stories(**turned, as_of=AS_OF))


def test_the_total_is_that_of_the_stories(tables: dict[str, Any]) -> None:
    assert wins_total(tables["opportunities"], as_of=AS_OF).row(0) == (2, 1300.0)
    assert wins_total(tables["opportunities"], as_of=AS_OF, days=1).row(0) == (0, 0.0)
