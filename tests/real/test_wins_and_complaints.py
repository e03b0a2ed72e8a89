"""Olist tells its wins by owner, and nothing of the way; without activities nobody is judged."""

import re
from html import unescape

from .conftest import Numbers


def test_the_complaints_say_what_is_missing_in_every_place(olist: Numbers) -> None:
    page = (olist.folder / "two_complaints.html").read_text("utf-8")
    assert "no export gives the table 'activities'" in unescape(page)
    assert "Share of leads" not in page


def test_each_win_has_a_card_that_does_not_invent_a_way(olist: Numbers) -> None:
    page = (olist.folder / "wins.html").read_text("utf-8")
    cards = re.findall(r'<article class="win">.*?</article>', page, re.DOTALL)
    assert len(cards) == page.count("<dt>Sales</dt>") > 0
    assert all('Talked about</dt><dd class="unseen">not in the data' in card for card in cards)
