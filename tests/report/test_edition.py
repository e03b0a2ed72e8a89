"""An open page offers the newer one, wherever it was opened from."""

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from revops.report.edition import FILE, SIDES, edition_of, redden, show, stamp
from revops.report.site import Entry, index_html
from revops.runs.banner import mark


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

    def end_headers(self) -> None:
        """Let nothing be kept: this server knows a file's age by whole seconds only."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


@pytest.fixture(params=["disk", "server"])
def opened(request: Any, browser: Any, write: Callable[[str], Path], served: str) -> Iterator[Any]:
    """A page that is open, from a disk or a server: its tab, and a wait of a look's time."""
    page = write("Funnel")
    tab = browser.new_page()
    errors: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    tab.on("request", lambda request: asked.append(request.url))
    tab.clock.install()
    start = page.parent.as_uri() if request.param == "disk" else served.rpartition("/")[0]
    tab.goto(f"{start}/index.html")
    yield tab
    tab.close()
    assert [each for each in errors if "favicon" not in each and "404" not in each] == []
    assert [url for url in asked if not url.startswith(f"{start}/")] == []


def look(tab: Any) -> tuple[bool, bool]:
    """Let a look pass; say whether a newer page is offered, and whether something went wrong."""
    tab.clock.run_for(16_000)
    tab.wait_for_timeout(300)
    return tab.locator("#newer").is_visible(), tab.locator("#amiss").is_visible()


def test_an_open_page_offers_the_newer_one(opened: Any, write: Callable[[str], Path]) -> None:
    assert look(opened) == (False, False)
    write("Wins")
    assert look(opened) == (True, False)
    opened.locator("#newer a").click()
    opened.get_by_role("link", name="Wins").wait_for()
    assert look(opened) == (False, False)


def test_an_open_page_says_that_a_red_line_was_put_on_it(
    opened: Any, write: Callable[[str], Path], tmp_path: Path
) -> None:
    mark(tmp_path, ["The run of today failed"])
    assert look(opened) == (False, True)
    opened.locator("#amiss a").click()
    opened.get_by_text("The run of today failed").wait_for()
    assert look(opened) == (False, False)
    mark(tmp_path, ["The run of tonight failed"])
    assert look(opened) == (False, False)
    write("Funnel")  # a good run, with the very same pages
    assert look(opened) == (True, False)
    opened.locator("#newer a").click()
    opened.get_by_text("The run of").wait_for(state="detached")
    assert look(opened) == (False, False)


def test_a_red_line_that_goes_again_leaves_the_open_page_as_it_was(
    opened: Any, write: Callable[[str], Path], tmp_path: Path
) -> None:
    mark(tmp_path, ["The run of today failed"])
    assert look(opened) == (False, True)
    write("Funnel")
    assert look(opened) == (False, False)


def test_a_newer_page_with_a_red_line_is_both(
    opened: Any, write: Callable[[str], Path], tmp_path: Path
) -> None:
    write("Wins")
    mark(tmp_path, ["The run of today failed"])
    assert look(opened) == (True, True)


def test_a_front_page_that_was_red_when_it_was_opened_says_nothing(
    browser: Any, write: Callable[[str], Path], tmp_path: Path
) -> None:
    page = write("Funnel")
    red, well = (edition_of(["x"], is_red=is_red) for is_red in (True, False))
    html = page.read_text("utf-8")
    mine = html.split('data-edition="')[1].split('"')[0]
    page.write_text(html.replace(mine, red), "utf-8")
    show(tmp_path, red)
    tab = browser.new_page()
    try:
        tab.clock.install()
        tab.goto(page.as_uri())
        assert look(tab) == (False, False)
        show(tmp_path, well)
        assert look(tab) == (True, False)
    finally:
        tab.close()


def test_a_picture_that_is_not_ours_stays(tmp_path: Path) -> None:
    picture = tmp_path / FILE
    for theirs in ("<svg><script/></svg>", f'<svg width="{SIDES}"/>'):
        picture.write_text(theirs, "utf-8")
        redden(tmp_path)
        show(tmp_path, "1x1")
        assert picture.read_text("utf-8") == theirs


def test_a_folder_is_reddened_once(write: Callable[[str], Path], tmp_path: Path) -> None:
    write("Funnel")
    redden(tmp_path)
    once = (tmp_path / FILE).read_text("utf-8")
    redden(tmp_path)
    assert (tmp_path / FILE).read_text("utf-8") == once
