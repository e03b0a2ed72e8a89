"""Tiny notebooks and warm kernels, for every test of the reports."""

from datetime import date

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from revops import text
from revops.report.heading import Heading
from revops.report.pool import KernelPool


@pytest.fixture(scope="session")
def english():
    return text.load("en")


@pytest.fixture(scope="session")
def spanish():
    return text.load("es")


@pytest.fixture(scope="session")
def heading():
    return Heading(
        "Faro <Software>",
        "2026-W26",
        date(2026, 6, 30),
        date(2026, 6, 28),
        notes=("One check failed.",),
        provenance=(("Snapshot", "3f2a9c77d01b"),),
    )


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook: texts that begin with # are prose, one with a type is its parameters."""

    def write(*cells, name="funnel"):
        made = []
        for number, source in enumerate(cells):
            cell = new_markdown_cell(source) if source.startswith("# ") else new_code_cell(source)
            cell.id = f"cell-{number}"
            if cell.cell_type == "code" and ": " in source.partition("=")[0]:
                cell.metadata.tags = ["parameters"]
            made.append(cell)
        path = tmp_path / f"{name}.ipynb"
        kernel = {"name": "no-such-kernel", "display_name": "none", "language": "python"}
        nbformat.write(new_notebook(cells=made, metadata={"kernelspec": kernel}), path)
        return path

    return write


@pytest.fixture(scope="session")
def pool(tmp_path_factory):
    with KernelPool(1, cwd=tmp_path_factory.mktemp("cwd"), imports=["polars", "altair"]) as pool:
        yield pool
