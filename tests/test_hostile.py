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
def review(browser: Any, folder: Path) -> Iterator[Any]:
    """The weekly review in a browser, where every planted deal has a row."""
    tab = browser.new_page()
    tab.errors = []
    tab.on("dialog", lambda dialog: tab.errors.append(dialog.message))
    tab.on("pageerror", lambda error: tab.errors.append(str(error)))
    tab.goto((folder / "weekly_review.html").as_uri())
    tab.locator("figure.is-live").first.wait_for()
    yield tab
    tab.close()


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
def test_a_planted_name_is_read_as_it_was_written(review: Any, name: str) -> None:
    cells = review.locator("td").all_text_contents()
    assert [cell.strip() for cell in cells].count(name) == 1


@pytest.mark.parametrize("name", [each for each in planted("Company name") if "<" in each])
def test_a_company_with_a_script_is_a_name(review: Any, name: str) -> None:
    assert name in [cell.strip() for cell in review.locator("td").all_text_contents()]


def test_nothing_of_it_ran(review: Any) -> None:
    assert review.title() == "The weekly review · Faro Software"
    assert review.errors == []
    own = "td a:not(.bridge a)"  # the way from the files has links of its own
    marks = f"td script, td b, td strong, td img, {own}, td mjx-container"
    assert review.locator(marks).count() == 0
    inline = review.locator("script:not(.spec)").all_text_contents()
    assert len(inline) == 2  # Vega, and our own few lines
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
    cells = csv_cells(folder / "weekly_review.html")
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
