"""A reader logs in, opens a page, asks for one with other values, and sees it. Then the folder
alone: opened as files, and served by a server that knows nothing of revops.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.serving.conftest import Site, free_port, notebook

CELL = """workspace: str = ""  # folder that holds revops.toml; empty: here or above
as_of: str = ""  # last day that counts, as 2026-06-30; empty: the workspace's
language: str = ""  # en or es; empty: the workspace's
days: int = 30  # how many days of wins are told
calibrate: bool = False  # whether it is scaled"""
CODE = (
    "from revops.report.opening import open_page\n"
    "page = open_page(workspace, as_of=as_of, language=language)",
    "print(f'{days * 2} in all, {calibrate}')",
)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    make_workspace: Callable[[Path], Path],
    start_site: Callable[..., Iterator[Site]],
) -> Iterator[Site]:
    """A real server with real runs, and the usual page already made."""
    root = make_workspace(tmp_path_factory.mktemp("browser") / "faro")
    notebook(root / "notebooks" / "small.ipynb", CELL, *CODE, title="Small")
    settings = (root / "revops.toml").read_text("utf-8")
    only = settings.replace('["small", "other"]', '["small"]')
    (root / "revops.toml").write_text(only, "utf-8")
    (root / "notebooks" / "other.ipynb").unlink()
    yield from start_site(root)


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    return []


@pytest.fixture(scope="module")
def tab(browser: Any, site: Site, complaints: list[str]) -> Any:
    """A tab whose reader has logged in."""
    opened = browser.new_page()
    opened.set_default_timeout(30_000)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(f"http://127.0.0.1:{site.port}/revops")
    assert "/login" in opened.url
    opened.fill("input[type=password]", site.token)
    opened.click("button[type=submit]")
    opened.wait_for_url("**/revops")
    return opened


@pytest.fixture(scope="module")
def made(tab: Any, site: Site) -> str:
    """The address of the page that a form's run made."""
    tab.click("text=Make it with other values")
    tab.fill("#p-days", "")
    tab.click("button[type=submit]")
    assert tab.locator("#p-days-error").inner_text() == "It takes a whole number such as 90."
    tab.fill("#p-days", "42")
    tab.check("#p-calibrate")
    tab.click("button[type=submit]")
    tab.wait_for_url("**/revops/asked/*")
    tab.wait_for_selector("a.button", timeout=300_000)
    tab.click("a.button")
    tab.wait_for_url("**/small.html")
    return str(tab.url)


def test_the_page_is_made_with_what_was_typed(tab: Any, made: str, complaints: list[str]) -> None:
    assert re.search(r"/revops/2026-W27-small-with-[0-9a-f]{8}/small\.html$", made)
    text = tab.inner_text("body")
    assert "84 in all, True" in text
    assert "made with other values than usual: Days looked at: 42 (usually 30)" in text
    tab.goto(made.replace("small.html", "metrics.html"))
    tab.fill("input[type=search]", "win rate")  # the page's own script runs under its policy
    assert tab.locator(".metric:visible").count() < tab.locator(".metric").count()
    assert complaints == []


def test_a_run_of_the_site_is_in_the_history(made: str, site: Site) -> None:
    from revops import history

    row = history.runs(site.root / ".revops").row(0, named=True)
    assert (row["trigger"], row["state"], row["reports"]) == ("serve", "ok", ["small"])
    assert '"days"' in row["given"]


def pages(reports: Path) -> list[Path]:
    found = sorted(path for path in reports.rglob("*.html") if ".revops" not in path.parts)
    assert len(found) >= 4
    return found


def test_every_link_of_the_folder_is_relative_and_leads_somewhere(made: str, site: Site) -> None:
    for path in pages(site.root / "reports"):
        markup = re.sub(r"<script>.*?</script>", "", path.read_text("utf-8"), flags=re.DOTALL)
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', markup):
            target, _, _ = unquote(unescape(link)).partition("#")
            if target and not target.startswith("data:"):
                assert not re.match(r"/|\w+:", target), (path, link)
                assert (path.parent / target).is_file(), (path, link)


@pytest.fixture(scope="module")
def plain(made: str, site: Site) -> Iterator[str]:
    """The reports folder under Python's own server."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    quiet = subprocess.DEVNULL
    folder = site.root / "reports"
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as process:
        yield f"http://127.0.0.1:{port}/"
        process.terminate()


@pytest.mark.parametrize("way", ["files", "plain server"])
def test_the_folder_is_a_site_by_itself(
    browser: Any, site: Site, made: str, plain: str, way: str
) -> None:
    reports = site.root / "reports"
    start = f"{reports.as_uri()}/" if way == "files" else plain
    errors: list[str] = []
    tab = browser.new_page()
    tab.on("pageerror", lambda error: errors.append(str(error)))
    for path in pages(reports):
        for attempt in range(50):
            try:
                tab.goto(start + path.relative_to(reports).as_posix())
                break
            except Exception:
                assert attempt < 49
                tab.wait_for_timeout(100)
        assert tab.locator("h1").count() == 1, path
    tab.close()
    assert errors == []
