"""Hostile text planted in the sample's names comes out as plain text, on pages and in downloads."""

import csv
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

DEFECTS = Path(__file__).parents[1] / "data" / "sample" / "defects.csv"
#: What a spreadsheet would run: a cell that starts so.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


def planted(column: str) -> list[str]:
    with DEFECTS.open(encoding="utf-8", newline="") as file:
        defects = list(csv.DictReader(file))
    kind = [each for each in defects if each["kind"] == "hostile_text"]
    return [each["value"] for each in kind if each["column"] == column]


@pytest.fixture(scope="module")
def folder(sample: Callable[[str], Any]) -> Path:
    found: Path = sample("en").folder
    return found


@pytest.fixture(scope="module")
def pages(browser: Any, folder: Path) -> Iterator[list[Any]]:
    """The open deals and the wins in a browser, where every planted deal has a row."""
    opened = []
    for name in ("pipeline", "wins"):
        tab = browser.new_page()
        tab.errors = []
        tab.on("dialog", lambda dialog, tab=tab: tab.errors.append(dialog.message))
        tab.on("pageerror", lambda error, tab=tab: tab.errors.append(str(error)))
        tab.goto((folder / f"{name}.html").as_uri())
        tab.locator("footer").wait_for()
        opened.append(tab)
    opened[0].locator("figure.is-live").first.wait_for()
    yield opened
    for tab in opened:
        tab.close()


def shown(pages: list[Any]) -> list[str]:
    """Give the cells of all tables as a reader sees them."""
    return [cell.strip() for tab in pages for cell in tab.locator("td").all_text_contents()]


def files(page: Path, ending: str) -> dict[str, bytes]:
    """Give the downloads of a page, by their name."""
    links = re.findall(
        r'download="([^"]+)" href="data:[^"]*?base64,([^"]+)"', page.read_text("utf-8")
    )
    return {name: b64decode(content) for name, content in links if name.endswith(ending)}


def csv_cells(page: Path) -> list[str]:
    texts = [content.decode("utf-8-sig") for content in files(page, ".csv").values()]
    return [cell for text in texts for row in csv.reader(StringIO(text)) for cell in row]


def test_the_sample_plants_every_kind() -> None:
    names = " ".join(planted("Deal Name"))
    for mark in ("<script>", "{{7*7}}", "$E=mc^2$", "=HYPERLINK", "{__class__}"):
        assert mark in names
    assert planted("First Name")[0].startswith("=cmd")


@pytest.mark.parametrize("name", planted("Deal Name"))
def test_a_planted_name_is_read_as_it_was_written(pages: list[Any], name: str) -> None:
    assert name in shown(pages)


@pytest.mark.parametrize("name", [each for each in planted("Company name") if "<" in each])
def test_a_company_with_a_script_is_a_name(pages: list[Any], name: str) -> None:
    assert name in shown(pages)


def test_nothing_of_it_ran(pages: list[Any]) -> None:
    assert [tab.title() for tab in pages] == [
        "The pipeline · Faro Software",
        "Wins · Faro Software",
    ]
    own = "td a:not(.bridge a, .record)"  # the way from the files, and to the CRM
    marks = f"td script, td b, td strong, td img, {own}, td mjx-container"
    for tab in pages:
        assert tab.errors == []
        assert tab.locator(marks).count() == 0
        inline = tab.locator("script:not(.spec)").all_text_contents()
        # our own few lines, the offer of a newer page, and Vega where there is a chart
        assert 1 <= len(inline) <= 3
        assert all("owned" not in script for script in inline)


def test_the_source_holds_no_mark_of_it(folder: Path) -> None:
    for path in sorted(folder.glob("*.html")):
        text = path.read_text("utf-8")
        inline = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
        assert not [script for script in inline if "owned" in script], path.name
        assert "<script>document" not in text, path.name
        assert ">49 & Co" not in text, path.name
        assert ">49 &amp; Co" not in text, path.name


def test_a_formula_in_a_csv_is_only_text(folder: Path) -> None:
    cells = csv_cells(folder / "pipeline.html")
    formulas = [name for name in planted("Deal Name") if name.startswith("=")]
    assert formulas
    assert all(f"'{name}" in cells for name in formulas)
    for path in sorted(folder.glob("*.html")):
        for cell in csv_cells(path):
            assert not cell.startswith(FORMULA) or NUMBER.fullmatch(cell), (path.name, cell)


def test_a_formula_in_a_sheet_is_only_text(folder: Path) -> None:
    seen = set()
    for path in sorted(folder.glob("*.html")):
        for content in files(path, ".xlsx").values():
            sheet = openpyxl.load_workbook(BytesIO(content)).active
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
            texts = [cell.value for cell in cells if isinstance(cell.value, str)]
            assert not [text for text in texts if text.startswith(FORMULA)]
            seen |= set(texts)
    assert {f"'{name}" for name in planted("Deal Name") if name.startswith("=")} <= seen
    assert set(planted("Deal Name")) - seen == {x for x in planted("Deal Name") if x[0] == "="}


@pytest.mark.parametrize("name", ["metrics.json", "run.json"])
def test_files_for_programmes_hold_no_hostile_name(folder: Path, name: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert "<script" not in text
    assert not any(each in text for each in (*planted("Deal Name"), *planted("First Name")))
