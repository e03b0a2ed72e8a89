"""A notice says what the run's folder says."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.delivery.conftest import Setup, run_json

from revops.checks.freshness import STALE
from revops.delivery import told
from revops.errors import RevopsError

STALE_CHECK = {
    "severity": "critical", "table": "opportunities", "description": STALE, "owner": "both",
    "n_failed": None, "n_rows": 7, "examples": "hubspot.deals: 40 days old, limit 31",
}  # fmt: skip
TWICE = {**STALE_CHECK, "description": "No touch is exported twice; it would earn credit twice.",
         "examples": "a.csv row 3"}  # fmt: skip
MINOR = {**TWICE, "description": "Every lead has an owner.", "severity": "warning"}


def _checks(*failed: dict[str, Any], **blocked: str) -> dict[str, Any]:
    return {"failed": list(failed), "blocked": blocked}


def test_a_run_that_went_well(workspace: Setup) -> None:
    place = workspace("")
    folder = place.reports / "2026-W27"
    notice = told(place, folder)
    assert (notice.kind, notice.folder, notice.language) == ("done", folder, "en")
    assert notice.lines == (
        "Deals won: 5, worth $77,679.",
        "Aurora <b> waits.",
        "Pipeline: The 159 open deals are worth $4.",
    )
    assert notice.pages == ("weekly_review", "pipeline")


def test_a_page_that_failed_comes_first_and_keeps_its_words(workspace: Setup) -> None:
    why = {"cell": 3, "error": "ValueError", "message": "ana@aurora.example"}
    failed = {"name": "wins", "title": "Wins", "state": "failed", "said": [], "failure": why}
    place = workspace("", pages=[*run_json()["pages"], failed])
    notice = told(place, place.reports / "2026-W27")
    assert notice.kind == "failed"
    assert notice.title == "Faro: a report could not be made (Jun 30, 2026)"
    assert notice.lines[0] == "Wins could not be made: it stopped at its cell 3 (ValueError)."
    assert "ana@aurora" not in str(notice)
    assert "wins" not in notice.pages


def test_what_holds_numbers_back_is_said(workspace: Setup) -> None:
    checks = _checks(TWICE, MINOR, won_value=f"6 of 7 rows fail: {TWICE['description']}")
    place = workspace("", checks=checks)
    notice = told(place, place.reports / "2026-W27")
    assert notice.kind == "blocked"
    assert notice.lines[0] == f"Numbers are held back: {TWICE['description']}"
    assert not any("owner" in line for line in notice.lines)


def test_a_source_that_is_too_old(workspace: Setup) -> None:
    place = workspace("", checks=_checks(STALE_CHECK, **{"table:opportunities": f"fails: {STALE}"}))
    notice = told(place, place.reports / "2026-W27")
    assert notice.kind == "stale"
    assert "hubspot.deals: its newest record is 40 days old; its limit is 31." in notice.lines


def test_old_sources_and_a_failed_check_are_more_than_old_sources(workspace: Setup) -> None:
    both = f"fails: {STALE} fails: {TWICE['description']}"
    checks = _checks(TWICE, STALE_CHECK, a=both, b=f"fails: {TWICE['description']}")
    place = workspace("", checks=checks)
    assert told(place, place.reports / "2026-W27").kind == "blocked"


def test_the_caller_may_know_better(workspace: Setup) -> None:
    place = workspace("")
    notice = told(place, place.reports / "2026-W27", "failed", why=["The disk is full."])
    assert (notice.kind, notice.lines[0]) == ("failed", "The disk is full.")


def test_a_run_without_a_folder(workspace: Setup) -> None:
    notice = told(workspace(""), None, "not_started", why=["monday"], language="es")
    assert (notice.kind, notice.lines, notice.folder) == ("not_started", ("monday",), None)
    assert notice.language == "es"


@pytest.mark.parametrize("content", ["", "{", "\x00"])
def test_a_folder_that_holds_no_run_is_refused(workspace: Setup, content: str) -> None:
    place = workspace("")
    (place.reports / "2026-W27" / "run.json").write_text(content, "utf-8")
    with pytest.raises(RevopsError, match="holds no finished run"):
        told(place, place.reports / "2026-W27")


def test_a_run_of_an_older_version_has_no_sentences(workspace: Setup, tmp_path: Path) -> None:
    old = [{"name": "funnel", "state": "ok", "failure": None, "parameters": {}}]
    place = workspace("", pages=old)
    assert told(place, place.reports / "2026-W27").lines == ()
    json.loads((place.reports / "2026-W27" / "run.json").read_text("utf-8"))
