"""The page of one week: which week, as known then; the sample's stories; weeks nobody can tell."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from revops.checks import QUARANTINED, RESULTS, Checked
from revops.errors import BadParameter
from revops.load import load
from revops.report.page_links import without_dead_links
from revops.workspace import open_workspace

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "weekly_review.ipynb"
MOST_WORDS = 1000
Told = Callable[..., str]


def written(output: dict[str, Any]) -> str:
    """Give an output's HTML without its downloads, or the day that it tells the run."""
    known = output.get("text/html") or (str(output) if "day" in str(output)[:40] else "")
    return re.sub(r'"data:[^"]*"', "", known)


def questions(page: str) -> list[str]:
    found = re.search(r'<ul class="questions">(.*?)</ul>', page)
    return re.findall(r"<li>(.*?)</li>", found[1]) if found else []


def cells() -> list[str]:
    found = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == "code"]


@pytest.fixture(scope="module")
def sample_load(copy_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory):
    folder = copy_sample(tmp_path_factory.mktemp("weekly") / "sample")
    return folder, load(open_workspace(folder))


@pytest.fixture(scope="module")
def told(sample_load: Any) -> Iterator[Told]:
    """Run the notebook's cells for a week, as in a run; give all the text that they show."""
    folder, snapshot = sample_load
    checked = Checked(snapshot.tables, RESULTS.to_frame(), QUARANTINED.to_frame(), {})
    shown: list[dict[str, Any]] = []
    kept: dict[tuple[str, ...], str] = {}

    def run(week: str = "", *, as_of: str = "2026-06-30", language: str = "en") -> str:
        key = (week, as_of, language)
        if key not in kept:
            shown.clear()
            given = {"as_of": as_of, "week": week, "language": language, "workspace": str(folder)}
            names: dict[str, Any] = {}
            for source in cells():
                exec(source, names)
                if source.startswith("workspace"):
                    names |= given
            kept[key] = unescape(" ".join(filter(None, map(written, shown))))
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVOPS_RENDER", "1")
        patch.setattr("revops.report.opening.last_check", lambda _: (snapshot, checked))
        patch.setattr("revops.report.display.display", lambda data, raw: shown.append(data))
        yield run


def test_the_last_whole_week_is_told(told: Told) -> None:
    page = told()
    assert "In week 26 of 2026 (Jun 22, 2026 to Jun 28, 2026), " in page
    assert "'as_of': '2026-06-28', 'period': '2026-W26'" in page
    assert "cannot give this" not in page
    assert told("last") == page


def test_it_counts_the_week_from_monday_to_sunday(told: Told, sample_load: Any) -> None:
    made = sample_load[1].tables["leads"]["created_at"].dt.convert_time_zone("America/Santiago")
    n = made.dt.date().is_between(date(2026, 3, 2), date(2026, 3, 8)).sum()
    assert f"Mar 8, 2026), leads that came in: {n}; " in told("2026-W10")


def test_what_comes_later_does_not_change_a_week(told: Told) -> None:
    then, now = told("2026-W10", as_of="2026-03-08"), told("2026-W10")
    assert then == now


def test_the_story_of_the_new_definition_is_asked_about(told: Told) -> None:
    asked = questions(told("2026-W10"))
    assert 1 <= len(asked) <= 5
    assert any("leads were handed over" in each and "below the usual" in each for each in asked)


def test_the_deadline_that_slips_is_asked_about(told: Told) -> None:
    said = " ".join(questions(told("2026-W06")))
    assert "leads due for a first contact did not get it in time" in said


def test_a_week_like_others_raises_no_question(told: Told) -> None:
    assert questions(told()) == []
    assert "Nothing is unusual this week" in told()


def test_the_complaints_of_the_week_add_up(told: Told) -> None:
    found = re.search(r"Handed over this week: ([^<]*)\.<", told("2026-W10"))
    assert found
    handed, *verdicts = [int(each) for each in re.findall(r"\d+", found[1])]
    assert sum(verdicts) == handed > 0


def test_the_decision_that_falls_due_is_there_with_what_its_metric_did(told: Told) -> None:
    assert "Deals older than usual in their stage get a next step" in told()
    assert "No decision is due" in told("2025-W20")


def test_a_new_decision_has_its_lines_and_its_command(told: Told) -> None:
    assert 'class="blanks"' in told()
    assert "revops decide --text" in told()


def test_records_are_links_and_the_pages_name_each_other(told: Told) -> None:
    page = told()
    assert 'href="https://crm.faro.example/contacts/' in page
    assert 'href="https://crm.faro.example/deals/' in page
    assert '<a class="page" href="wins.html">' in page
    assert "wins.html" not in without_dead_links(page, {"two_complaints"})


def test_a_week_that_is_not_over_says_so(told: Told) -> None:
    assert "The week is not over: this is what is known up to Jun 30, 2026." in told("2026-W27")
    assert "The week is not over" not in told()


@pytest.mark.parametrize(
    ("week", "why"),
    [
        ("2026-W46", "the week 2026-W46 has not begun on 2026-06-30; the last whole week is"),
        ("2024-W10", "the first lead is of 2025-01-01, after the week 2024-W10"),
    ],
)
def test_a_week_of_which_nothing_is_known_is_a_clear_page(told: Told, week: str, why: str) -> None:
    page = told(week)
    assert page.count("cannot give this") == 1
    assert why in page


def test_the_first_weeks_are_told_with_what_little_is_known(told: Told) -> None:
    assert "leads that came in" in told("2025-W01")


def test_what_is_no_week_is_refused(told: Told) -> None:
    with pytest.raises(BadParameter, match="it takes an ISO week"):
        told("2026-W60")


def test_a_day_before_the_week_is_refused(revops: Callable[..., Any], cast: Path) -> None:
    done = revops(
        *("report", "weekly_review", "--workspace", cast),
        *("--as-of", "2026-06-30", "-p", "week=2026-W46"),
    )
    assert done.exit_code == 2
    assert "the week 2026-W46 begins after 2026-06-30: leave out one of the two" in done.stderr


def test_it_is_read_in_five_minutes(told: Told) -> None:
    prose = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    words = " ".join(["".join(c["source"]) for c in prose if c["cell_type"] == "markdown"])
    folded = r"<details.*?</details>|<style.*?</style>|<[^>]+>|\{'application.*?'\}\}"
    shown = re.sub(folded, " ", told(), flags=re.DOTALL)
    assert len(f"{words} {shown}".split()) <= MOST_WORDS
