"""A page's copy for mail: nothing in it runs, loads or leads astray; what is read is there."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from revops import text
from revops.report.chart_output import CHART
from revops.report.execute import Executed
from revops.report.heading import Heading
from revops.report.mailed import mailed
from revops.report.render import render

WORDS = text.load("en")
SITE = "https://numbers.faro.example/2026-W27/weekly_review.html"
SPEC = {
    "data": {"values": [{"stage": "Lead", "n": 7}, {"stage": "Won", "n": 2}]},
    "mark": "bar",
    "encoding": {"x": {"field": "n", "type": "quantitative"}, "y": {"field": "stage"}},
}
SHOWN = (
    '<p class="said">Deals won: 5, worth $77,679.</p>',
    '<details class="more"><summary>All rows</summary><table><tr><td>'
    "&lt;script&gt;x()&lt;/script&gt;</td></tr></table></details>",
    '<p class="downloads"><a download="a.csv" href="data:text/csv;base64,YQ==">As CSV</a></p>',
    '<p class="see"><a class="page" href="wins.html">The stories</a></p>',
    '<a class="record" href="https://crm.faro.example/deals/1?a=1&amp;b=2">1</a>',
    '<details class="command"><summary>Or as a command</summary><pre>revops decide</pre></details>',
)
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "<svg onload=\"document.title='owned'\"><a xlink:href='javascript:x()'>a</a></svg>"
    "<a href=' javascript:document.title=1'>b</a><iframe srcdoc='<script>1</script>'>c</iframe>"
    "<base href='http://127.0.0.1:9/'><link rel=stylesheet href='http://127.0.0.1:9/a.css'>"
    "<img src='http://127.0.0.1:9/pixel.png'><meta http-equiv=refresh content='0;url=http://x'>"
    "<form action='http://127.0.0.1:9/'><input name=a></form><style>@import 'http://127.0.0.1:9/'"
    "</style><div style='background:url(http://127.0.0.1:9/b.png)'>d</div><script src=x />"
)


class Seen(HTMLParser):
    """List elements, their attributes, and the text outside styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += "" if self.cdata_elem else data


def _seen(html: str) -> Seen:
    reader = Seen()
    reader.feed(html)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def page() -> str:
    """The weekly review in small, as a run renders it."""
    chart = {"data": {CHART: {"spec": SPEC, "description": "Seven leads, two won"}}}
    outputs: list[Any] = [new_output("display_data", data={"text/html": each}) for each in SHOWN]
    cells = [
        new_markdown_cell("# The weekly review\n\nAre we on pace?"),
        new_markdown_cell("## The bottom line"),
        new_code_cell(outputs=[*outputs, new_output("display_data", **chart)]),
    ]
    heading = Heading("Faro", "2026-W27", date(2026, 6, 30))
    return render(Executed("weekly_review", new_notebook(cells=cells), 1.0), WORDS, heading)


def test_a_copy_has_no_script_and_its_chart_as_a_picture(page: str) -> None:
    seen = _seen(mailed(page, WORDS))
    assert "script" in _seen(page).tags
    assert "script" not in seen.tags
    assert seen.tags.count("img") == 1
    assert ("alt", "Seven leads, two won") in seen.attributes
    assert not any(name.startswith("on") for name, _ in seen.attributes)


def test_what_is_read_is_there(page: str) -> None:
    seen = _seen(mailed(page, WORDS))
    for words in (
        "The weekly review",
        "Deals won: 5, worth $77,679.",
        "<script>x()</script>",
        "Faro",
    ):
        assert words in seen.text
    assert ("open", "") in seen.attributes
    assert ".still {" in mailed(page, WORDS)  # its style is whole


def test_what_only_the_page_can_do_is_left_out_and_said(page: str) -> None:
    seen = _seen(mailed(page, WORDS))
    for words in ("As CSV", "Or as a command", "The stories", "All reports", "newer version"):
        assert words in _seen(page).text
        assert words not in seen.text
    assert "A copy made for mail" in seen.text


def test_links_lead_to_the_site_where_there_is_one(page: str) -> None:
    seen = _seen(mailed(page, WORDS, SITE))
    links = [value for name, value in seen.attributes if name == "href"]
    front = SITE.rpartition("/")[0]
    assert {SITE, f"{front}/wins.html", f"{front}/index.html"} <= set(links)
    assert "https://crm.faro.example/deals/1?a=1&b=2" in links
    assert all(link.startswith("https://") for link in links)


def test_its_rule_allows_nothing(page: str) -> None:
    rules = re.findall(
        r'http-equiv="Content-Security-Policy" content="([^"]*)"', mailed(page, WORDS)
    )
    assert len(rules) == 1
    assert rules[0].startswith("default-src &#x27;none&#x27;")
    assert "sha256" not in rules[0]


def test_its_size_is_that_of_what_is_read(page: str) -> None:
    copy = mailed(page, WORDS)
    assert len(copy) < 60_000 < len(page)


def test_a_copy_of_a_copy_says_the_same(page: str) -> None:
    once = _seen(mailed(page, WORDS))
    assert _seen(mailed(mailed(page, WORDS), WORDS)).text.count("Deals won") == 1
    assert once.text.count("Deals won") == 1


def test_hostile_markup_does_nothing_in_a_browser(browser: Any, tmp_path: Path, page: str) -> None:
    copy = tmp_path / "copy.html"
    copy.write_text(mailed(page.replace("Are we on pace?", HOSTILE), WORDS), "utf-8")
    asked: list[str] = []
    opened = browser.new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(copy.as_uri())
    title = opened.title()
    width = opened.evaluate("document.querySelector('.still').naturalWidth")
    opened.close()
    assert title == "The weekly review · Faro"
    assert width > 0
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@given(st.lists(st.sampled_from([*HOSTILE.replace(">", ">\0").split("\0"), "<", "&lt;", "text"])))
def test_no_mixture_brings_a_script_or_a_handler_in(parts: list[str]) -> None:
    seen = _seen(mailed("<body><main>" + "".join(parts) + "</main></body>", WORDS))
    assert not {"script", "iframe", "base", "link", "form", "input"} & set(seen.tags)
    assert not any(name.startswith("on") or name == "srcdoc" for name, _ in seen.attributes)
    loads = [value for name, value in seen.attributes if name in ("href", "src")]
    assert all(re.match(r"https?://|data:image/|#|mailto:", value) for value in loads)
