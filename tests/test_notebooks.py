"""A notebook is read, not programmed: the shape of each one in the folder."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OWN = ("workspace", "as_of", "language")
LIMITS = "## What this cannot tell you"
PROGRAMMED = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Match,
    ast.With,
    ast.comprehension,
)

Cell = dict[str, Any]


def read(path: Path) -> list[Cell]:
    return [
        {**cell, "source": "".join(cell["source"])}
        for cell in json.loads(path.read_text("utf-8"))["cells"]
    ]


def code(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell["cell_type"] == "code"]


def prose(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell["cell_type"] == "markdown"]


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def cells(path: Path) -> list[Cell]:
    return read(path)


def test_there_are_the_five_first_reports() -> None:
    names = {path.stem for path in PATHS}
    assert {"weekly_review", "pipeline", "speed_to_lead", "after_the_sale", "data_quality"} <= names


def test_it_opens_with_one_title_and_a_question(cells: list[Cell]) -> None:
    assert cells[0]["cell_type"] == "markdown"
    title, question = [line for line in cells[0]["source"].splitlines() if line]
    assert re.match(r"# \w", title)
    assert question.endswith("?")
    titles = [cell for cell in prose(cells) if re.search(r"^# ", cell["source"], re.MULTILINE)]
    assert len(titles) == 1


def test_the_parameters_cell_is_the_schema(cells: list[Cell]) -> None:
    (declared,) = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    lines = declared["source"].splitlines()
    names = [re.match(r"(\w+): (str|int|float|bool|list\[str\]) = \S.*  # \w", x) for x in lines]
    assert all(names), lines
    assert tuple(found[1] for found in names if found)[:3] == OWN
    assert all(line.startswith(f'{name}: str = ""') for name, line in zip(OWN, lines, strict=False))
    assert all(isinstance(each, ast.AnnAssign) for each in ast.parse(declared["source"]).body)


def test_nothing_is_programmed(cells: list[Cell]) -> None:
    for cell in code(cells):
        for node in ast.walk(ast.parse(cell["source"])):
            assert not isinstance(node, PROGRAMMED), cell["source"]
            assert getattr(node, "attr", "") not in {"map_elements", "apply"}, cell["source"]


def test_only_the_imports_cell_imports_and_it_alone_may_try(cells: list[Cell]) -> None:
    first, *rest = code(cells)
    (tried,) = ast.parse(first["source"]).body
    assert isinstance(tried, ast.Try)
    assert all(isinstance(each, ast.ImportFrom) for each in tried.body)
    assert "Choose the kernel 'revops'" in first["source"]
    nodes = [node for cell in rest for node in ast.walk(ast.parse(cell["source"]))]
    assert not [each for each in nodes if isinstance(each, ast.Import | ast.ImportFrom | ast.Try)]


def test_every_import_is_used(cells: list[Cell]) -> None:
    first, *rest = code(cells)
    imports = [x for x in ast.walk(ast.parse(first["source"])) if isinstance(x, ast.ImportFrom)]
    for name in [alias.name for each in imports for alias in each.names]:
        assert any(re.search(rf"\b{name}\b", cell["source"]) for cell in rest), name


def test_it_is_short(cells: list[Cell]) -> None:
    assert len(code(cells)) <= 25
    for cell in code(cells):
        assert len(cell["source"].splitlines()) <= 6, cell["source"]


def test_it_is_stored_without_what_a_run_leaves(path: Path, cells: list[Cell]) -> None:
    for cell in code(cells):
        assert (cell["outputs"], cell["execution_count"]) == ([], None)
        assert set(cell["metadata"]) <= {"tags"}
    assert set(json.loads(path.read_text("utf-8"))["metadata"]) == {
        "kernelspec",
        "language_info",
        "revops",
    }


def test_cells_have_ids_of_their_own_and_no_work_is_left_over(cells: list[Cell]) -> None:
    ids = [cell["id"] for cell in cells]
    assert len(set(ids)) == len(ids)
    assert all(cell["source"].strip() for cell in cells)


def test_the_kernel_is_ours(path: Path) -> None:
    assert json.loads(path.read_text("utf-8"))["metadata"]["kernelspec"] == {
        "display_name": "revops",
        "language": "python",
        "name": "revops",
    }


def test_the_order_is_no_ones_twice() -> None:
    order = [json.loads(path.read_text("utf-8"))["metadata"]["revops"]["order"] for path in PATHS]
    assert sorted(order) == sorted(set(order))


def test_the_bottom_line_comes_first(cells: list[Cell]) -> None:
    sections = [cell["source"] for cell in prose(cells) if cell["source"].startswith("## ")]
    assert sections[0].partition("\n")[0] == "## The bottom line"


def test_a_number_in_a_sentence_is_one_that_its_cell_asks_for(cells: list[Cell]) -> None:
    for cell in code(cells):
        if "page.say(" not in cell["source"]:
            continue
        found = [
            x.value for x in ast.walk(ast.parse(cell["source"])) if isinstance(x, ast.Constant)
        ]
        sentence = " ".join(each for each in found if isinstance(each, str))
        asked = {str(each) for each in found if isinstance(each, int)} | {"95"}  # 95 % interval
        assert "{" in sentence
        assert set(re.findall(r"\d+", sentence)) <= asked, sentence


def test_it_says_what_it_cannot_tell_and_ends_with_where_it_comes_from(cells: list[Cell]) -> None:
    *_, limits, last = cells
    assert limits["source"].startswith(f"{LIMITS}\n\n")
    assert last["source"] == "page.provenance()"
