"""An open page offers the newer one, wherever it was opened from."""

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from revops.report.edition import FILE, stamp
from revops.report.site import Entry, index_html


@pytest.fixture
def write(tmp_path: Path, english: Any, heading: Any) -> Callable[[str], Path]:
    """Write a folder of one page, and stamp it."""

    def written(title: str) -> Path:
        html = index_html([Entry("funnel", title, "?")], english, heading)
        (tmp_path / "index.html").write_text(html, "utf-8")
        stamp(tmp_path)
        return tmp_path / "index.html"

    return written


def test_the_same_pages_are_the_same_edition_and_others_another(
    write: Callable[[str], Path],
) -> None:
    def of(title: str) -> tuple[str, str]:
        page = write(title)
        return page.read_text("utf-8"), (page.parent / FILE).read_text("utf-8")

    once = of("Funnel")
    assert of("Funnel") == once
    assert of("Wins")[1] != once[1]


def test_a_title_that_looks_like_the_mark_is_left_alone(write: Callable[[str], Path]) -> None:
    html = write(' data-edition=""').read_text("utf-8")
    assert "data-edition=&#34;&#34;" in html


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


@pytest.mark.parametrize("place", ["disk", "server"])
def test_an_open_page_offers_the_newer_one(
    place: str, browser: Any, write: Callable[[str], Path], served: str
) -> None:
    page = write("Funnel")
    tab = browser.new_page()
    try:
        errors: list[str] = []
        tab.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        tab.clock.install()
        tab.goto(page.as_uri() if place == "disk" else served)
        offer = tab.locator("#newer")
        tab.clock.run_for(16_000)
        tab.wait_for_timeout(300)
        assert not offer.is_visible()
        write("Wins")
        tab.clock.run_for(16_000)
        offer.wait_for(state="visible")
        offer.locator("a").click()
        tab.get_by_role("link", name="Wins").wait_for()
        assert not offer.is_visible()
        assert [each for each in errors if "favicon" not in each and "404" not in each] == []
    finally:
        tab.close()
