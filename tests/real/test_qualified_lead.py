"""A definition tested on two columns: what can be said, and what the page says it cannot say."""

import re
from html import unescape

import pytest

from .conftest import Numbers


@pytest.fixture
def page(olist: Numbers) -> str:
    text = (olist.folder / "qualified_lead.html").read_text("utf-8")
    shown = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(shown))


@pytest.mark.parametrize(
    ("version", "counts"),
    [("by_origin", "574 5,479 1"), ("by_page", "301 1,795 0")],
)
def test_origin_and_landing_page_can_be_tested(page: str, version: str, counts: str) -> None:
    assert re.search(rf"{version} Draft What was known on the day Won [\d.% –]+ {counts}", page)
    assert "What both teams vouch is set at creation" in page


def test_leads_that_change_sides_are_counted(page: str) -> None:
    assert re.search(r"Both versions – Won [\d.% –]+ 283 1,638 0", page)


@pytest.mark.parametrize(
    "reason",
    [
        "no version that both teams signed is in force on that day",
        "no export gives the table 'feedback'",
        "no export gives the table 'activities'",
        "no won deal has an amount",
        "no visit to the stage 'mql' is known",
    ],
)
def test_what_cannot_be_said_is_said(page: str, reason: str) -> None:
    assert f"This workspace's data cannot give this: {reason}" in page


def test_a_proposal_is_marked_wherever_it_stands(page: str) -> None:
    assert page.count("by_origin Draft") >= 4
