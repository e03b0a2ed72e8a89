"""Pages in a real browser: hostile text stays text, charts live, nothing is fetched."""

import socket

import pytest

from revops.report.execute import execute
from revops.report.render import render

HOSTILE = (
    "</script><script>document.title='owned'</script><img src=x onerror=document.title='owned'>"
)
CELL = f"""import altair as alt, polars as pl
from IPython.display import display
from revops import text
from revops.report.chart_output import chart_bundle
from revops.report.table_output import table_html
words = text.load("es")
hostile = [{HOSTILE!r}, "{{{{ 7 * 7 }}}} $x$ =1+1"]
frame = pl.DataFrame({{"original_source": hostile, "value": [0.1, 0.2], "name": ["=cmd()", "a"]}})
bars = alt.Chart(frame, title=hostile, description=hostile[0], width="container").mark_bar()
bars = bars.encode(x=alt.X("value:Q", axis=alt.Axis(format=".1%")), y="original_source:N",
                   tooltip="original_source:N")
display(chart_bundle(bars, words), raw=True)
display({{"text/html": table_html(frame, words, title=hostile[0], unit="share")}}, raw=True)"""
INJECTED = """from IPython.display import display
display({{"text/html": "<script>document.title='owned'</script>"
         "<img alt='' src='http://127.0.0.1:{port}/x' onerror=\\"document.title='owned'\\">"}},
        raw=True)"""


@pytest.fixture
def opened(notebook, pool, spanish, heading, browser, tmp_path):
    """Open the page of some cells, and keep what it asks for."""
    pages = []

    def open_page(*cells, width=1200, scripts=True):
        path = tmp_path / "page.html"
        executed = execute(notebook(*cells), {}, pool)
        assert executed.error is None, executed.error
        path.write_text(render(executed, spanish, heading), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        pages.append(context)
        page = context.new_page()
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in pages:
        context.close()


def outside(page):
    return [url for url in page.asked if not url.startswith(("file:", "data:", "blob:"))]


def test_hostile_text_comes_out_as_plain_text(opened):
    page = opened("# Embudo", CELL)
    page.wait_for_selector(".is-live .vega-embed svg")
    assert page.title() == "Embudo · Faro <Software>"
    assert page.errors == []
    assert outside(page) == []
    assert page.locator("td", has_text="owned").first.inner_text() == HOSTILE
    assert "{{ 7 * 7 }} $x$ =1+1" in page.locator("table").inner_text()
    assert page.locator(".live", has_text="owned").count() == 1


def test_a_chart_comes_to_life_and_answers_the_pointer(opened):
    page = opened("# Embudo", CELL)
    page.wait_for_selector(".is-live .vega-embed svg")
    assert not page.locator(".still").is_visible()
    page.locator(".live .mark-rect path").last.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "{{ 7 * 7 }}" in page.locator("#vg-tooltip-element").inner_text()
    assert "10,0" in page.locator(".live svg").text_content()


def test_even_html_that_slipped_in_runs_nothing_and_fetches_nothing(opened):
    with socket.create_server(("127.0.0.1", 0)) as server:
        page = opened("# Embudo", INJECTED.format(port=server.getsockname()[1]))
        server.settimeout(0.5)
        with pytest.raises(TimeoutError):
            server.accept()
    assert page.title() == "Embudo · Faro <Software>"


def test_without_scripts_a_chart_is_a_picture_with_words(opened):
    page = opened("# Embudo", CELL, scripts=False)
    still = page.locator("img.still")
    assert still.is_visible()
    assert still.get_attribute("alt") == HOSTILE


def test_a_phone_scrolls_the_table_not_the_page(opened):
    page = opened("# Embudo", CELL, width=360)
    page.wait_for_selector(".is-live .vega-embed svg")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator(".live svg").bounding_box()["width"] <= 360


def test_paper_shows_charts_and_no_downloads(opened):
    page = opened("# Embudo", CELL)
    page.wait_for_selector(".is-live .vega-embed svg")
    page.emulate_media(media="print")
    assert page.locator(".live svg").is_visible()
    assert not page.locator(".downloads").is_visible()


@pytest.mark.parametrize(("link", "start"), [(0, b"\xef\xbb\xbforiginal_source"), (1, b"PK")])
def test_a_table_can_be_kept(opened, link, start):
    page = opened("# Embudo", CELL)
    with page.expect_download() as waiting:
        page.locator(".downloads a").nth(link).click()
    assert waiting.value.path().read_bytes().startswith(start)


def test_a_large_table_can_be_kept_too(opened):
    large = CELL.replace(
        "frame = pl.DataFrame(", "big = [str(n) * 30 for n in range(10_000)]\nframe = pl.DataFrame("
    )
    large = large.replace("table_html(frame", 'table_html(pl.DataFrame({"n": big})')
    page = opened("# Embudo", large)
    with page.expect_download() as waiting:
        page.locator(".downloads a").first.click()
    assert len(waiting.value.path().read_bytes()) > 1_000_000
