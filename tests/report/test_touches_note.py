"""What the page of credit says of its touches: how many journeys can teach, and what would help."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from revops.report import open_page

CONTACTS_ONLY = """
company = "Faro"
currency = "USD"
as_of = 2026-06-30
exports = [
  { source = "hubspot.contacts", path = "contacts.csv" },
  { source = "hubspot.deals", path = "deals.csv", currency = "USD" },
]
"""
INFERRED, HELPS = "made from fields of contacts", "An export of touches would help"


@pytest.fixture
def said(cast: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    shown: list[str] = []
    monkeypatch.setattr("revops.report.notes.show_html", shown.append)

    def say(settings: str = "", language: str = "en", **shape: object) -> str:
        if settings:
            (cast / "revops.toml").write_text(settings, "utf-8")
        open_page(str(cast), language=language).touches_note(**shape)
        return unescape(" ".join(shown))

    return say


def test_recorded_touches_are_counted(said: Callable[..., str]) -> None:
    told = said()
    assert "1 of 3 journeys have two or more touches" in told
    assert "needs 200" in told
    assert HELPS in told
    assert INFERRED not in told
    assert 'class="note"' in told


def test_inferred_touches_are_said_to_be(said: Callable[..., str]) -> None:
    told = said(CONTACTS_ONLY)
    assert "1 of 3 journeys have two or more touches" in told
    assert INFERRED in told
    assert HELPS in told
    assert 'class="warning"' in told


def test_the_lookback_shapes_the_journeys(said: Callable[..., str]) -> None:
    assert "0 of 3 journeys" in said(lookback_days=1)


def test_without_any_touch_nothing_is_said(said: Callable[..., str]) -> None:
    contacts = '  { source = "hubspot.contacts", path = "contacts.csv" },\n'
    assert said(CONTACTS_ONLY.replace(contacts, "")) == ""
