"""A win's card: kind, complete, escaped, and without a lead's name unless names are shown."""

import re
from datetime import date
from typing import Any

import pytest

from revops.report.win_cards import card_html
from revops.text import load

STORY: dict[str, Any] = {
    "company": "Aurora <b>&",
    "deal": "Uno",
    "won_on": date(2026, 6, 2),
    "value": 12900.0,
    "first_touch_on": date(2026, 3, 1),
    "first_channel": "paid_search",
    "first_campaign": "<i>Inventario",
    "lead_on": date(2026, 3, 2),
    "created_on": date(2026, 4, 9),
    "after_event": "onboarded",
    "after_on": date(2026, 6, 10),
    "days_to_win": 93,
    "marketing_touches": 1,
    "sales_touches": 2,
    "people": [
        {"team": "marketing", "name": "Elisa", "roles": ["campaign", "author"]},
        {"team": "sales", "name": "sofia@faro.example", "roles": ["deal_owner"]},
        {"team": "success", "name": "<u>Paula", "roles": ["conversation"]},
    ],
    "content": ["Guía", "<em>"],
    "made_together": ["Guía"],
    "promised": ["Feria"],
    "talked_about": [],
    "full_name": "Ana Araya",
}


def card(language: str = "en", *, show_names: bool = False, **other: Any) -> str:
    return card_html({**STORY, **other}, load(language), currency="USD", show_names=show_names)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_it_tells_the_answer_and_what_it_took() -> None:
    told = words(card())
    assert "The answer was yes on Jun 2, 2026, 93 days after the first touch" in told
    assert "1 touch by marketing and 2 touches by sales." in told
    assert "Uno · $12,900" in told


def test_the_way_is_in_the_order_of_its_days() -> None:
    days = re.findall(r"<time>([^<]+)</time> ([^<]+?)<", card().replace(" <span>", "<"))
    assert [name.strip() for _, name in days] == [
        "First touch", "Lead created", "Deal opened", "Won", "Onboarded",
    ]  # fmt: skip
    earlier = card(lead_on=date(2026, 1, 1))
    assert earlier.index("Lead created") < earlier.index("First touch")


def test_people_of_both_teams_stand_there_with_what_they_did() -> None:
    told = words(card())
    assert "Marketing Elisa (campaigns, content)" in told
    assert "Others of us &lt;u&gt;Paula (conversations)" in told
    assert "Others of us" not in words(card(people=STORY["people"][:2]))


def test_a_team_that_nothing_is_known_of_is_not_in_the_data() -> None:
    for team, title in (("marketing", "Marketing"), ("sales", "Sales")):
        told = words(card(people=[p for p in STORY["people"] if p["team"] != team]))
        assert f"{title} not in the data" in told
    assert "Talked about not in the data" in words(card())


def test_a_win_without_touches_blames_nobody() -> None:
    told = words(card(first_touch_on=None, days_to_win=None, after_on=None, after_event=None))
    assert "What came before is not in the data." in told
    assert "First touch" not in told


def test_all_that_exports_say_is_escaped() -> None:
    html = card()
    for tag in ("<b>", "<i>", "<u>", "<em>"):
        assert tag not in html
    assert "Aurora &lt;b&gt;&amp;" in html
    assert html.count("<article") == html.count("</article>") == 1


def test_the_lead_s_name_and_addresses_are_shown_only_where_allowed() -> None:
    hidden, shown = card(), card(show_names=True)
    assert "Ana" not in hidden
    assert "faro.example" not in hidden
    assert "with Ana Araya" in shown
    assert "sofia@faro.example" in shown


def test_what_both_teams_made_is_marked() -> None:
    assert "Guía (made by both teams), &lt;em&gt;" in card()


@pytest.mark.parametrize("company", ["Aurora", None])
def test_a_deal_without_a_company_is_named_by_itself(company: str | None) -> None:
    assert f"<h3>{company or 'Uno'}</h3>" in card(company=company)


def test_money_and_days_follow_the_language() -> None:
    told = words(card("es"))
    assert "12.900" in told
    assert "2 jun 2026" in told
