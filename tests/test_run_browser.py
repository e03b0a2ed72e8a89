"""The sample's pages in a real browser: alone, without errors, alive, and as wide as a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PAGES = (
    "index",
    "metrics",
    "weekly_review",
    "qualified_lead",
    "two_complaints",
    "promises",
    "field_feedback",
    "wins",
    "funnel",
    "time_to_close",
    "speed_to_lead",
    "pipeline",
    "attribution",
    "campaign_return",
    "after_the_sale",
    "data_quality",
)
CHARTS = {
    "weekly_review": 2,
    "qualified_lead": 2,
    "two_complaints": 1,
    "promises": 1,
    "field_feedback": 2,
    "funnel": 3,
    "time_to_close": 3,
    "speed_to_lead": 2,
    "pipeline": 2,
    "attribution": 4,
    "campaign_return": 4,
    "after_the_sale": 4,
    "data_quality": 2,
}


class Opened:
    """A page in a tab, with all that it asked for and complained of."""

    def __init__(self, tab: Any, path: Path) -> None:
        self.tab = tab
        self.asked: list[str] = []
        self.errors: list[str] = []
        tab.on("request", lambda request: self.asked.append(request.url))
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("console", self._hear)
        tab.goto(path.as_uri())

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture
def open_page(browser: Any, sample: Callable[[str], Any]) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def opened(language: str, name: str, width: int = 1200) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        return Opened(context.new_page(), sample(language).folder / f"{name}.html")

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_asks_for_nothing_and_complains_of_nothing(
    open_page: Callable[..., Opened], language: str, name: str
) -> None:
    page = open_page(language, name)
    charts = page.tab.locator("figure.chart")
    assert charts.count() >= CHARTS.get(name, 0)
    for number in range(charts.count()):
        charts.nth(number).locator(".live svg").wait_for(state="visible")
    assert page.tab.locator("figure.chart:not(.is-live)").count() == 0
    fetched = [url for url in page.asked if not url.startswith(("data:", "blob:"))]
    assert fetched == [page.tab.url]
    assert page.errors == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(open_page: Callable[..., Opened], name: str) -> None:
    page = open_page("en", name, width=360)
    page.tab.locator("footer").wait_for()
    if name in CHARTS:
        page.tab.locator("figure.is-live").first.wait_for()
    assert page.tab.evaluate("document.documentElement.scrollWidth") == 360


def test_the_index_leads_to_a_page_and_back(open_page: Callable[..., Opened]) -> None:
    page = open_page("es", "index")
    page.tab.get_by_text("De lead a cliente").click()
    assert page.tab.url.endswith("/funnel.html")
    page.tab.get_by_text("Todos los informes").click()
    assert page.tab.url.endswith("/index.html")


def test_charts_speak_the_language(open_page: Callable[..., Opened]) -> None:
    page = open_page("es", "funnel")
    page.tab.locator("figure.is-live").first.wait_for()
    words = " ".join(page.tab.locator("figure.chart .live svg text").all_text_contents())
    assert "," in "".join(each for each in words.split() if each[:1].isdigit())
    assert "Within" not in words


def test_picking_a_model_changes_the_bars_and_a_level_their_names(
    open_page: Callable[..., Opened],
) -> None:
    page = open_page("en", "attribution")
    chart = page.tab.locator("figure.is-live").filter(has=page.tab.locator("select"))
    model, level = chart.locator("select").all()
    bars, names = chart.locator(".mark-rect path"), chart.locator(".role-axis-label text")
    chart.get_by_text("Model: Position 40/20/40", exact=True).wait_for()
    before = bars.evaluate_all("all => all.map(each => each.getAttribute('d'))")
    model.select_option(label="First touch")
    chart.get_by_text("Model: First touch", exact=True).wait_for()
    assert bars.evaluate_all("all => all.map(each => each.getAttribute('d'))") != before
    level.select_option(label="Team")
    chart.get_by_text("Level: Team", exact=True).wait_for()
    assert {"Marketing", "Sales"} <= set(names.all_text_contents())
    assert bars.count() == 2
    assert page.errors == []


def test_paper_has_no_lists_to_pick_from(open_page: Callable[..., Opened]) -> None:
    page = open_page("en", "attribution")
    lists = page.tab.locator(".vega-bindings:has(select)")
    lists.wait_for(state="visible")
    page.tab.emulate_media(media="print")
    lists.wait_for(state="hidden")
