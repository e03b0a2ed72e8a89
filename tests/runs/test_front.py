"""The front page: the newest pages first, when and from what they were made."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

Call = Callable[..., Any]


def html(place: Any, name: str = "index.html") -> str:
    return (place.root / "reports" / name).read_text("utf-8")


def test_the_newest_folder_comes_first_with_its_pages_and_where_they_are_from(
    place: Any, go: Call
) -> None:
    go(place, as_of=date(2026, 6, 22))
    go(place, as_of=date(2026, 6, 30))
    go(place, as_of=date(2026, 6, 30), languages=("es",))
    go(place, as_of=date(2026, 7, 1), reports=("wins",))
    go(place, as_of=date(2026, 6, 15))
    page = html(place)
    first, rest = page.split('<section class="newest">')[1].split("</section>")
    assert re.findall(r'href="([^"]+)"', first) == [
        "2026-W27/index.html",
        "2026-W27/funnel.html",
        "2026-W27/wins.html",
    ]
    assert "From lead to customer?" in first
    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", first))
    assert facts == {
        "Made on": "Jun 30, 2026, 7:00\u202fAM",
        "As of": "Jun 30, 2026",
        "Load": "01234567",
        "Oldest source": "hubspot.deals (2 days old)",
    }
    beside, earlier = rest.split("<h2>Earlier</h2>")
    assert re.findall(r"<summary>([\w-]+)", beside) == ["2026-W27-wins", "2026-W27-es"]
    assert re.findall(r"<summary>([\w-]+)", earlier) == ["2026-W26", "2026-W25"]
    assert "<small>Español</small>" in beside


def test_a_folder_of_before_the_history_says_that_its_moment_is_not_recorded(
    place: Any, go: Call
) -> None:
    go(place)
    for path in place.state.glob("history*"):
        path.unlink()
    go(place, as_of=date(2026, 7, 7))
    assert html(place).count("not recorded") == 1


def test_a_folder_that_is_not_ours_or_torn_is_left_out(place: Any, go: Call) -> None:
    (place.reports / "pictures").mkdir(parents=True)
    (place.reports / "2026-W01").mkdir()
    (place.reports / "2026-W01" / "run.json").write_text("{", "utf-8")
    go(place)
    page = html(place)
    assert "pictures" not in page
    assert "2026-W01" not in page


def test_the_pages_allow_nothing_from_outside_and_no_script(place: Any, go: Call) -> None:
    for _ in range(3):
        go(place)
    for name in ("index.html", "runs.html"):
        page = unescape(html(place, name))
        assert "default-src 'none'" in page
        assert re.search(r"script-src 'sha256-[^' ]+'\"", page)
        assert "://" not in page
        assert "Faro &lt;i&gt;&amp; Cía&lt;/i&gt;" in html(place, name)


def test_every_run_is_on_the_page_of_runs_with_the_trend(place: Any, go: Call, runner: Any) -> None:
    go(place)
    assert html(place, "runs.html").count("<img") == 0  # one point is no trend
    runner.age = 9
    go(place, trigger="schedule", job="monday", reports=("wins",))
    assert html(place, "runs.html").count("<img") == 0  # nor are two that make other things
    go(place)
    runner.error = RuntimeError("x")
    go(place)
    page = html(place, "runs.html")
    alts = re.findall(r'alt="([^"]+)"', page)
    told = [re.findall(r"(\d) runs, .* at (\d)", alt)[0] for alt in alts]
    assert told == [("3", "5"), ("2", "9")], "of the three that make all reports"
    rows = re.findall(r'<tr id="run-(\d)">(.*?)</tr>', page)
    assert [number for number, _ in rows] == ["4", "3", "2", "1"]
    assert 'class="state failed">failed' in rows[0][1]
    assert "an error of the program" in rows[0][1]
    assert "job monday" in rows[2][1]
    assert "<td>wins</td>" in rows[2][1]
    assert rows[2][1].endswith('<td class="number">9</td>')


def test_the_pages_of_a_run_do_not_change_with_the_clock(place: Any, go: Call, clock: Any) -> None:
    from datetime import timedelta

    go(place)
    folder = place.reports / "2026-W27"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    clock.at += timedelta(days=30)
    go(place)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
