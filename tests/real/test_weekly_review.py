"""Olist's weekly review says what is known of its last whole week, and which exports would help."""

from html import unescape

from .conftest import Numbers


def test_the_week_is_told_and_each_gap_has_its_reason(olist: Numbers) -> None:
    page = unescape((olist.folder / "weekly_review.html").read_text("utf-8"))
    assert "In week 47 of 2018 (Nov 19, 2018 to Nov 25, 2018), leads that came in: " in page
    for table in ("activities", "targets", "feedback", "decisions"):
        assert f"no export gives the table '{table}'" in page
    assert 'class="record"' not in page  # no address of a CRM is set
