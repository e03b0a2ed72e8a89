"""An open front page, and an open page of a folder, are told what a run did to them."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from revops.errors import SourceError
from revops.report.edition import FILE, SIDES
from revops.runs.front import write_front

Call = Callable[..., Any]
MISSING = SourceError("the exports have a problem", ["deals.csv: there is no such file"])


def picture(folder: Path) -> tuple[int, int]:
    found = re.findall(r"\d+", (folder / FILE).read_text("utf-8").split("svg", 2)[2])
    width, height = map(int, found)
    return width, height


def named(page: Path) -> str:
    return page.read_text("utf-8").split('data-edition="')[1].split('"')[0]


def test_the_front_page_is_of_the_edition_beside_it(place: Any, go: Call) -> None:
    go(place)
    width, height = picture(place.reports)
    assert named(place.reports / "index.html") == f"{width}x{height}"
    assert named(place.reports / "runs.html") == f"{width}x{height}"
    assert width <= SIDES


def test_a_run_makes_it_newer_and_writing_it_again_does_not(
    place: Any, go: Call, clock: Any
) -> None:
    go(place)
    first = picture(place.reports)
    write_front(place, now=clock.at + timedelta(hours=5))
    assert picture(place.reports) == first
    go(place)
    assert picture(place.reports) != first


def test_a_failure_is_told_by_the_front_page_and_where_no_page_was_made(
    place: Any, go: Call, runner: Any
) -> None:
    runner.error = MISSING
    go(place)
    week = place.reports / "2026-W27"
    assert picture(place.reports)[0] > SIDES
    assert picture(week)[0] > SIDES
    assert int(named(week / "wins.html").split("x")[0]) == picture(week)[0] - SIDES


def test_settings_that_cannot_be_read_redden_the_front_page(
    place: Any, go: Call, revops: Call
) -> None:
    go(place)
    before = picture(place.reports)
    (place.root / "revops.toml").write_text("= nothing", "utf-8")
    revops("run", "-w", place.root)
    assert picture(place.reports) == (before[0] + SIDES, before[1])


def test_an_open_front_page_says_so(place: Any, go: Call, browser: Any, revops: Call) -> None:
    go(place)
    good = (place.root / "revops.toml").read_text("utf-8")
    tab = browser.new_page()
    try:
        tab.clock.install()
        tab.goto((place.reports / "index.html").as_uri())
        (place.root / "revops.toml").write_text("= nothing", "utf-8")
        revops("run", "-w", place.root)
        tab.clock.run_for(16_000)
        tab.locator("#amiss").wait_for(state="visible")
        tab.locator("#amiss a").click()
        tab.get_by_text("revops.toml is no valid TOML").wait_for()
        (place.root / "revops.toml").write_text(good, "utf-8")
        go(place)
        tab.clock.run_for(16_000)
        tab.locator("#newer").wait_for(state="visible")
        assert not tab.locator("#amiss").is_visible()
    finally:
        tab.close()
