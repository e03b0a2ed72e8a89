"""Marked touches stand only where nothing is recorded, and each person has a first one."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.load import load
from revops.load.touches import needed, with_first_sources, with_named
from revops.tables import TABLES
from revops.workspace import open_workspace

DAY = datetime(2026, 1, 10, 12, tzinfo=UTC)
LATER = datetime(2026, 2, 20, 12, tzinfo=UTC)
RULES = pl.DataFrame(
    [
        ("lead", "offline*", None, "event"),
        ("lead", "Paid Social", None, "social_ads"),
        ("touchpoint", None, None, "direct"),
    ],
    schema=["kind", "source", "medium", "channel"],
    orient="row",
)


def table(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLES[name].schema())


def lead(lead_id: str, source: str | None = "Organic Search", **more: object) -> dict[str, object]:
    return {"lead_id": lead_id, "created_at": DAY, "original_source": source, **more}


def touch(name: str, **more: object) -> dict[str, object]:
    lead_id = name.partition(":")[0]
    told = {"touchpoint_id": name, "lead_id": lead_id, "occurred_at": LATER, "kind": "visit"}
    return {**told, "is_inferred": True, **more}


def test_without_touches_each_lead_has_its_original_source() -> None:
    leads = table(
        "leads",
        lead("L1", from_file="contacts.csv", from_row=2, landing_page="/guia", account_id="A1"),
        lead("L2", None),
        lead("L3", " "),
        lead("L4", created_at=None),
        lead("L5", "OFFLINE_SOURCES"),
        lead("L6", merged_into="L1"),
    )
    touches = with_first_sources({"leads": leads}, RULES)["touchpoints"]
    assert touches.schema == TABLES["touchpoints"].schema()
    assert touches.select("touchpoint_id", "channel", "occurred_at", "url", "from_row").rows() == [
        ("L1:original_source", "organic_search", DAY, "/guia", 2),
        ("L5:original_source", "event", DAY, None, None),
    ]
    assert touches["is_inferred"].to_list() == [True, True]
    assert touches["account_id"].to_list() == ["A1", None]


@pytest.mark.parametrize(
    ("source", "channel"),
    [
        ("Búsqueda de pago", "paid_search"),
        ("BUSCA ORGÂNICA", "organic_search"),
        ("Redes sociales de pago", "social_ads"),
        ("OFFLINE", "event"),
        ("Social media", "organic_social"),
        ("Feria de Lima", "feria_de_lima"),
    ],
)
def test_a_translated_source_is_the_channel_that_costs_name_too(source: str, channel: str) -> None:
    rules = RULES.with_columns(source=pl.col("source").replace("Paid Social", "redes*de pago"))
    leads = table("leads", lead("L1", source))
    touches = with_first_sources({"leads": leads}, rules)["touchpoints"]
    assert touches["channel"].to_list() == [channel]


def test_one_recorded_touch_leaves_every_inferred_one_out() -> None:
    touches = table("touchpoints", touch("L1:latest_source"), touch("t1", is_inferred=None))
    tables = {"leads": table("leads", lead("L1"), lead("L2")), "touchpoints": touches}
    left = with_first_sources(needed(tables), RULES)
    assert left["touchpoints"]["touchpoint_id"].to_list() == ["t1"]


def test_a_first_touch_with_a_date_of_its_own_is_not_made_again() -> None:
    touches = table("touchpoints", touch("L1:original_source"), touch("L2:latest_source"))
    tables = {"leads": table("leads", lead("L1"), lead("L2")), "touchpoints": touches}
    made = with_first_sources(tables, RULES)["touchpoints"]
    assert made["touchpoint_id"].to_list() == [
        "L1:original_source",
        "L2:latest_source",
        "L2:original_source",
    ]


def test_two_fields_that_tell_one_moment_are_one_touch() -> None:
    touches = table(
        "touchpoints",
        touch("L1:first_conversion", kind="form"),
        touch("L1:recent_conversion", kind="form"),
        touch("L1:latest_source"),
        touch("L2:latest_source"),
    )
    left = needed({"touchpoints": touches})["touchpoints"]["touchpoint_id"].to_list()
    assert left == ["L1:first_conversion", "L1:latest_source", "L2:latest_source"]


def test_the_crms_word_is_the_channel_unless_a_rule_says_otherwise() -> None:
    touches = table(
        "touchpoints",
        touch("L1:latest_source", channel="Paid Social"),
        touch("L2:latest_source", channel="Búsqueda orgánica"),
        touch("L3:first_conversion"),
        touch("t1", is_inferred=None, channel=None),
    )
    named = with_named({"touchpoints": touches}, RULES)["touchpoints"]["channel"].to_list()
    assert named == ["social_ads", "organic_search", "unmapped", None]


def test_without_leads_and_touches_there_is_no_table() -> None:
    assert with_first_sources({"accounts": table("accounts")}, RULES).keys() == {"accounts"}
    assert "touchpoints" not in with_first_sources(
        {"leads": table("leads", lead("L1", None))}, RULES
    )


CONTACTS = """\
Record ID,Email,Create Date,Original Traffic Source,Latest Traffic Source,Latest Traffic Source Date
101,ana@aurora.example,2026-01-10 09:00,Organic Search,Email Marketing,2026-02-20 09:00
102,bruno@aurora.example,2026-02-01 09:00,Referrals,,
"""


@pytest.fixture
def contacts_only(cast: Path) -> Callable[[bool], pl.DataFrame]:
    def load_it(with_touches: bool) -> pl.DataFrame:
        (cast / "contacts.csv").write_text(CONTACTS, "utf-8")
        if not with_touches:
            settings = (cast / "revops.toml").read_text("utf-8")
            kept = [line for line in settings.splitlines() if "touches.csv" not in line]
            (cast / "revops.toml").write_text("\n".join(kept), "utf-8")
        return load(open_workspace(cast)).tables["touchpoints"]

    return load_it


def test_a_contacts_export_alone_gives_marked_touches(contacts_only: Callable[..., Any]) -> None:
    touches = contacts_only(False).sort("touchpoint_id")
    assert touches.select("touchpoint_id", "channel", "is_inferred").rows() == [
        ("101:latest_source", "email_marketing", True),
        ("101:original_source", "organic_search", True),
        ("102:original_source", "referral", True),
    ]
    assert touches["from_file"].unique().to_list() == ["contacts.csv"]


def test_beside_an_export_of_touches_they_are_left_out(contacts_only: Callable[..., Any]) -> None:
    touches = contacts_only(True)
    assert touches["touchpoint_id"].to_list() == ["t1", "t2", "t3", "t4", "t5", "t6"]
    assert touches["is_inferred"].null_count() == 6
