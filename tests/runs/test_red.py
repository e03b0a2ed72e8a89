"""Each kind of failure is seen in red, where people read, and never for longer than it is true."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from revops import history
from revops.checks.freshness import STALE
from revops.errors import Busy, SourceError
from revops.runs.not_started import not_started

Call = Callable[..., Any]
MISSING = SourceError(
    "the exports have a problem",
    ["<script>alert(1)</script>.csv: ana@aurora.example, +56 2 2345 0101: there is no such file"],
)
RED = re.compile(
    r'<(?:p|div) class="alarm" role="alert">(.*?)</(?:p|div)>(?:<!-- /alarm -->)?\n', re.DOTALL
)


def html(place: Any, name: str = "index.html") -> str:
    return (place.root / "reports" / name).read_text("utf-8")


def red(place: Any, name: str = "index.html") -> list[str]:
    return RED.findall(html(place, name))


def test_a_period_without_pages_says_so_on_each_of_them(place: Any, go: Call, runner: Any) -> None:
    runner.error = MISSING
    assert go(place).exit_code == 2
    for name in ("index.html", "funnel.html", "wins.html"):
        (line,) = red(place, f"2026-W27/{name}")
        assert "The run of Jun 30, 2026, 7:00" in line
        assert "there is no such file" in line
        assert "No page of this period has been made yet." in line
    page = html(place, "2026-W27/wins.html")
    assert "This report could not be made" in page
    index = html(place, "2026-W27/index.html")
    assert 'href="wins.html"' in index
    assert "could not be made</span>" in index
    assert "metrics.json" not in index
    (line,) = red(place)
    assert line.startswith("The last run of all reports, on Jun 30, 2026, 7:00")
    assert 'href="2026-W27/wins.html"' in html(place)


def test_what_it_says_is_text_and_names_nobody(place: Any, go: Call, runner: Any) -> None:
    go(place, as_of=date(2026, 7, 7))
    runner.error = MISSING
    for day in (date(2026, 6, 30), date(2026, 7, 7)):
        go(place, as_of=day)
    pages = sorted((place.root / "reports").rglob("*.html"))
    assert len(pages) == 2 + 3 + 3
    for path in pages:
        page = path.read_text("utf-8")
        assert "<script>alert" not in page, path
        assert "&lt;script&gt;alert(1)" in page, path
        assert "aurora" not in page, path
        assert "2345 0101" not in page, path
        assert "<i>" not in page, path


def test_words_of_an_error_that_is_not_ours_are_on_no_page(
    place: Any, go: Call, runner: Any
) -> None:
    runner.error = ValueError("could not read 'Ana Araya' as a number")
    done = go(place)
    assert done.exit_code == 3
    assert "Ana Araya" in done.messages[0]
    assert "revops runs 1" in done.messages[1]
    for path in (place.root / "reports").rglob("*.html"):
        page = path.read_text("utf-8")
        assert "Ana" not in page
        assert "an error of the program" in page
    assert "Traceback" in history.one(place.state, 1)["log"].item()


def test_pages_that_stand_say_from_when_they_are_until_the_next_good_run(
    place: Any, go: Call, runner: Any
) -> None:
    go(place)
    good = {p.name: p.read_bytes() for p in (place.root / "reports/2026-W27").iterdir()}
    runner.error = MISSING
    go(place)
    go(place)
    for name in ("index.html", "funnel.html", "wins.html"):
        (line,) = red(place, f"2026-W27/{name}")
        assert "failed" in line
        assert "These pages are older: made on Jun 30, 2026, 7:00" in line
        assert "from load 01234567" in line
    assert len(red(place)) == 1
    runner.error = None
    go(place)
    assert {p.name: p.read_bytes() for p in (place.root / "reports/2026-W27").iterdir()} == good
    assert red(place) == []


def test_a_folder_that_was_only_an_excuse_is_made_anew(place: Any, go: Call, runner: Any) -> None:
    runner.error = MISSING
    go(place)
    go(place)
    assert "No page of this period" in red(place, "2026-W27/index.html")[0]
    runner.error = None
    go(place)
    there = {path.name for path in (place.root / "reports/2026-W27").iterdir()}
    assert there == {"index.html", "funnel.html", "wins.html", "run.json"}


def test_a_failed_notebook_is_red_by_its_title(place: Any, go: Call, runner: Any) -> None:
    runner.failed = ["wins"]
    go(place)
    (line,) = red(place)
    assert line.endswith("these could not be made: Wins.")
    assert 'class="state failed">could not be made' in html(place)
    assert "Araya" not in html(place)


@pytest.mark.parametrize("description", [STALE, "No touch is exported twice."])
def test_a_check_that_holds_numbers_back_is_red(
    place: Any, go: Call, runner: Any, description: str
) -> None:
    runner.blocked = {"table:leads": f"The table leads as a whole fails: {description}"}
    runner.checks = [
        {"table": "leads", "severity": "critical", "description": description},
        {"table": "leads", "severity": "critical", "description": "Within what is tolerated."},
    ]
    assert go(place).exit_code == 1
    (line,) = red(place)
    assert "holds numbers back" in line
    assert description in line
    assert "tolerated" not in line
    assert 'class="state blocked">in part' in html(place)


def test_a_job_that_did_not_start_is_red_until_it_runs(place: Any, go: Call, clock: Any) -> None:
    due = datetime(2026, 6, 29, 11, tzinfo=UTC)
    go(place)
    assert not_started(place, [("monday", due)], now=clock) == []
    assert red(place) == ["The job monday was due on Jun 29, 2026, 7:00\u202fAM and did not run."]
    go(place)  # another run does not make it good
    assert len(red(place)) == 1
    go(place, trigger="schedule", job="monday", due_at=due)
    assert red(place) == []


def test_a_run_that_was_killed_is_red_until_a_later_one_covers_it(
    place: Any, go: Call, clock: Any
) -> None:
    from revops.history.alive import _HELD

    asked = {"as_of": date(2026, 6, 30), "languages": ("en",), "reports": (), "given": {}}
    history.begin(place.state, started_at=clock(), trigger="schedule", job="monday", **asked)
    token = list(_HELD)[-1]  # ours: another test of this process may hold one
    _HELD.pop(token).release()
    go(place, reports=("wins",))
    (line,) = red(place)
    assert "The last run of the job monday, begun on" in line
    assert "was stopped before its end" in line
    go(place)
    assert red(place) == []


def test_one_report_that_is_well_does_not_hide_a_whole_run_that_is_not(
    place: Any, go: Call, runner: Any
) -> None:
    runner.error = MISSING
    go(place)
    runner.error = None
    go(place, reports=("wins",))
    assert len(red(place)) == 1
    runner.error = MISSING
    go(place, reports=("wins",))
    assert len(red(place)) == 1  # the same, of another run, is told once
    runner.error = None
    go(place, languages=("es",))
    assert len(red(place)) == 1
    go(place, languages=("en", "es"))
    assert red(place) == []


def test_a_run_that_waits_its_turn_or_will_be_tried_again_changes_no_page(
    place: Any, go: Call, runner: Any
) -> None:
    go(place)
    before = html(place, "2026-W27/index.html")
    runner.error = Busy("another run is writing this workspace's reports")
    go(place)
    runner.error = OSError(5, "Input/output error", "deals.csv")
    go(place, trigger="schedule", job="monday", is_last_try=False)
    assert html(place, "2026-W27/index.html") == before
    assert red(place) == []
    go(place, trigger="schedule", job="monday")
    assert "deals.csv could not be read or written" in red(place, "2026-W27/index.html")[0]


def test_pages_speak_the_language_of_the_workspace(make: Call, go: Call, runner: Any) -> None:
    place = make('language = "es"')
    runner.error = MISSING
    go(place)
    for name in ("index.html", "runs.html", "2026-W27/index.html", "2026-W27/wins.html"):
        assert 'lang="es"' in html(place, name)
        assert "30 jun 2026" in html(place, name)


def test_another_page_of_that_name_stays(place: Any, go: Call) -> None:
    path = Path(place.root) / "reports" / "index.html"
    path.parent.mkdir()
    path.write_text("<h1>Our own</h1>", "utf-8")
    done = go(place)
    assert done.exit_code == 0
    assert "reports/index.html is not a page of revops, so it stays" in done.messages[0]
    assert path.read_text("utf-8") == "<h1>Our own</h1>"
    assert (path.parent / "runs.html").is_file()


def test_a_run_elsewhere_leaves_the_front_page_alone(
    place: Any, go: Call, runner: Any, tmp_path: Path
) -> None:
    go(place)
    before = html(place)
    runner.error = MISSING
    assert go(place, out=tmp_path / "else").exit_code == 2
    assert html(place) == before
    assert (tmp_path / "else/2026-W27/wins.html").is_file()
    runner.error = None
    go(place)
    assert red(place) == []
