"""What the documents list is what the code has; what they tell of the cast is what comes out."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from revops.attribution import AGREED, LEARNERS, MODELS
from revops.metrics import METRICS
from revops.report.listing import listing
from revops.sources import SOURCES
from revops.tables import PROVENANCE, TABLES
from revops.workspace.settings import ExportSettings

ROOT = Path(__file__).parents[1]
README, DOCS = ROOT / "README.md", ROOT / "docs"


def read(path: Path) -> str:
    return path.read_text("utf-8")


def section(path: Path, title: str) -> str:
    found: str = read(path).split(f"\n## {title}\n")[1].split("\n## ")[0]
    return found


def first_cells(text: str) -> list[str]:
    """The names in the first column of a Markdown table."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


@pytest.fixture(scope="module")
def lists() -> Iterator[Any]:
    """The writer of the lists, which stands beside the documents."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "docs"))
        import write

        yield write
    for name in ("write", "lists", "story", "check_lists"):
        sys.modules.pop(name, None)


def test_the_lists_are_those_of_the_code(lists: Any) -> None:
    for path in lists.documents():
        assert lists.filled(read(path)) == read(path), "run: .venv/bin/python docs/write.py"


@pytest.mark.parametrize(
    ("title", "what"),
    [("Reports", "reports"), ("Tables", "tables"), ("Attribution models", "models"),
     ("Metrics", "metrics")],
)  # fmt: skip
def test_the_readme_lists_what_there_is(title: str, what: str) -> None:
    there = [line.split()[0] for line in listing(what, str(ROOT))]
    assert sorted(first_cells(section(README, title))) == sorted(there)


def test_the_readme_lists_every_source() -> None:
    named = [name for name in SOURCES if not name.startswith("template.")]
    listed = first_cells(section(README, "Sources"))
    assert sorted(listed) == sorted([*named, "template.<table>", "custom"])


def test_every_vendor_has_its_page_with_its_headers() -> None:
    vendors = {export.vendor for each in SOURCES.values() for export in each} - {"template"}
    pages = {path.stem: read(path) for path in (DOCS / "vendors").glob("*.md")}
    index = pages.pop("README")
    assert set(pages) == vendors
    for vendor, page in pages.items():
        assert re.findall(r"<!-- list: headers (\w+) -->", page) == [vendor]
        assert f"]({vendor}.md)" in index


def test_every_vendors_page_names_its_exports_and_what_they_cannot_tell() -> None:
    for name, exports in SOURCES.items():
        if exports[0].vendor != "template":
            page = read(DOCS / "vendors" / f"{exports[0].vendor}.md")
            assert f"`{name}`" in page, name
            assert "can't" in page, name


def test_the_exports_page_tells_every_setting() -> None:
    told = first_cells(section(DOCS / "exports.md", "What holds for every file"))
    keys = {key for cell in told for key in cell.split("`, `")}
    rows = re.findall(r"^\| (`(?:sheet|query)`.*?) \|", read(DOCS / "exports.md"), re.MULTILINE)
    more = set(re.findall(r"`(\w+)`", " ".join(rows)))
    assert keys | more == set(ExportSettings.model_fields)


def test_the_tables_page_has_every_column() -> None:
    for table in TABLES.values():
        told = section(DOCS / "tables.md", table.name)
        assert first_cells(told) == list(table.columns)
        assert table.grain in told
    assert first_cells(section(DOCS / "tables.md", "In every table")) == list(PROVENANCE)


def test_what_can_go_wrong_names_checks_that_exist(lists: Any) -> None:
    """Each line has its checks or a reason; each check of the catalogue is told."""
    import check_lists

    ids = {row[0].strip("`") for row in check_lists.stated()}
    suites = check_lists.suites().values()
    own = {row[0].strip("`") for suite in suites for row in check_lists.of_suite(suite)}
    general = {f"*.{name.partition('.')[2]}" for name in own}
    rows = check_lists.covered()
    named = {name for row in rows for name in row["checks"].split()}
    assert named <= ids | own | general
    assert all(row["checks"] or row["why"].endswith(".") for row in rows)
    assert len({(row["area"], row["what_goes_wrong"]) for row in rows}) == len(rows)
    assert ids | own <= set(first_cells(read(DOCS / "checks.md")))


def test_every_metric_and_model_is_explained() -> None:
    told = set(re.findall(r"`([^`\n]+)`", read(DOCS / "methods.md")))
    assert set(METRICS) | set(MODELS) <= told


def test_the_story_is_that_of_the_cast(cast: Path) -> None:
    from revops.report import open_page

    page = open_page(str(cast), as_of="2026-06-30")
    told = " ".join(section(README, "Six leads").split())
    rate = page.numbers.frame(METRICS["win_rate"]).row(0, named=True)
    assert f"the win rate is {rate['value'] * 100:.0f} %" in told
    assert f"from {rate['low'] * 100:.0f} % to {rate['high'] * 100:.0f} %" in told
    worth = page.numbers.frame(METRICS["won_value"])["value"].item()
    assert f"{worth:,.0f}" in told
    assert all(name.split()[0] in told for name in page.tables["leads"]["full_name"])
    for model in [each for each in MODELS if each not in (*LEARNERS, *AGREED)]:
        shared = page.inputs.credits(model=model).filter(conversion_id="901")["credited_value"]
        assert f"| `{model}` | {' | '.join(f'{value:,.0f}' for value in shared)} |" in told
